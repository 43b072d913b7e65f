import { useCallback, useRef, useState } from 'react';
import type { WorkspacesQuery } from './workspacesQuery';

/** Returns a key that changes with each refetch, and resolves the refetch's promise with the next response. */
export function useRefetch() {
  const [refreshKey, setRefreshKey] = useState<number>();
  const waiting = useRef<((query: WorkspacesQuery) => void)[]>([]);
  const refetch = useCallback(() => {
    setRefreshKey((key = 0) => key + 1);
    return new Promise<WorkspacesQuery>(resolve => waiting.current.push(resolve));
  }, []);
  const resolveRefetches = useCallback(
    (query: WorkspacesQuery) => waiting.current.splice(0).forEach(resolve => resolve(query)),
    [],
  );
  return { refreshKey, refetch, resolveRefetches };
}
