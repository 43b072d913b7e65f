// Navigation to other pages of the portal without a page load.
import { createApiRef, useApiHolder } from '@backstage/core-plugin-api';
import { useMemo } from 'react';
import { useInRouterContext, useNavigate } from 'react-router-dom';

/**
 * The history of an app whose framework owns it, since Backstage 1.57. Known by its id, because a bundler rejects a
 * name that the installed version of a package does not export.
 */
const appHistoryApiRef = createApiRef<{ navigate(path: string): void }>({ id: 'core.app-history' });

/** Returns a function for navigation within the portal, or `undefined` without a router. */
export function useNavigation(): ((path: string) => void) | undefined {
  const history = useApiHolder().get(appHistoryApiRef);
  // An app has its history for good, and a component never moves into or out of a router, so the order of hooks is stable.
  // eslint-disable-next-line react-hooks/rules-of-hooks
  const navigate = !history && useInRouterContext() ? useNavigate() : undefined;
  return useMemo(() => (history ? (path: string) => history.navigate(path) : navigate), [history, navigate]);
}
