// `coder:` of app-config.yaml, handed on as it is: what is wrong with it, the element says.
import type { ConfigApi } from '@backstage/core-plugin-api';
import type { CoderAppConfig, CoderHost } from 'backstage-plugin-coder-element';

/** What an app configures. */
export interface Settings {
  appConfig: CoderAppConfig | undefined;
  proxyPath: string | undefined;
  tokenStorage: CoderHost['tokenStorage'];
}

type Written = Partial<CoderAppConfig> & Partial<Omit<Settings, 'appConfig'>>;

/** Reads the configuration; what a provider was given by code comes before the file. */
export function settings(configApi: ConfigApi, byCode?: CoderAppConfig): Settings {
  const written = configApi.getOptional<Written>('coder') ?? {};
  const { proxyPath, tokenStorage, ...appConfig } = written;
  const any = Object.keys(appConfig).length > 0;
  return {
    appConfig: byCode ?? (any ? (appConfig as CoderAppConfig) : undefined),
    proxyPath,
    tokenStorage,
  };
}
