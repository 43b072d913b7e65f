// The elements' access to Coder, as an API that an app can replace.
import { createApiRef, type ApiRef, type DiscoveryApi, type FetchApi } from '@backstage/core-plugin-api';
import type { CoderHost } from 'backstage-plugin-coder-element';
import type { User } from './identity';

/** Functions by which the elements send requests to the proxy. */
export type CoderHostApi = Required<Pick<CoderHost, 'fetch' | 'getProxyBaseUrl'>>;

/** Ref of the host API. Without a registered factory, Backstage's own fetch and discovery APIs are used. */
export const coderHostApiRef: ApiRef<CoderHostApi> = createApiRef({ id: 'plugin.coder.host' });

/** Returns a host with Backstage's authenticated fetch, and its discovery API, which is called for each request. */
export function backstageHost({
  fetchApi,
  discoveryApi,
}: {
  fetchApi: FetchApi;
  discoveryApi: DiscoveryApi;
}): CoderHostApi {
  return {
    // Called as a method, because an app's implementation may be a class.
    fetch: (url, init) => fetchApi.fetch(url, init),
    getProxyBaseUrl: () => discoveryApi.getBaseUrl('proxy'),
  };
}

/** Placeholder that cannot be an entity ref, because it has no colon. */
const UNKNOWN_USER = 'unknown';

/**
 * Returns the session's owner. For an unknown user nothing is stored, because the next user would inherit the
 * token.
 */
export function ownedBy(
  { ref }: User,
  tokenStorage: CoderHost['tokenStorage'],
): Pick<CoderHost, 'user' | 'tokenStorage'> {
  return ref ? { user: ref, tokenStorage } : { user: UNKNOWN_USER, tokenStorage: 'memory' };
}
