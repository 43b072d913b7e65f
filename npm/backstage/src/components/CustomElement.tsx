import { useRef } from 'react';
import { ElementsLoader, type ElementsLoaderProps } from './ElementsLoader';
import { LoadedElement, type LoadedElementProps } from './LoadedElement';

/** Renders a custom element in a React tree, and what takes its place until it is loaded. */
export function CustomElement({ height, errorStyle, ...props }: ElementsLoaderProps & LoadedElementProps) {
  const ref = useRef<HTMLElement>(null);
  return (
    <ElementsLoader height={height} errorStyle={errorStyle}>
      <LoadedElement elementRef={ref} {...props} />
    </ElementsLoader>
  );
}
