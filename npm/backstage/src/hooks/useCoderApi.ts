import { useMemo } from 'react';
import { CoderApi } from '../api/CoderApi';
import { useSession } from './useSession';

/** Returns a client for Coder's API; needs a `CoderProvider` above it. Without a session, its requests fail. */
export function useCoderApi(): CoderApi {
  const [connection] = useSession();
  return useMemo(() => new CoderApi(connection), [connection]);
}
