// Coder's API for code that is no component, as an API of Backstage's: the name and id are the React plugin's.
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
import { CoderApi, type Caller } from './api';
import { settings } from './configuration';
import { Connection } from './connection';
import { backstageHost, ownedBy } from './host-api';
import { identityOf, type User } from './identity';

/** What {@link coderClientWrapperApiRef} gives. */
export interface CoderClientWrapperApi {
  /** Calls to Coder with the page's session. */
  readonly api: CoderApi;
}

/** Coder's API with the session of the portal's user, which a provider, a card or a form of ours links. */
export const coderClientWrapperApiRef: ApiRef<CoderClientWrapperApi> = createApiRef({
  id: 'backstage-plugin-coder.coder-client',
});

interface Apis {
  configApi: ConfigApi;
  discoveryApi: DiscoveryApi;
  fetchApi: FetchApi;
  identityApi: IdentityApi;
}

/** Asks for the session with the first call: an app that makes none loads nothing. */
class LazySession implements Caller {
  private user: User | undefined;
  private connection: Connection | undefined;

  constructor(private readonly apis: Apis) {}

  async request<T>(...call: Parameters<CoderSession['request']>): Promise<T> {
    const { configApi, identityApi, ...apis } = this.apis;
    const user = await identityOf(identityApi).ask();
    if (!this.connection || user !== this.user) {
      const { proxyPath, tokenStorage } = settings(configApi);
      this.user = user;
      this.connection = new Connection({ ...backstageHost(apis), ...ownedBy(user, tokenStorage) }, proxyPath);
    }
    return this.connection.request<T>(...call);
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
  factory: apis => ({ api: new CoderApi(new LazySession(apis)) }),
});
