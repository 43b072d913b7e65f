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
import { lazyApi, loadOnce } from './lazyApi';

/** The API behind {@link coderClientWrapperApiRef}. */
export interface CoderClientWrapperApi {
  /** Client with the page's session. */
  readonly api: CoderApi;
}

/** Ref of the client. Its session is the one that the user linked in a provider, card or form of this plugin. */
export const coderClientWrapperApiRef: ApiRef<CoderClientWrapperApi> = createApiRef({
  id: 'backstage-plugin-coder.coder-client',
});

export const coderClientApi = createApiFactory({
  api: coderClientWrapperApiRef,
  deps: {
    configApi: configApiRef,
    discoveryApi: discoveryApiRef,
    fetchApi: fetchApiRef,
    identityApi: identityApiRef,
  },
  factory: dependencies => ({
    api: lazyApi<CoderApi>(
      loadOnce('The Coder client', () =>
        import('./coderClient').then(({ createClient }) => createClient(dependencies)),
      ),
    ),
  }),
});
