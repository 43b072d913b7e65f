// Getting the WebAssembly, when the first element is about to be shown.
import { CoderLoadError, load } from 'backstage-plugin-coder-element';
import { useCallback, useEffect, useState } from 'react';

/** How far loading is. */
export type Loading = 'loading' | 'ready' | CoderLoadError;

let ready = false;

export function useLoading(): [Loading, () => void] {
  const [loading, setLoading] = useState<Loading>(ready ? 'ready' : 'loading');
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let current = true;
    load().then(
      () => {
        ready = true;
        if (current) setLoading('ready');
      },
      error => {
        if (current) setLoading(error instanceof CoderLoadError ? error : new CoderLoadError('network', String(error)));
      },
    );
    return () => {
      current = false;
    };
  }, [attempt]);
  const again = useCallback(() => {
    setLoading('loading');
    setAttempt(n => n + 1);
  }, []);
  return [loading, again];
}
