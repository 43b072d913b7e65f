// OAuth sign-in with Coder, available only in apps that register it.
import {
  createApiRef,
  type ApiRef,
  type OAuthApi,
  type ProfileInfoApi,
  type BackstageIdentityApi,
  type SessionApi,
} from '@backstage/core-plugin-api';
import type { OAuthDependencies } from './coderOAuth2';
import { lazyApi, loadOnce } from './lazyApi';
import { sessionStates } from './sessionStates';

/** Backstage's OAuth session with Coder. */
export type CoderAuthApi = OAuthApi & ProfileInfoApi & BackstageIdentityApi & SessionApi;

/**
 * Ref of the OAuth API. A registered factory ({@link coderOAuth}, or `OAuth2.create` with provider id `coder`) enables
 * "Connect with Coder".
 */
export const coderAuthApiRef: ApiRef<CoderAuthApi> = createApiRef({ id: 'auth.coder' });

/** Creates Backstage's OAuth session with Coder, for the auth backend's provider `coder`. */
export function coderOAuth(apis: OAuthDependencies): CoderAuthApi {
  let created: (client: CoderAuthApi) => void;
  const client = new Promise<CoderAuthApi>(resolve => (created = resolve));
  const load = loadOnce('Sign-in with Coder', () =>
    import('./coderOAuth2').then(({ createOAuth2 }) => {
      const client = createOAuth2(apis);
      created(client);
      return client;
    }),
  );
  // Requested now, because a browser opens a window only within seconds of a click. A call reports the error.
  load().catch(() => {});
  return lazyApi<CoderAuthApi>(load, {
    sessionState$: () => sessionStates(client.then(client => client.sessionState$())),
  });
}
