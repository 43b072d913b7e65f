// Exports of `@backstage/frontend-plugin-api` since Backstage 1.57, with fallbacks for older releases.
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

// A copy, because bundlers reject a literal name that the installed version does not export.
const { useAppNavigate, coreApis } = { ...frontendApi } as unknown as Since157;

/** Hook for navigation within the app where the framework, rather than React Router, owns the history. */
export { useAppNavigate };

/** Refs of Backstage's core APIs, without deprecated ones where possible. */
export const apiRefs = {
  config: coreApis?.config ?? configApiRef,
  discovery: coreApis?.discovery ?? discoveryApiRef,
  fetch: coreApis?.fetch ?? fetchApiRef,
  oauthRequest: coreApis?.internal.oauthRequest ?? oauthRequestApiRef,
};
