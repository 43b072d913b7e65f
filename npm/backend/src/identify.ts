// Whose credential it is.
import * as core from 'backstage-plugin-coder-core';
import { RefusalError } from './gateway/RefusalError';
import { ask, readable } from './gateway/upstream';
import type { Deployment } from './settings';

/** Returns the user of a credential. Throws Coder's refusal of it. */
export async function identify(deployment: Deployment, credential: string): Promise<core.LinkedUser> {
  const request = core.userRequest();
  const user = core.linkedUser(readable(request.method, await ask(deployment, { ...request, credential })));
  if ('refusal' in user) throw new RefusalError(user.refusal);
  return user;
}
