// Requests to Coder.
import * as core from 'backstage-plugin-coder-core';
import type { Deployment } from '../settings';
import { RefusalError } from './RefusalError';

/** A request to Coder. */
export interface UpstreamRequest extends core.CoreRequest {
  headers?: Record<string, string>;
  body?: Buffer;
  /** The user's credential, for requests that need one. */
  credential?: string;
  /** Aborts the request. */
  signal?: AbortSignal;
  /** Time limit in milliseconds; a minute by default. */
  timeoutMs?: number;
}

/** An answer of Coder. */
export interface Answer {
  status: number;
  /** Whether the status is one of success. */
  isOk: boolean;
  headers: Headers;
  body: Buffer;
}

/** How this plugin names itself to Coder. */
export const USER_AGENT = 'backstage-plugin-coder-backend';

const TIMEOUT_MS = 60_000;

/** Sends a request and returns the answer. Rejects with a `RefusalError` if there is none. */
export async function ask(deployment: Deployment, request: UpstreamRequest): Promise<Answer> {
  const { method, target, headers, body, credential, signal } = request;
  const timeout = AbortSignal.timeout(request.timeoutMs ?? TIMEOUT_MS);
  try {
    const response = await fetch(deployment.backendUrl + target, {
      method,
      headers: {
        'user-agent': USER_AGENT,
        ...headers,
        ...(credential === undefined ? {} : core.credentialHeaders(credential)),
      },
      body: body && body.length > 0 ? new Uint8Array(body) : undefined,
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    if (!response.ok && response.headers.has('location')) throw new RefusalError(core.refusal('redirected'));
    return {
      status: response.status,
      isOk: response.ok,
      headers: response.headers,
      body: Buffer.from(await response.arrayBuffer()),
    };
  } catch (error) {
    if (error instanceof RefusalError) throw error;
    throw new RefusalError(core.refusal(timeout.aborted ? 'timed_out' : 'unreachable'));
  }
}

/** Returns the headers with these names. */
export function passedOn(headers: Headers, names: string[]): Record<string, string> {
  const found = names.map(name => [name, headers.get(name)] as const);
  return Object.fromEntries(found.filter((entry): entry is readonly [string, string] => entry[1] !== null));
}

/** Returns an answer as the core reads it. */
export function readable(method: string, { status, headers, body }: Answer): core.CoreAnswer {
  return { method, status, headers: passedOn(headers, core.headers().response), body: body.toString('utf8') };
}
