import { createHash, createHmac } from 'node:crypto';
import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createOAuthAuthenticator,
  createOAuthProviderFactory,
  PassportOAuthAuthenticatorHelper,
} from '@backstage/plugin-auth-node';
import Strategy from 'passport-oauth2';

// Coder 2.31 and newer insist on PKCE (S256), for which Backstage's own OAuth2 module has no option.
class CoderStrategy extends Strategy {
  authorizationParams({ challenge }) {
    return { code_challenge: challenge, code_challenge_method: 'S256' };
  }

  tokenParams({ verifier }) {
    return { code_verifier: verifier };
  }
}

const authenticator = createOAuthAuthenticator({
  defaultProfileTransform: PassportOAuthAuthenticatorHelper.defaultProfileTransform,
  initialize({ callbackUrl, config }) {
    const clientSecret = config.getString('clientSecret');
    const accessUrl = config.getString('accessUrl').replace(/\/$/, '');
    const strategy = new CoderStrategy(
      {
        clientID: config.getString('clientId'),
        clientSecret,
        callbackURL: callbackUrl,
        authorizationURL: `${accessUrl}/oauth2/authorize`,
        tokenURL: `${accessUrl}/oauth2/tokens`,
      },
      (accessToken, refreshToken, params, fullProfile, done) =>
        done(undefined, { fullProfile, params, accessToken }, { refreshToken }),
    );
    return {
      helper: PassportOAuthAuthenticatorHelper.from(strategy),
      // Made from the state, which is random and comes back with the code: nothing has to be kept in between.
      verifierOf: state => createHmac('sha256', clientSecret).update(String(state)).digest('base64url'),
    };
  },
  async start(input, { helper, verifierOf }) {
    const challenge = createHash('sha256').update(verifierOf(input.state)).digest('base64url');
    return helper.start(input, { challenge });
  },
  async authenticate(input, { helper, verifierOf }) {
    return helper.authenticate(input, { verifier: verifierOf(input.req.query.state) });
  },
  async refresh(input, { helper }) {
    return helper.refresh(input);
  },
});

export default createBackendModule({
  pluginId: 'auth',
  moduleId: 'coder',
  register(reg) {
    reg.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({ providerId: 'coder', factory: createOAuthProviderFactory({ authenticator }) });
      },
    });
  },
});
