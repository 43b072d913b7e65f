// Loads the WebAssembly of the elements on first use, and again after a failure.
import { connect, load, workspacesConfig, type CoderHost } from 'backstage-plugin-coder-element';

let loaded = false;
const listeners = new Set<() => void>();

/** Whether the elements are loaded. */
export function isLoaded(): boolean {
  return loaded;
}

/** Calls back once the elements are loaded, on behalf of any component; returns a function that unsubscribes. */
export function onLoaded(listener: () => void): () => void {
  if (loaded) return () => {};
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Waits for a promise that needs the elements, then notifies the components whose own attempt failed. */
async function afterLoading<T>(promise: Promise<T>): Promise<T> {
  const value = await promise;
  if (!loaded) {
    loaded = true;
    const waiting = [...listeners];
    listeners.clear();
    for (const listener of waiting) listener();
  }
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
