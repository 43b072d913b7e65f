// Requests with a user's credential.
import * as core from 'backstage-plugin-coder-core';
import type { Credentials } from '../vault/Credentials';
import type { LinkOwner } from '../vault/Links';
import { RefusalError } from './RefusalError';
import { type Answer, readable } from './upstream';

/** Sends a request with the user's credential, and once more with a new one if Coder does not accept it any more. */
export async function askWithCredential(
  credentials: Credentials,
  owner: LinkOwner,
  method: string,
  ask: (credential: string) => Promise<Answer>,
): Promise<Answer> {
  const isRefused = (answer: Answer) => !answer.isOk && core.endsLink(readable(method, answer));
  const credential = await credentials.current(owner);
  if (credential === undefined) throw new RefusalError(core.refusal('not_linked'));
  const answer = await ask(credential);
  if (!isRefused(answer)) return answer;
  const renewed = await credentials.renewed(owner, credential);
  const second = renewed === undefined ? undefined : await ask(renewed);
  if (second && !isRefused(second)) return second;
  if (renewed !== undefined) await credentials.end(owner, renewed);
  throw new RefusalError(core.refusal('link_ended'));
}
