import type { CoderSessionChange } from 'backstage-plugin-coder-element';
import { useEffect, useMemo, useState } from 'react';
import { Connection, DeferredConnection } from '../api/connection';
import { useCoderHost } from './useCoderHost';

const INITIAL: CoderSessionChange = { status: 'initializing', isAuthenticated: false };

/** Returns the page's session and its state, for components without an element on the page. Loads the elements. */
export function useSession(): [DeferredConnection, CoderSessionChange] {
  const { proxyPath, host } = useCoderHost();
  const [change, setChange] = useState(INITIAL);
  // Requests wait until Backstage has resolved its user.
  const deferred = useMemo(() => new DeferredConnection(), []);
  useEffect(() => {
    if (!host) return undefined;
    const connection = new Connection(host, proxyPath);
    deferred.set(connection);
    return connection.subscribe(setChange);
  }, [host, proxyPath, deferred]);
  return [deferred, change];
}
