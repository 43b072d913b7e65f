// The client behind `coderClientWrapperApiRef`, in a chunk that loads with its first request.
import type { ConfigApi, DiscoveryApi, FetchApi, IdentityApi } from '@backstage/core-plugin-api';
import type { CoderSession } from 'backstage-plugin-coder-element';
import { readCoderConfig } from '../config';
import { chooseDeployment, sessionPath } from '../deployments';
import { CoderApi, type Requester } from './CoderApi';
import { backstageHost, ownedBy } from './coderHostApi';
import { Connection } from './connection';
import { gatewayHost } from './gateway';
import { identityOf, type User } from './identity';

/** The APIs that the client needs. */
export interface Dependencies {
  configApi: ConfigApi;
  discoveryApi: DiscoveryApi;
  fetchApi: FetchApi;
  identityApi: IdentityApi;
}

/** Creates the session on the first request, so that an app without requests loads nothing. */
class LazySession implements Requester {
  private user: User | undefined;
  private connection: Connection | undefined;

  constructor(private readonly dependencies: Dependencies) {}

  async request<T>(...request: Parameters<CoderSession['request']>): Promise<T> {
    const { configApi, identityApi, ...apis } = this.dependencies;
    const user = await identityOf(identityApi).request();
    if (!this.connection || user !== this.user) {
      const { proxyPath, tokenStorage, deployments } = readCoderConfig(configApi);
      const deployment = chooseDeployment(deployments);
      const own = deployment && { gateway: gatewayHost(apis.discoveryApi, deployment) };
      const path = deployment ? sessionPath(deployment, proxyPath) : proxyPath;
      this.user = user;
      this.connection = new Connection({ ...backstageHost(apis), ...ownedBy(user, tokenStorage), ...own }, path);
    }
    return this.connection.request<T>(...request);
  }
}

/** Creates a client with the session of the user who is signed in. */
export const createClient = (dependencies: Dependencies): CoderApi => new CoderApi(new LazySession(dependencies));
