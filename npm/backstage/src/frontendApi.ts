// An export of `@backstage/frontend-plugin-api` since Backstage 1.57.
import * as frontendApi from '@backstage/frontend-plugin-api';

interface Since157 {
  useAppNavigate: () => (path: string) => void;
}

/** Hook for navigation within the app where the framework, rather than React Router, owns the history. */
export const useAppNavigate =
  // With `in`, bundlers accept a name that the installed version does not export. They must see the name: whoever
  // copies the module's exports has all of the package on every page of the app.
  'useAppNavigate' in frontendApi ? (frontendApi as unknown as Since157).useAppNavigate : undefined;
