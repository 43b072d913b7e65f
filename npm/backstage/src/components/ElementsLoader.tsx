import type { CSSProperties, PropsWithChildren } from 'react';
import { useElementsLoader } from '../hooks/useElementsLoader';
import { LoadError } from './LoadError';
import { Placeholder } from './Placeholder';

export interface ElementsLoaderProps {
  /** Height in pixels of the placeholder while the elements load; 0 for no placeholder. */
  height?: number;
  /** Style of the load error. Default: the error takes the element's place. */
  errorStyle?: CSSProperties;
}

/** Loads the elements and then renders its children. */
export function ElementsLoader({ height = 0, errorStyle, children }: PropsWithChildren<ElementsLoaderProps>) {
  const [state, retry] = useElementsLoader();
  if (state === 'ready') return <>{children}</>;
  if (state === 'loading') return height ? <Placeholder height={height} /> : null;
  return <LoadError error={state} retry={retry} style={errorStyle} />;
}
