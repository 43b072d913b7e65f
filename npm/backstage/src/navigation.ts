// Going to another page of the portal without loading the page anew.
import { createContext } from 'react';
import { useInRouterContext, useNavigate } from 'react-router-dom';

/** A hook that returns what goes to a path of the portal; `undefined` where nothing can. */
export type UseNavigation = () => ((path: string) => void) | undefined;

const useReactRouter: UseNavigation = () => {
  // A component either stands inside of the app's router or does not, for good: the order of hooks stays.
  return useInRouterContext() ? useNavigate() : undefined;
};

/** How components below navigate. Default: by React Router, where there is one. */
export const NavigationContext = createContext(useReactRouter);
