// Linking and unlinking the user's account at Coder.
import * as core from 'backstage-plugin-coder-core';
import { json, type Request, type RequestHandler, type Response } from 'express';
import Router from 'express-promise-router';
import type { Audit } from './audit';
import { callerOf } from './caller';
import { RefusalError } from './gateway/RefusalError';
import { ask, readable } from './gateway/upstream';
import { identify } from './identify';
import { limitUser } from './limitUser';
import type { Deployment } from './settings';
import type { Credentials } from './vault/Credentials';
import type { Link, LinkFacts, Links } from './vault/Links';

/** Tokens that a user may try per minute. */
const MAX_TOKENS = 30;
/** Times per minute that a user may read the link, for which Coder is asked. */
const MAX_READS = 120;
const MAX_BODY = '1kb';

/** Returns the handlers of a user's link: GET returns it, PUT stores one, DELETE removes it. */
export function linkRoutes(links: Links, credentials: Credentials, audit: Audit): RequestHandler {
  const router = Router();
  const ownerOf = (response: Response) => {
    const { userRef, deployment } = callerOf(response);
    return { userRef, deploymentId: deployment.id };
  };
  router.get('/', limitUser(MAX_READS), async (_request, response) => {
    const owner = ownerOf(response);
    const link = await links.find(owner);
    const token = link?.kind === 'token' ? await credentials.current(owner) : undefined;
    response.json({ ...view(link), ...(token && (await lifeNow(callerOf(response).deployment, token))) });
  });
  router.put('/', limitUser(MAX_TOKENS), json({ limit: MAX_BODY }), async (request, response) => {
    const owner = ownerOf(response);
    const link = async () => {
      const token = tokenOf(request);
      return links.save(owner, await checked(callerOf(response).deployment, token), token);
    };
    response.json(view(await audit('account-link', owner, link, request)));
  });
  router.delete('/', async (request, response) => {
    const owner = ownerOf(response);
    await audit('account-unlink', owner, () => credentials.unlink(owner), request);
    response.json(view(undefined));
  });
  return router;
}

function tokenOf(request: Request): string {
  const text: unknown = request.body?.token;
  const token = typeof text === 'string' ? core.parseToken(text) : undefined;
  if (token === undefined) throw new RefusalError(core.refusal('not_a_token'));
  return token;
}

/** Returns what Coder says of a token. Throws its refusal. */
async function checked(deployment: Deployment, token: string): Promise<LinkFacts> {
  const { id, username } = await identify(deployment, token);
  return { kind: 'token', userId: id, username, endsAt: (await lifeOf(deployment, token))?.endsAt };
}

/** A token that may not read its own key is linked without a time. */
async function lifeOf(deployment: Deployment, token: string): Promise<core.TokenLife | undefined> {
  const request = core.keyRequest(token);
  return request && core.tokenLife(readable(request.method, await ask(deployment, { ...request, credential: token })));
}

/** Its use extends a token, so the time of the linking is only for when Coder does not answer. */
async function lifeNow(deployment: Deployment, token: string): Promise<core.TokenLife | undefined> {
  return lifeOf(deployment, token).catch(() => undefined);
}

function view(link: Link | undefined) {
  if (!link) return { isLinked: false };
  const { kind, username, createdAt, endsAt } = link;
  return { isLinked: true, kind, username, createdAt, endsAt };
}
