// How the elements reach Coder, as an API: an app can put its own in its place.
import { createApiRef, type ApiRef, type DiscoveryApi, type FetchApi } from '@backstage/core-plugin-api';
import type { CoderHost } from 'backstage-plugin-coder-element';
import type { User } from './identity';

/** The calls' way from the elements to the proxy. */
export type CoderHostApi = Required<Pick<CoderHost, 'fetch' | 'getProxyBaseUrl'>>;

/** Where nothing is registered for it, Backstage's own fetch and discovery are taken. */
export const coderHostApiRef: ApiRef<CoderHostApi> = createApiRef({ id: 'plugin.coder.host' });

/** By Backstage's own fetch, which signs its user in, and by its discovery, asked for each call. */
export function backstageHost({ fetchApi, discoveryApi }: { fetchApi: FetchApi; discoveryApi: DiscoveryApi }): CoderHostApi {
  return {
    // An app's own may be a class whose methods need it.
    fetch: (url, init) => fetchApi.fetch(url, init),
    getProxyBaseUrl: () => discoveryApi.getBaseUrl('proxy'),
  };
}

/** In place of an entity ref, which has a colon. */
const UNKNOWN_USER = 'unknown';

/** Whose the session is: without a user nothing is stored, because whoever signs in next would have it. */
export function ownedBy({ ref }: User, tokenStorage: CoderHost['tokenStorage']): Pick<CoderHost, 'user' | 'tokenStorage'> {
  return ref ? { user: ref, tokenStorage } : { user: UNKNOWN_USER, tokenStorage: 'memory' };
}
