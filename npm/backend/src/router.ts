// The plugin's HTTP API, below /api/coder.
import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { json, type RequestHandler } from 'express';
import Router from 'express-promise-router';
import { findCaller } from './caller';
import { gateway } from './gateway/gateway';
import { answerRefusals } from './gateway/RefusalError';
import { limitUser } from './limitUser';
import { linkRoutes } from './linkRoutes';
import type { Live } from './live/Live';
import { beginOAuth, oauthCallback, type OAuthParts } from './oauth/oauthRoutes';
import type { Settings } from './settings';
import { statuses } from './status';
import type { Credentials } from './vault/Credentials';
import type { LinkOwner } from './vault/Links';

/** The paths that need no user. */
export const UNAUTHENTICATED_PATHS = ['/health', '/v1/oauth/callback'];

/** Streams that a user may open per minute. A card opens one for each change of what it shows. */
const MAX_STREAMS = 120;
const MAX_SUBSCRIPTION = '64kb';

/** Returns the handlers of the API. */
export function createRouter(
  { rateLimit }: Settings,
  oauth: OAuthParts,
  credentials: Credentials,
  httpAuth: HttpAuthService,
  live: Live,
): RequestHandler {
  const { deployments, links, audit } = oauth;
  const router = Router();
  const forUser = findCaller(httpAuth, deployments);
  router.get('/health', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/v1/config', (_request, response) => {
    response.json({ deployments: deployments.map(({ id, title, accessUrl }) => ({ id, title, accessUrl })) });
  });
  router.get('/v1/status', async (_request, response) => {
    response.json({ deployments: await statuses(deployments) });
  });
  router.use('/v1/oauth/callback', oauthCallback(oauth));
  router.post('/v1/deployments/:deployment/oauth', forUser, beginOAuth(oauth));
  router.use('/v1/deployments/:deployment/link', forUser, linkRoutes(links, credentials, audit));
  router.post(
    '/v1/deployments/:deployment/live',
    forUser,
    limitUser(MAX_STREAMS),
    json({ limit: MAX_SUBSCRIPTION }),
    live.stream,
  );
  const onWritten = (owner: LinkOwner) => live.written(owner);
  router.use('/v1/deployments/:deployment', forUser, gateway(credentials, rateLimit, onWritten));
  router.use(answerRefusals);
  return router;
}
