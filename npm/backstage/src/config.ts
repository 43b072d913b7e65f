// Reads `coder:` of app-config.yaml without validation; the elements report its errors.
import type { ConfigApi } from '@backstage/core-plugin-api';
import type { CoderAppConfig, CoderHost } from 'backstage-plugin-coder-element';

/** The configuration of an app. */
export interface Settings {
  appConfig: CoderAppConfig | undefined;
  proxyPath: string | undefined;
  tokenStorage: CoderHost['tokenStorage'];
  /** Whether the backend has the Coder plugin, which does not start without a key for its vault. */
  hasGateway: boolean;
}

/** The section as an app writes it: Coder's configuration and the adapter's own keys. */
type CoderConfig = Partial<CoderAppConfig> &
  Partial<Omit<Settings, 'appConfig' | 'hasGateway'>> & {
    /** The vault of the backend; browsers get the ids of its keys only. */
    vault?: unknown;
  };

/** Reads the configuration; `override`, a component's or provider's `appConfig`, takes precedence over the file. */
export function readCoderConfig(configApi: ConfigApi, override?: CoderAppConfig): Settings {
  const section = configApi.getOptional<CoderConfig>('coder') ?? {};
  const { proxyPath, tokenStorage, vault, ...appConfig } = section;
  const isConfigured = Object.keys(appConfig).length > 0;
  return {
    appConfig: override ?? (isConfigured ? (appConfig as CoderAppConfig) : undefined),
    proxyPath,
    tokenStorage,
    hasGateway: vault !== undefined,
  };
}
