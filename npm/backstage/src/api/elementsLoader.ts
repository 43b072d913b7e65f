// Loads the WebAssembly of the elements on first use, and again after a failure.
import { connect, load, workspacesConfig, type CoderHost } from 'backstage-plugin-coder-element';
import { markLoaded } from './elementsLoaded';

/** Waits for a promise that needs the elements, then notifies the components whose own attempt failed. */
async function afterLoading<T>(promise: Promise<T>): Promise<T> {
  const value = await promise;
  markLoaded();
  return value;
}

/** Loads the elements. */
export function loadElements() {
  return afterLoading(load());
}

/** Connects to the session with a deployment; loads the elements. */
export function loadSession(host: CoderHost, proxyPath: string | undefined) {
  return afterLoading(connect({ host, proxyPath }));
}

/** Returns the merged configuration; loads the elements. */
export function loadWorkspacesConfig(...sources: Parameters<typeof workspacesConfig>) {
  return afterLoading(workspacesConfig(...sources));
}
