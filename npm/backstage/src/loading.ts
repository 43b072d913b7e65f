// Getting the WebAssembly, when the first element is about to be shown, and again after that failed.
import { CoderLoadError, connect, load, workspacesConfig, type CoderHost } from 'backstage-plugin-coder-element';
import { useCallback, useEffect, useState } from 'react';

/** How far loading is. */
export type Loading = 'loading' | 'ready' | CoderLoadError;

let isLoaded = false;
const listeners = new Set<() => void>();

/** Calls back when the elements are loaded, by whoever asked for them; returns what ends that. */
export function onLoaded(listener: () => void): () => void {
  if (isLoaded) return () => {};
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Passes on what needs the elements, and tells those who could not load them that they are there now. */
async function loading<T>(needing: Promise<T>): Promise<T> {
  const value = await needing;
  if (!isLoaded) {
    isLoaded = true;
    const waiting = [...listeners];
    listeners.clear();
    for (const listener of waiting) listener();
  }
  return value;
}

/** The session with a deployment; loads the elements. */
export function loadSession(host: CoderHost, proxyPath: string | undefined) {
  return loading(connect({ host, proxyPath }));
}

/** The merged configuration; loads the elements. */
export function loadWorkspacesConfig(...merged: Parameters<typeof workspacesConfig>) {
  return loading(workspacesConfig(...merged));
}

export function useLoading(): [Loading, () => void] {
  const [state, setState] = useState<Loading>(isLoaded ? 'ready' : 'loading');
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let current = true;
    const end = onLoaded(() => setState('ready'));
    loading(load()).then(
      () => current && setState('ready'),
      error => current && setState(error instanceof CoderLoadError ? error : new CoderLoadError('network', String(error))),
    );
    return () => {
      current = false;
      end();
    };
  }, [attempt]);
  const again = useCallback(() => {
    setState('loading');
    setAttempt(n => n + 1);
  }, []);
  return [state, again];
}
