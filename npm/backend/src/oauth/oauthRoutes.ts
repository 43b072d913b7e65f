// Linking an account by OAuth 2.0: the begin of an authorization, and the callback.
import * as core from 'backstage-plugin-coder-core';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { CookieOptions, RequestHandler } from 'express';
import Router from 'express-promise-router';
import { randomBytes } from 'node:crypto';
import { type Audit, reason } from '../audit';
import { callerOf } from '../caller';
import { identify } from '../identify';
import { RefusalError } from '../gateway/RefusalError';
import type { Deployment } from '../settings';
import type { Links } from '../vault/Links';
import type { OAuthClient } from './OAuthClient';
import { type Result, sendResult } from './resultPage';
import type { States } from './States';

/** Names the browser that began an authorization, so that nobody can end it in another one. */
const COOKIE = 'coder-oauth';
const COOKIE_BYTES = 32;
const COOKIE_MS = 10 * 60 * 1000;

/** What the routes need. */
export interface OAuthParts {
  deployments: Deployment[];
  /** Clients by the id of the deployment. */
  clients: Map<string, OAuthClient>;
  states: States;
  links: Links;
  audit: Audit;
  logger: LoggerService;
  /** URL of the portal. */
  appUrl: string;
  /** URL of the plugin, as browsers reach it. */
  pluginUrl: string;
}

/** Returns the handler that begins an authorization of the caller, and answers with the page of Coder to open. */
export function beginOAuth({ clients, states, pluginUrl }: OAuthParts): RequestHandler {
  return async (_request, response, next) => {
    try {
      const { userRef, deployment } = callerOf(response);
      const client = clients.get(deployment.id);
      if (!client) throw new RefusalError(core.refusal('no_oauth'));
      const { url, state, verifier } = await client.begin();
      const browser = randomBytes(COOKIE_BYTES).toString('base64url');
      await states.add({ userRef, deploymentId: deployment.id }, state, browser, verifier);
      response.cookie(COOKIE, browser, { ...cookieOptions(pluginUrl), maxAge: COOKIE_MS }).json({ url });
    } catch (error) {
      next(error);
    }
  };
}

/** Returns the handler of the callback, which needs no user: the state and the cookie say whose authorization it is. */
export function oauthCallback(parts: OAuthParts): RequestHandler {
  const router = Router();
  router.get('/', async (request, response) => {
    const answer = new URL(request.originalUrl, parts.pluginUrl).searchParams;
    response.clearCookie(COOKIE, cookieOptions(parts.pluginUrl));
    sendResult(response, await result(parts, answer, cookieOf(request.headers.cookie)), parts.appUrl);
  });
  return router;
}

async function result(parts: OAuthParts, answer: URLSearchParams, browser: string): Promise<Result> {
  const state = answer.get('state') ?? '';
  const taken = await parts.states.take(state, browser);
  if (!taken) return 'failed';
  const { owner, verifier } = taken;
  const client = parts.clients.get(owner.deploymentId);
  const deployment = parts.deployments.find(({ id }) => id === owner.deploymentId);
  if (!client || !deployment) return 'failed';
  if (answer.has('error')) return 'refused';
  try {
    await parts.audit('account-link', owner, async () => {
      const grant = await client.redeem(answer, state, verifier);
      const { id, username } = await identify(deployment, grant.accessToken);
      const facts = { kind: 'oauth', userId: id, username, endsAt: undefined, accessEndsAt: grant.endsAt } as const;
      await parts.links.save(owner, facts, JSON.stringify(grant));
    });
    return 'linked';
  } catch (error) {
    parts.logger.warn(`An account at ${deployment.id} could not be linked: ${reason(error)}`);
    return 'failed';
  }
}

function cookieOf(header: string | undefined): string {
  return header?.match(/(?:^|;\s*)coder-oauth=([\w-]+)/)?.[1] ?? '';
}

function cookieOptions(pluginUrl: string): CookieOptions {
  const { pathname, protocol } = new URL(pluginUrl);
  return {
    httpOnly: true,
    sameSite: 'lax',
    secure: protocol === 'https:',
    path: `${pathname}/v1/oauth`,
  };
}
