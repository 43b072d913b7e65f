// Passes the card's requests on to Coder with the user's credential.
import * as core from 'backstage-plugin-coder-core';
import { raw, type Request, type RequestHandler, type Response } from 'express';
import Router from 'express-promise-router';
import { callerOf } from '../caller';
import { limitUser } from '../limitUser';
import type { Deployment } from '../settings';
import type { Credentials } from '../vault/Credentials';
import type { LinkOwner } from '../vault/Links';
import { RefusalError } from './RefusalError';
import { SharedReads } from './SharedReads';
import { askWithCredential } from './askWithCredential';
import { ask, type Answer, passedOn, type UpstreamRequest } from './upstream';

/** Coder's own limit. */
const MAX_BODY = '4mb';
/** Icons change with Coder's version. */
const ICON_CACHE = 'private, max-age=3600';

/** Returns the handlers of the gateway. `request.url` is the target at Coder as the browser sent it. */
export function gateway(
  credentials: Credentials,
  limit: number,
  onWritten: (owner: LinkOwner) => void,
): RequestHandler {
  const router = Router();
  const reads = new SharedReads();
  router.use(
    limitUser(limit),
    raw({ type: () => true, limit: MAX_BODY, inflate: false }),
    async (request, response) => {
      const { method, url: target } = request;
      const passage = core.passage(method, target);
      if (passage === undefined) throw new RefusalError(core.refusal('not_passed_on'));
      const { userRef, deployment } = callerOf(response);
      const owner = { userRef, deploymentId: deployment.id };
      const parts = { method, target, headers: headersOf(request), body: bodyOf(request) };
      const signal = closed(response);
      // A write may take place although its answer is lost.
      if (method !== 'GET') response.once('close', () => onWritten(owner));
      const ask = (credential: string | undefined) =>
        send(reads, `${userRef} ${deployment.id}`, deployment, { ...parts, credential }, signal);
      const answer =
        passage === 'withCredential' ? await askWithCredential(credentials, owner, method, ask) : await ask(undefined);
      response.status(answer.status).set(passedOn(answer.headers, core.headers().response));
      response.set('cache-control', passage === 'withCredential' ? 'no-store' : ICON_CACHE).end(answer.body);
    },
  );
  return router;
}

async function send(
  reads: SharedReads,
  user: string,
  deployment: Deployment,
  sent: UpstreamRequest,
  signal: AbortSignal,
): Promise<Answer> {
  if (sent.method === 'GET') {
    const key = JSON.stringify([sent.target, sent.credential, sent.headers]);
    return reads.read(user, key, signal, shared => ask(deployment, { ...sent, signal: shared }));
  }
  reads.forget(user);
  try {
    return await ask(deployment, { ...sent, signal });
  } finally {
    reads.forget(user);
  }
}

function headersOf(request: Request): Record<string, string> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string') headers.set(name, value);
  }
  return passedOn(headers, core.headers().request);
}

function bodyOf(request: Request): Buffer | undefined {
  return Buffer.isBuffer(request.body) ? request.body : undefined;
}

/** Returns a signal that aborts when the browser leaves before its answer is complete. */
function closed(response: Response): AbortSignal {
  const abort = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) abort.abort();
  });
  return abort.signal;
}
