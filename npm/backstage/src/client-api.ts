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
import { connect, type CoderSession } from 'backstage-plugin-coder-element';
import { CoderApi, type Caller } from './api';
import { settings } from './configuration';
import { backstageHost } from './host-api';

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

async function session({ configApi, identityApi, ...apis }: Apis): Promise<CoderSession> {
  const { proxyPath, tokenStorage } = settings(configApi);
  const user = await identityApi.getBackstageIdentity().then(
    identity => identity.userEntityRef,
    () => undefined,
  );
  return connect({ host: { ...backstageHost(apis), user, tokenStorage }, proxyPath });
}

/** Asks for the session with the first call: an app that makes none loads nothing. */
class LazySession implements Caller {
  private session: Promise<CoderSession> | undefined;

  constructor(private readonly apis: Apis) {}

  async request<T>(...call: Parameters<CoderSession['request']>): Promise<T> {
    this.session ??= session(this.apis).catch(error => {
      this.session = undefined;
      throw error;
    });
    return (await this.session).request<T>(...call);
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
  factory: apis => ({ api: new CoderApi(Promise.resolve(new LazySession(apis))) }),
});
