import type { CoderSessionChange } from 'backstage-plugin-coder-element';
import { useCallback, useEffect, useMemo } from 'react';
import { addSubscriber } from './useHasSubscribers';
import { useSession } from './useSession';

/** The value of {@link useCoderAuth}. */
export interface CoderAuth extends CoderSessionChange {
  /** Links the account with a token that the user entered; rejects if it is malformed. An empty one is ignored. */
  registerNewToken(token: string): Promise<void>;
  /** Removes the token and everything fetched with it. */
  unlinkToken(): Promise<void>;
}

/**
 * Returns the session for custom content. Needs a `CoderProvider` above it, which offers to sign in if nothing else
 * on the page does. The token itself stays inside the elements.
 */
export function useCoderAuth(): CoderAuth {
  const [connection, change] = useSession();
  useEffect(() => addSubscriber(), []);
  const registerNewToken = useCallback(async (token: string) => (await connection.session()).link(token), [connection]);
  const unlinkToken = useCallback(async () => (await connection.session()).unlink(), [connection]);
  return useMemo(() => ({ ...change, registerNewToken, unlinkToken }), [change, registerNewToken, unlinkToken]);
}
