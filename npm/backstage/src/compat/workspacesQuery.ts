// The card's list for custom parts, with React Query's names.
import type { CoderCardChange, Workspace } from 'backstage-plugin-coder-element';

/** A card's list; the names are React Query's. */
export interface WorkspacesQuery extends Pick<CoderCardChange, 'state' | 'count'> {
  /**
   * Workspaces as Coder sends them: the first 25, and those scrolled to. `count` is their total number. `undefined`
   * until the first response.
   */
  data: readonly Workspace[] | undefined;
  /** Error of the latest request; earlier results stay in `data`. */
  error: Error | null;
  status: 'loading' | 'error' | 'success';
  isLoading: boolean;
  isError: boolean;
  isSuccess: boolean;
  isFetching: boolean;
  isRefetching: boolean;
  /** Fetches the list again; resolves with the next result, which may be an error. */
  refetch: () => Promise<WorkspacesQuery>;
}

type CardState = Pick<CoderCardChange, 'state' | 'count' | 'workspaces' | 'refreshing' | 'error'>;

/** Returns a card's list with React Query's names. */
export function workspacesQuery(card: CardState, refetch: WorkspacesQuery['refetch']): WorkspacesQuery {
  const { state, count, workspaces, refreshing, error } = card;
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
