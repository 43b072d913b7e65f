// OAuth sign-in with Coder, available only in apps that register it.
import { OAuth2 } from '@backstage/core-app-api';
import {
  createApiRef,
  type ApiRef,
  type ConfigApi,
  type DiscoveryApi,
  type OAuthApi,
  type OAuthRequestApi,
  type ProfileInfoApi,
  type BackstageIdentityApi,
  type SessionApi,
} from '@backstage/core-plugin-api';

/** Backstage's OAuth session with Coder. */
export type CoderAuthApi = OAuthApi & ProfileInfoApi & BackstageIdentityApi & SessionApi;

/**
 * Ref of the OAuth API. A registered factory ({@link coderOAuth}, or `OAuth2.create` with provider id `coder`) enables
 * "Connect with Coder".
 */
export const coderAuthApiRef: ApiRef<CoderAuthApi> = createApiRef({ id: 'auth.coder' });

/** Creates Backstage's OAuth session with Coder, for the auth backend's provider `coder`. */
export function coderOAuth(apis: {
  configApi: ConfigApi;
  discoveryApi: DiscoveryApi;
  oauthRequestApi: OAuthRequestApi;
}) {
  return OAuth2.create({
    ...apis,
    provider: { id: 'coder', title: 'Coder', icon: () => null },
    environment: apis.configApi.getOptionalString('auth.environment'),
    // Coder ignores Backstage's scopes: its tokens have all permissions of the user.
    defaultScopes: [],
  });
}
