// Signing in with Coder by OAuth: there only where an app has registered it.
import {
  createApiRef,
  type ApiRef,
  type OAuthApi,
  type ProfileInfoApi,
  type BackstageIdentityApi,
  type SessionApi,
} from '@backstage/core-plugin-api';

/** Backstage's OAuth session with Coder. */
export type CoderAuthApi = OAuthApi & ProfileInfoApi & BackstageIdentityApi & SessionApi;

/** Register a factory for it (`OAuth2.create` with provider id `coder`) to offer "Sign in with Coder". */
export const coderAuthApiRef: ApiRef<CoderAuthApi> = createApiRef({ id: 'auth.coder' });
