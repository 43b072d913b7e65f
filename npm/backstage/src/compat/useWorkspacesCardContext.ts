import type { CoderWorkspacesConfig } from 'backstage-plugin-coder-element';
import { createContext, useContext } from 'react';
import type { WorkspacesQuery } from './workspacesQuery';

/** The value of {@link useWorkspacesCardContext}. */
export interface WorkspacesCardContext {
  /** The search. */
  queryFilter: string;
  /** Changes the search, or requests the change if the card is controlled. */
  onFilterChange: (filter: string) => void;
  workspacesConfig: CoderWorkspacesConfig;
  /** The list. */
  workspacesQuery: WorkspacesQuery;
  /** The `id` for a custom heading, which then names the card. */
  headerId: string;
}

export const CardContext = createContext<WorkspacesCardContext | undefined>(undefined);

/** Returns the context that the parts of a card share; works only below `CoderWorkspacesCardRoot`. */
export function useWorkspacesCardContext(): WorkspacesCardContext {
  const context = useContext(CardContext);
  if (!context) throw new Error('useWorkspacesCardContext is used outside of CoderWorkspacesCardRoot');
  return context;
}
