import { CoderLoadError } from 'backstage-plugin-coder-element';
import { useCallback, useEffect, useState } from 'react';
import { isLoaded, onLoaded } from '../api/elementsLoaded';
import { loadElements } from '../api/elementsLoader';

/** The state of loading. */
export type LoadState = 'loading' | 'ready' | CoderLoadError;

/** Loads the elements; returns the state and a function that tries again after a failure. */
export function useElementsLoader(): [LoadState, () => void] {
  const [state, setState] = useState<LoadState>(isLoaded() ? 'ready' : 'loading');
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    const unsubscribe = onLoaded(() => setState('ready'));
    loadElements().then(
      () => isCurrent && setState('ready'),
      error =>
        isCurrent && setState(error instanceof CoderLoadError ? error : new CoderLoadError('network', String(error))),
    );
    return () => {
      isCurrent = false;
      unsubscribe();
    };
  }, [attempt]);
  const retry = useCallback(() => {
    setState('loading');
    setAttempt(n => n + 1);
  }, []);
  return [state, retry];
}
