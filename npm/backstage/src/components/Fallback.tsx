// Somewhere to sign in for content that has nothing of ours on the screen. A page on which nobody asks for a
// session does not load it.
import { Suspense, lazy } from 'react';
import type { FallbackAuthUiMode } from '../provider';
import { useIsAsked } from '../session';

const FallbackElement = lazy(() => import('./FallbackElement'));

export function Fallback({ mode }: { mode: FallbackAuthUiMode }) {
  const wanted = useIsAsked() || mode === 'assertive';
  return wanted ? (
    <Suspense fallback={null}>
      <FallbackElement mode={mode} />
    </Suspense>
  ) : null;
}
