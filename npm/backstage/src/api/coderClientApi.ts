// Coder's API as a Backstage API, for code outside of components. Name and id are the React plugin's.
import {
  createApiFactory,
  createApiRef,
  configApiRef,
  discoveryApiRef,
  fetchApiRef,
  identityApiRef,
  type ApiRef,
} from '@backstage/core-plugin-api';
import type { CoderApi } from './CoderApi';

/** The API behind {@link coderClientWrapperApiRef}. */
export interface CoderClientWrapperApi {
  /** Client with the page's session. */
  readonly api: CoderApi;
}

/** Ref of the client. Its session is the one that the user linked in a provider, card or form of this plugin. */
export const coderClientWrapperApiRef: ApiRef<CoderClientWrapperApi> = createApiRef({
  id: 'backstage-plugin-coder.coder-client',
});

type Methods = Record<PropertyKey, (...values: unknown[]) => unknown>;

/** Returns a client that loads with the first call of a method, so that other pages need not download it. */
function lazyClient(load: () => Promise<CoderApi>): CoderApi {
  let loading: Promise<CoderApi> | undefined;
  const call = async (name: PropertyKey, values: unknown[]) => {
    loading ??= load();
    const client = (await loading.catch(error => {
      // The next call tries again.
      loading = undefined;
      throw Object.assign(new Error(`The Coder client could not be fetched: ${error}`), { code: 'network' });
    })) as unknown as Methods;
    return client[name](...values);
  };
  const methods: Methods = {};
  const get = (_: Methods, name: PropertyKey) =>
    // It is no promise, and has no symbols.
    typeof name === 'string' && name !== 'then' ? (methods[name] ??= (...values) => call(name, values)) : undefined;
  return new Proxy(methods, { get }) as unknown as CoderApi;
}

export const coderClientApi = createApiFactory({
  api: coderClientWrapperApiRef,
  deps: {
    configApi: configApiRef,
    discoveryApi: discoveryApiRef,
    fetchApi: fetchApiRef,
    identityApi: identityApiRef,
  },
  factory: dependencies => ({
    api: lazyClient(() => import('./coderClient').then(({ createClient }) => createClient(dependencies))),
  }),
});
