// Coder's API as a Backstage API, for code outside of components. Name and id are the React plugin's.
import {
  createApiFactory,
  createApiRef,
  configApiRef,
  discoveryApiRef,
  fetchApiRef,
  identityApiRef,
  type ApiRef,
  type ConfigApi,
  type DiscoveryApi,
  type FetchApi,
  type IdentityApi,
} from '@backstage/core-plugin-api';
import type { CoderSession } from 'backstage-plugin-coder-element';
import { readCoderConfig } from '../config';
import { CoderApi, type Requester } from './CoderApi';
import { backstageHost, ownedBy } from './coderHostApi';
import { Connection } from './connection';
import { gatewayHost } from './gateway';
import { identityOf, type User } from './identity';

/** The API behind {@link coderClientWrapperApiRef}. */
export interface CoderClientWrapperApi {
  /** Client with the page's session. */
  readonly api: CoderApi;
}

/** Ref of the client. Its session is the one that the user linked in a provider, card or form of this plugin. */
export const coderClientWrapperApiRef: ApiRef<CoderClientWrapperApi> = createApiRef({
  id: 'backstage-plugin-coder.coder-client',
});

interface Dependencies {
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
      const { proxyPath, tokenStorage, gateway } = readCoderConfig(configApi);
      const own = gateway && { gateway: gatewayHost(apis.discoveryApi, gateway.hasOAuth) };
      this.user = user;
      this.connection = new Connection({ ...backstageHost(apis), ...ownedBy(user, tokenStorage), ...own }, proxyPath);
    }
    return this.connection.request<T>(...request);
  }
}

export const coderClientApi = createApiFactory({
  api: coderClientWrapperApiRef,
  deps: {
    configApi: configApiRef,
    discoveryApi: discoveryApiRef,
    fetchApi: fetchApiRef,
    identityApi: identityApiRef,
  },
  factory: dependencies => ({ api: new CoderApi(new LazySession(dependencies)) }),
});
