import type { PropsWithChildren } from 'react';
import { useAppNavigate } from '../frontendApi';
import { NavigationContext } from '../hooks/NavigationContext';

/** Lets the components below navigate by the framework, which owns the history since Backstage 1.57. */
export function AppNavigation({ children }: PropsWithChildren) {
  if (!useAppNavigate) return <>{children}</>;
  return <NavigationContext.Provider value={useAppNavigate}>{children}</NavigationContext.Provider>;
}
