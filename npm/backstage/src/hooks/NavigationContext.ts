// Navigation to other pages of the portal without a page load.
import { createContext } from 'react';
import { useInRouterContext, useNavigate } from 'react-router-dom';

/** A hook that returns a function for navigation within the portal, or `undefined` without a router. */
export type UseNavigation = () => ((path: string) => void) | undefined;

const useReactRouter: UseNavigation = () => {
  // A component never moves into or out of a router, so the order of hooks is stable.
  // eslint-disable-next-line react-hooks/rules-of-hooks
  return useInRouterContext() ? useNavigate() : undefined;
};

/** The navigation hook of the components below. Default: React Router's, if there is a router. */
export const NavigationContext = createContext(useReactRouter);
