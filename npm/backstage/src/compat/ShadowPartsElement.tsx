import { useRef } from 'react';
import { ElementsLoader, type ElementsLoaderProps } from '../components/ElementsLoader';
import { LoadedElement, type LoadedElementProps } from '../components/LoadedElement';
import { useShadowParts, type ShadowTarget } from './useShadowParts';

interface ShadowTargetsProps {
  /** Class names, refs and attributes for nodes in the element's shadow root. */
  shadowTargets?: readonly ShadowTarget[];
}

/** A custom element with an app's class names, refs and attributes in its shadow root. */
export function ShadowPartsElement({
  height,
  errorStyle,
  ...props
}: ElementsLoaderProps & LoadedElementProps & ShadowTargetsProps) {
  return (
    <ElementsLoader height={height} errorStyle={errorStyle}>
      <Loaded {...props} />
    </ElementsLoader>
  );
}

const NONE: readonly ShadowTarget[] = [];

function Loaded({ shadowTargets = NONE, ...props }: LoadedElementProps & ShadowTargetsProps) {
  const ref = useRef<HTMLElement>(null);
  useShadowParts(ref, shadowTargets);
  return <LoadedElement elementRef={ref} {...props} />;
}
