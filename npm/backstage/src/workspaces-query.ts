// The card's list for parts that are not ours, by React Query's names.
import type { CoderCardChange, Workspace } from 'backstage-plugin-coder-element';

/** A card's list; the names are React Query's. */
export interface WorkspacesQuery extends Pick<CoderCardChange, 'state' | 'count'> {
  /**
   * The workspaces as Coder sends them: the first 25, and those scrolled to. `count` says how many there are.
   * `undefined` until there is an answer.
   */
  data: readonly Workspace[] | undefined;
  /** Why the latest answer did not come; what was known before stays in `data`. */
  error: Error | null;
  status: 'loading' | 'error' | 'success';
  isLoading: boolean;
  isError: boolean;
  isSuccess: boolean;
  isFetching: boolean;
  isRefetching: boolean;
  /** Asks again; resolves with the answer that follows, a failure too. */
  refetch: () => Promise<WorkspacesQuery>;
}

type Shown = Pick<CoderCardChange, 'state' | 'count' | 'workspaces' | 'refreshing' | 'error'>;

export function workspacesQuery(shown: Shown, refetch: WorkspacesQuery['refetch']): WorkspacesQuery {
  const { state, count, workspaces, refreshing, error } = shown;
  const status = error ? 'error' : state === 'ready' ? 'success' : 'loading';
  return {
    state,
    count,
    data: state === 'ready' ? workspaces : undefined,
    error: error && Object.assign(new Error(error.message), { code: error.code }),
    status,
    isLoading: status === 'loading',
    isError: status === 'error',
    isSuccess: status === 'success',
    isFetching: refreshing,
    isRefetching: refreshing && state !== 'loading',
    refetch,
  };
}
