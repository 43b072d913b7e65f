// An answer that the gateway gives itself.
import type { Refusal } from 'backstage-plugin-coder-core';
import type { ErrorRequestHandler } from 'express';

/** An error that a router answers with its refusal. */
export class RefusalError extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.body.message);
  }
}

/** Answers refusals; leaves other errors to Backstage. */
export const answerRefusals: ErrorRequestHandler = (error, _request, response, next) => {
  if (!(error instanceof RefusalError) || response.headersSent) return next(error);
  const { status, body, retryAfterS } = error.refusal;
  if (retryAfterS !== null) response.set('retry-after', String(retryAfterS));
  response.status(status).json(body);
};
