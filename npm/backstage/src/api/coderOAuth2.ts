// Backstage's OAuth2 client, which apps of the new frontend system do not contain otherwise.
import { OAuth2 } from '@backstage/core-app-api';
import type { ConfigApi, DiscoveryApi, OAuthRequestApi } from '@backstage/core-plugin-api';

/** Backstage's APIs for an OAuth session. */
export interface OAuthDependencies {
  configApi: ConfigApi;
  discoveryApi: DiscoveryApi;
  oauthRequestApi: OAuthRequestApi;
}

/** Creates the client for the auth backend's provider `coder`. */
export function createOAuth2(apis: OAuthDependencies) {
  return OAuth2.create({
    ...apis,
    provider: { id: 'coder', title: 'Coder', icon: () => null },
    environment: apis.configApi.getOptionalString('auth.environment'),
    // Coder ignores Backstage's scopes: its tokens have all permissions of the user.
    defaultScopes: [],
  });
}
