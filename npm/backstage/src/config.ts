// Reads `coder:` of app-config.yaml without validation; the elements report its errors.
import type { ConfigApi } from '@backstage/core-plugin-api';
import type { CoderAppConfig, CoderHost } from 'backstage-plugin-coder-element';
import { DEFAULT_ID, type Deployment } from './deployments';

/** The configuration of an app. */
export interface Settings {
  appConfig: CoderAppConfig | undefined;
  proxyPath: string | undefined;
  tokenStorage: CoderHost['tokenStorage'];
  /** The deployments at the gateway of the backend's Coder plugin; none if the backend does not have the plugin. */
  deployments: Deployment[];
}

/** A deployment as an app writes it; the backend's application has its client id only. */
type DeploymentConfig = Partial<Omit<Deployment, 'hasOAuth'>> & { oauth?: unknown };

/** The section as an app writes it: Coder's configuration and the adapter's own keys. */
type CoderConfig = Partial<Omit<CoderAppConfig, 'deployment'>> &
  Partial<Omit<Settings, 'appConfig' | 'deployments'>> & {
    deployment?: DeploymentConfig;
    deployments?: DeploymentConfig[];
    /** The vault of the backend, which does not start without a key; browsers get the ids of its keys only. */
    vault?: unknown;
  };

/** Reads the configuration; `override`, a component's or provider's `appConfig`, takes precedence over the file. */
export function readCoderConfig(configApi: ConfigApi, override?: CoderAppConfig): Settings {
  const section = configApi.getOptional<CoderConfig>('coder') ?? {};
  const { proxyPath, tokenStorage, vault, deployments = [], ...file } = section;
  const isConfigured = Object.keys(file).length > 0;
  const all = [...(file.deployment ? [file.deployment] : []), ...deployments];
  return {
    appConfig: override ?? (isConfigured ? of(file, file.deployment) : undefined),
    proxyPath,
    tokenStorage,
    deployments: vault === undefined ? [] : all.map(toDeployment),
  };
}

function of(file: Partial<Omit<CoderAppConfig, 'deployment'>>, deployment: DeploymentConfig = {}): CoderAppConfig {
  const { accessUrl, apiUrl } = deployment;
  return { ...file, deployment: { accessUrl, apiUrl } } as CoderAppConfig;
}

function toDeployment({ id = DEFAULT_ID, accessUrl = '', oauth, ...others }: DeploymentConfig): Deployment {
  return { ...others, id, accessUrl, hasOAuth: oauth !== undefined };
}
