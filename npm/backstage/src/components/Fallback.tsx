// Somewhere to sign in for content that has nothing of ours on the screen. A page on which nobody asks for a
// session does not load it.
import { useEffect, useState, type ComponentType } from 'react';
import { onLoaded } from '../loading';
import type { FallbackAuthUiMode } from '../provider';
import { useIsAsked } from '../session';

export function Fallback({ mode }: { mode: FallbackAuthUiMode }) {
  const FallbackElement = useFallbackElement(useIsAsked() || mode === 'assertive');
  return FallbackElement ? <FallbackElement mode={mode} /> : null;
}

/** The element once it is loaded. By `lazy` it would end the app around it if it did not arrive, and never come. */
function useFallbackElement(isWanted: boolean): ComponentType<{ mode: FallbackAuthUiMode }> | undefined {
  const [element, setElement] = useState<{ Component: ComponentType<{ mode: FallbackAuthUiMode }> }>();
  const isMissing = isWanted && !element;
  useEffect(() => {
    if (!isMissing) return undefined;
    let current = true;
    const get = () =>
      import('./FallbackElement').then(
        module => current && setElement({ Component: module.default }),
        // Tried again when that may help.
        () => {},
      );
    const end = onLoaded(get);
    window.addEventListener('online', get);
    window.addEventListener('focus', get);
    void get();
    return () => {
      current = false;
      end();
      window.removeEventListener('online', get);
      window.removeEventListener('focus', get);
    };
  }, [isMissing]);
  return isWanted ? element?.Component : undefined;
}
