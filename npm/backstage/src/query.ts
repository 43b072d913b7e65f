// React Query with Coder's session: what is asked waits for it, and what is known goes with it.
import { QueryClient, useQuery, type QueryFunctionContext, type UseQueryOptions, type UseQueryResult } from '@tanstack/react-query';
import { createContext, useEffect, useMemo } from 'react';
import { CoderApi } from './api';
import { useSession } from './session';

/** What every key of {@link useCoderQuery} begins with. */
export const CODER_QUERY_KEY_PREFIX = 'coder-backstage-plugin';

const FAILURES = 3;

// A client of its own, so that nobody has to provide one and nobody's is cleared.
const client = new QueryClient();
const context = createContext<QueryClient | undefined>(client);

/** Options of {@link useCoderQuery}: React Query's, whose function gets `coderApi` too. */
export type UseCoderQueryOptions<T> = Omit<UseQueryOptions<T, Error, T>, 'queryKey' | 'queryFn' | 'context' | 'onSuccess' | 'onError' | 'onSettled'> & {
  queryKey: readonly unknown[];
  queryFn: (context: QueryFunctionContext & { coderApi: CoderApi }) => Promise<T>;
};

/**
 * Asks Coder while the account is linked. What is known is dropped when it is unlinked; an ask that failed is tried
 * up to three times more, unless `retry` says otherwise.
 *
 * @throws without a `queryKey`
 */
export function useCoderQuery<T>({ queryKey, queryFn, enabled, retry, ...options }: UseCoderQueryOptions<T>): UseQueryResult<T, Error> {
  if (!queryKey?.length) throw new Error('No queryKey value provided to useCoderQuery');
  const [connection, { status, isAuthenticated }] = useSession();
  const coderApi = useMemo(() => new CoderApi(connection), [connection]);
  const isUnlinked = status === 'tokenMissing';
  useEffect(() => {
    if (isUnlinked) void client.resetQueries([CODER_QUERY_KEY_PREFIX]);
  }, [isUnlinked]);
  return useQuery<T, Error, T>({
    ...options,
    context,
    queryKey: queryKey[0] === CODER_QUERY_KEY_PREFIX ? queryKey : [CODER_QUERY_KEY_PREFIX, ...queryKey],
    queryFn: asked => queryFn({ ...asked, coderApi }),
    enabled: isAuthenticated && enabled !== false,
    retry: isAuthenticated && (retry ?? FAILURES),
  });
}
