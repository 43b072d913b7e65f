// The OAuth 2.0 client at a deployment: authorization code with PKCE, refresh, revocation.
import * as core from 'backstage-plugin-coder-core';
import type * as OAuth from 'oauth4webapi' with { 'resolution-mode': 'import' };
import type { Deployment, OAuthApp } from '../settings';

/** Tokens of a user. */
export interface Grant {
  accessToken: string;
  refreshToken: string | undefined;
  /** Time at which the access token ends, in RFC 3339. */
  endsAt: string;
}

/** An authorization that a user is to give. */
export interface Authorization {
  /** Page of Coder that asks the user. */
  url: string;
  /** Secret that comes back with the answer. */
  state: string;
  /** PKCE verifier. */
  verifier: string;
}

/** Time limit of a request to the provider, in milliseconds. */
const OAUTH_TIMEOUT_MS = 10_000;
/** For a provider that does not say how long an access token lasts. */
const DEFAULT_LIFETIME_S = 60 * 60;

/** The library is an ES module, which CommonJS loads asynchronously. */
const library = () => import('oauth4webapi');

/** The client at one deployment. */
export class OAuthClient {
  private readonly server: OAuth.AuthorizationServer;
  private readonly client: OAuth.Client;

  constructor(
    { accessUrl, backendUrl }: Deployment,
    private readonly app: OAuthApp,
    private readonly redirectUri: string,
  ) {
    const paths = core.oauthPaths();
    this.client = { client_id: app.clientId };
    this.server = {
      issuer: accessUrl,
      authorization_endpoint: accessUrl + paths.authorize,
      token_endpoint: backendUrl + paths.tokens,
      revocation_endpoint: backendUrl + paths.revoke,
    };
  }

  /** Begins an authorization. The provider refuses parameters that it does not know, so there are no others. */
  async begin(): Promise<Authorization> {
    const oauth = await library();
    const [state, verifier] = [oauth.generateRandomState(), oauth.generateRandomCodeVerifier()];
    const url = new URL(this.server.authorization_endpoint!);
    url.search = new URLSearchParams({
      response_type: 'code',
      client_id: this.app.clientId,
      redirect_uri: this.redirectUri,
      state,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }).toString();
    return { url: url.href, state, verifier };
  }

  /** Returns the tokens for the provider's answer. Throws if the user refused, or the answer is not one to this state. */
  async redeem(answer: URLSearchParams, state: string, verifier: string): Promise<Grant> {
    const oauth = await library();
    const parameters = oauth.validateAuthResponse(this.server, this.client, answer, state);
    const response = await oauth.authorizationCodeGrantRequest(
      this.server,
      this.client,
      this.secret(oauth),
      parameters,
      this.redirectUri,
      verifier,
      this.options(oauth),
    );
    return toGrant(await oauth.processAuthorizationCodeResponse(this.server, this.client, response));
  }

  /** Returns new tokens; `undefined` if the grant has ended. Throws if the provider cannot be asked. */
  async refresh({ refreshToken }: Grant, timeoutMs: number): Promise<Grant | undefined> {
    if (refreshToken === undefined) return undefined;
    const oauth = await library();
    const response = await oauth.refreshTokenGrantRequest(
      this.server,
      this.client,
      this.secret(oauth),
      refreshToken,
      this.options(oauth, timeoutMs),
    );
    try {
      const grant = toGrant(await oauth.processRefreshTokenResponse(this.server, this.client, response));
      return { ...grant, refreshToken: grant.refreshToken ?? refreshToken };
    } catch (error) {
      if (error instanceof oauth.ResponseBodyError && error.error === 'invalid_grant') return undefined;
      throw error;
    }
  }

  /** Ends a grant. Throws if the provider cannot be asked. */
  async revoke({ refreshToken, accessToken }: Grant): Promise<void> {
    const oauth = await library();
    const token = refreshToken ?? accessToken;
    const response = await oauth.revocationRequest(
      this.server,
      this.client,
      this.secret(oauth),
      token,
      this.options(oauth),
    );
    await oauth.processRevocationResponse(response);
  }

  /** In the form: RFC 6749 escapes the hyphens of a client id in a header, which not every server undoes. */
  private secret(oauth: typeof OAuth): OAuth.ClientAuth {
    return oauth.ClientSecretPost(this.app.clientSecret);
  }

  private options(oauth: typeof OAuth, timeoutMs = OAUTH_TIMEOUT_MS) {
    return {
      signal: AbortSignal.timeout(timeoutMs),
      // The administrator decides by the URL in the configuration.
      [oauth.allowInsecureRequests]: true,
    };
  }
}

function toGrant(response: OAuth.TokenEndpointResponse): Grant {
  const lifetime = response.expires_in ?? DEFAULT_LIFETIME_S;
  return {
    accessToken: response.access_token,
    refreshToken: response.refresh_token,
    endsAt: new Date(Date.now() + lifetime * 1000).toISOString(),
  };
}
