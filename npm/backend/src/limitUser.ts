// Limits of requests.
import type { RequestHandler, Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import { callerOf } from './caller';

const MINUTE_MS = 60_000;

/** Returns a handler that passes on so many requests of a user in a minute. */
export function limitUser(limit: number): RequestHandler {
  return rateLimit({
    windowMs: MINUTE_MS,
    limit,
    keyGenerator: (_request, response) => callerOf(response as Response).userRef,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
  });
}
