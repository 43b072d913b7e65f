import { OAuth2 } from '@backstage/core-app-api';
import type { ConfigApi, DiscoveryApi, OAuthRequestApi } from '@backstage/core-plugin-api';

/** Backstage's OAuth session with Coder, by the auth backend's provider `coder`. */
export function coderOAuth(apis: { configApi: ConfigApi; discoveryApi: DiscoveryApi; oauthRequestApi: OAuthRequestApi }) {
  return OAuth2.create({
    ...apis,
    provider: { id: 'coder', title: 'Coder', icon: () => null },
    environment: apis.configApi.getOptionalString('auth.environment'),
    // Coder's tokens do what their user may do; it knows no scopes of Backstage's kind.
    defaultScopes: [],
  });
}
