// React Query with Coder's session: queries wait for the session, and unlinking drops their data.
import {
  QueryClient,
  useQuery,
  type QueryFunctionContext,
  type UseQueryOptions,
  type UseQueryResult,
} from '@tanstack/react-query';
import { createContext, useEffect, useMemo } from 'react';
import { CoderApi } from '../api/CoderApi';
import { useSession } from './useSession';

/** Prefix of every key of {@link useCoderQuery}. */
export const CODER_QUERY_KEY_PREFIX = 'coder-backstage-plugin';

const MAX_RETRIES = 3;

// A separate client, so that apps need not provide one and their caches are never cleared.
const queryClient = new QueryClient();
const queryClientContext = createContext<QueryClient | undefined>(queryClient);

/** Options of {@link useCoderQuery}: React Query's, with a query function that also receives `coderApi`. */
export type UseCoderQueryOptions<T> = Omit<
  UseQueryOptions<T, Error, T>,
  'queryKey' | 'queryFn' | 'context' | 'onSuccess' | 'onError' | 'onSettled'
> & {
  queryKey: readonly unknown[];
  queryFn: (context: QueryFunctionContext & { coderApi: CoderApi }) => Promise<T>;
};

/**
 * Runs a query while the account is linked. Unlinking drops the data. A failed request is retried up to three
 * times, unless `retry` overrides that.
 *
 * @throws without a `queryKey`
 */
export function useCoderQuery<T>({
  queryKey,
  queryFn,
  enabled,
  retry,
  ...options
}: UseCoderQueryOptions<T>): UseQueryResult<T, Error> {
  if (!queryKey?.length) throw new Error('No queryKey value provided to useCoderQuery');
  const [connection, { status, isAuthenticated }] = useSession();
  const coderApi = useMemo(() => new CoderApi(connection), [connection]);
  const isUnlinked = status === 'tokenMissing';
  useEffect(() => {
    if (isUnlinked) void queryClient.resetQueries([CODER_QUERY_KEY_PREFIX]);
  }, [isUnlinked]);
  return useQuery<T, Error, T>({
    ...options,
    context: queryClientContext,
    queryKey: queryKey[0] === CODER_QUERY_KEY_PREFIX ? queryKey : [CODER_QUERY_KEY_PREFIX, ...queryKey],
    queryFn: context => queryFn({ ...context, coderApi }),
    enabled: isAuthenticated && enabled !== false,
    retry: isAuthenticated && (retry ?? MAX_RETRIES),
  });
}
