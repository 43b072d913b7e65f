// Requests with a user's credential.
import * as core from 'backstage-plugin-coder-core';
import type { Credentials } from '../vault/Credentials';
import type { LinkOwner } from '../vault/Links';
import { RefusalError } from './RefusalError';
import { type Answer, readable } from './upstream';

/** Sends a request with the user's credential, and with a new one while Coder does not accept it any more. */
export async function askWithCredential(
  credentials: Credentials,
  owner: LinkOwner,
  method: string,
  ask: (credential: string) => Promise<Answer>,
): Promise<Answer> {
  let credential = await credentials.current(owner);
  for (let refusals = 0; credential !== undefined; refusals++) {
    const answer = await ask(credential);
    if (answer.isOk || !core.endsLink(readable(method, answer))) return answer;
    credential = await credentials.renewed(owner, credential, refusals);
  }
  throw new RefusalError(core.refusal('not_linked'));
}
