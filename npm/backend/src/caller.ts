// Who sent a request, and which deployment it is for.
import type { HttpAuthService } from '@backstage/backend-plugin-api';
import * as core from 'backstage-plugin-coder-core';
import type { RequestHandler, Response } from 'express';
import { RefusalError } from './gateway/RefusalError';
import type { Deployment } from './settings';

/** The user and the deployment of a request. */
export interface Caller {
  /** Entity reference of the user of Backstage. */
  userRef: string;
  deployment: Deployment;
}

/**
 * Returns the handler that finds the caller of a request whose path has a parameter `deployment`. Cookies are not
 * accepted: another site could make a browser send them.
 */
export function findCaller(httpAuth: HttpAuthService, deployments: Deployment[]): RequestHandler {
  return async (request, response, next) => {
    try {
      const { principal } = await httpAuth.credentials(request, { allow: ['user'] });
      const deployment = deployments.find(({ id }) => id === request.params.deployment);
      if (!deployment) throw new RefusalError(core.refusal('unknown_deployment'));
      const caller: Caller = { userRef: principal.userEntityRef, deployment };
      response.locals.caller = caller;
      next();
    } catch (error) {
      next(error);
    }
  };
}

/** Returns the caller that was found. */
export function callerOf(response: Response): Caller {
  return response.locals.caller;
}
