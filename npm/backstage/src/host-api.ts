// How the elements reach Coder, as an API: an app can put its own in its place.
import { createApiRef, type ApiRef, type DiscoveryApi, type FetchApi } from '@backstage/core-plugin-api';
import type { CoderHost } from 'backstage-plugin-coder-element';

/** The calls' way from the elements to the proxy. */
export type CoderHostApi = Required<Pick<CoderHost, 'fetch' | 'getProxyBaseUrl'>>;

/** Where nothing is registered for it, Backstage's own fetch and discovery are taken. */
export const coderHostApiRef: ApiRef<CoderHostApi> = createApiRef({ id: 'plugin.coder.host' });

/** By Backstage's own fetch, which signs its user in, and by its discovery, asked for each call. */
export function backstageHost({ fetchApi, discoveryApi }: { fetchApi: FetchApi; discoveryApi: DiscoveryApi }): CoderHostApi {
  return { fetch: fetchApi.fetch, getProxyBaseUrl: () => discoveryApi.getBaseUrl('proxy') };
}
