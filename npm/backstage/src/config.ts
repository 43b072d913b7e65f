// Reads `coder:` of app-config.yaml without validation; the elements report its errors.
import type { ConfigApi } from '@backstage/core-plugin-api';
import type { CoderAppConfig, CoderHost } from 'backstage-plugin-coder-element';

/** The configuration of an app. */
export interface Settings {
  appConfig: CoderAppConfig | undefined;
  proxyPath: string | undefined;
  tokenStorage: CoderHost['tokenStorage'];
  /** The gateway of the backend's Coder plugin, which does not start without a key for its vault. */
  gateway: { hasOAuth: boolean } | undefined;
}

/** The section as an app writes it: Coder's configuration and the adapter's own keys. */
type CoderConfig = Partial<CoderAppConfig> &
  Partial<Omit<Settings, 'appConfig' | 'gateway'>> & {
    /** The application of the backend; browsers get its client id only. */
    deployment?: { oauth?: unknown };
    /** The vault of the backend; browsers get the ids of its keys only. */
    vault?: unknown;
  };

/** Reads the configuration; `override`, a component's or provider's `appConfig`, takes precedence over the file. */
export function readCoderConfig(configApi: ConfigApi, override?: CoderAppConfig): Settings {
  const section = configApi.getOptional<CoderConfig>('coder') ?? {};
  const { proxyPath, tokenStorage, vault, ...appConfig } = section;
  const { oauth, ...deployment } = appConfig.deployment ?? {};
  const isConfigured = Object.keys(appConfig).length > 0;
  return {
    appConfig: override ?? (isConfigured ? ({ ...appConfig, deployment } as CoderAppConfig) : undefined),
    proxyPath,
    tokenStorage,
    gateway: vault === undefined ? undefined : { hasOAuth: oauth !== undefined },
  };
}
