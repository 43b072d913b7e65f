// Reads `coder:` of app-config.yaml, as far as the backend needs it.
import type { RootConfigService } from '@backstage/backend-plugin-api';
import * as core from 'backstage-plugin-coder-core';

export type { Deployment, OAuthApp, Settings, VaultKey } from 'backstage-plugin-coder-core';

/** Reads the configuration. Throws an error that names the key if a value is missing or wrong. */
export function readSettings(config: RootConfigService): core.Settings {
  const settings = core.settings(config.getOptional('coder'));
  if ('mistake' in settings) throw new Error(settings.mistake);
  return settings;
}
