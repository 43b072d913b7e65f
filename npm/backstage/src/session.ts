// The session for those who use it without an element of ours on the screen.
import type { CoderSessionChange } from 'backstage-plugin-coder-element';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { Connection, LateConnection } from './connection';
import { useEmbedding } from './host';

const UNKNOWN: CoderSessionChange = { status: 'initializing', isAuthenticated: false };

let askers = 0;
const listeners = new Set<() => void>();

function ask(more: number) {
  askers += more;
  for (const listener of listeners) listener();
}

/** Whether anybody asks for the session by {@link useCoderAuth}. */
export function useIsAsked(): boolean {
  const [asked, setAsked] = useState(askers > 0);
  useEffect(() => {
    const update = () => setAsked(askers > 0);
    listeners.add(update);
    update();
    return () => {
      listeners.delete(update);
    };
  }, []);
  return asked;
}

/** The page's session: the way to it, and where it stands. Loads the elements. */
export function useSession(): [LateConnection, CoderSessionChange] {
  const { proxyPath, host } = useEmbedding();
  const [change, setChange] = useState(UNKNOWN);
  // Asked before Backstage has said who its user is, it waits for that.
  const late = useMemo(() => new LateConnection(), []);
  useEffect(() => {
    if (!host) return undefined;
    const connection = new Connection(host, proxyPath);
    late.take(connection);
    return connection.subscribe(setChange);
  }, [host, proxyPath, late]);
  return [late, change];
}

/** What {@link useCoderAuth} gives. */
export interface CoderAuth extends CoderSessionChange {
  /** Links the account with a token that a person entered; rejects where it is none. An empty one is ignored. */
  registerNewToken(token: string): Promise<void>;
  /** Forgets the token and everything fetched with it. */
  unlinkToken(): Promise<void>;
}

/**
 * The session, for content of one's own; needs a `CoderProvider` above it, which offers to sign in where nothing
 * else on the page does. The token itself stays with the elements.
 */
export function useCoderAuth(): CoderAuth {
  const [connection, change] = useSession();
  useEffect(() => {
    ask(1);
    return () => ask(-1);
  }, []);
  const registerNewToken = useCallback(async (token: string) => (await connection.session()).link(token), [connection]);
  const unlinkToken = useCallback(async () => (await connection.session()).unlink(), [connection]);
  return useMemo(() => ({ ...change, registerNewToken, unlinkToken }), [change, registerNewToken, unlinkToken]);
}
