// The plugin's HTTP API, below /api/coder.
import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type { RequestHandler } from 'express';
import Router from 'express-promise-router';
import { findCaller } from './caller';
import { gateway } from './gateway/gateway';
import { answerRefusals } from './gateway/RefusalError';
import { linkRoutes } from './linkRoutes';
import type { Settings } from './settings';
import { statuses } from './status';
import type { Links } from './vault/Links';

/** Returns the handlers of the API. `/health` needs no user; the others do. */
export function createRouter(settings: Settings, links: Links, httpAuth: HttpAuthService): RequestHandler {
  const { deployments, rateLimit } = settings;
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
  router.use('/v1/deployments/:deployment/link', forUser, linkRoutes(links));
  router.use('/v1/deployments/:deployment', forUser, gateway(links, rateLimit));
  router.use(answerRefusals);
  return router;
}
