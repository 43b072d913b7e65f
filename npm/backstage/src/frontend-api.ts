// What `@backstage/frontend-plugin-api` has since Backstage 1.57, and what stands for it before.
import * as frontendApi from '@backstage/frontend-plugin-api';
import { configApiRef, discoveryApiRef, fetchApiRef, oauthRequestApiRef } from '@backstage/frontend-plugin-api';

interface Since157 {
  useAppNavigate?: () => (path: string) => void;
  coreApis?: {
    config: typeof configApiRef;
    discovery: typeof discoveryApiRef;
    fetch: typeof fetchApiRef;
    internal: { oauthRequest: typeof oauthRequestApiRef };
  };
}

// A copy: a bundler refuses a name that is written out where the installed version does not export it.
const { useAppNavigate, coreApis } = { ...frontendApi } as unknown as Since157;

/** The hook for going to a path of the app, where the framework and not React Router owns the history. */
export { useAppNavigate };

/** Backstage's own APIs, by the refs that are not deprecated. */
export const apiRefs = {
  config: coreApis?.config ?? configApiRef,
  discovery: coreApis?.discovery ?? discoveryApiRef,
  fetch: coreApis?.fetch ?? fetchApiRef,
  oauthRequest: coreApis?.internal.oauthRequest ?? oauthRequestApiRef,
};
