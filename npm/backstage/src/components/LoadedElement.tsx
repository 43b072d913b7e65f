// React 18 and older turn objects into attributes and ignore custom events, so properties and listeners are set
// through a ref, which also works in React 19.
import type { CoderEventMap } from 'backstage-plugin-coder-element';
import { createElement, useLayoutEffect, useRef, type HTMLAttributes, type ReactNode, type RefObject } from 'react';
import { useRouterLinks } from '../hooks/useRouterLinks';

type Listeners = { [Name in keyof CoderEventMap]?: (event: CoderEventMap[Name]) => void };

export interface LoadedElementProps {
  tag: string;
  /** Attributes of the element; `undefined` omits one. */
  attributes?: Record<string, string | undefined>;
  /** Attributes that every HTML element accepts. */
  hostProps?: HTMLAttributes<HTMLElement>;
  properties: Record<string, unknown>;
  /** Listeners; their names are read once. */
  on?: Listeners;
  children?: ReactNode;
}

/** Renders a custom element whose definition is loaded. */
export function LoadedElement({
  elementRef: ref,
  tag,
  attributes,
  hostProps,
  properties,
  on,
  children,
}: LoadedElementProps & { elementRef: RefObject<HTMLElement> }) {
  const latest = useRef(on);
  useRouterLinks(ref);
  latest.current = on;
  useLayoutEffect(() => {
    const element = ref.current as unknown as Record<string, unknown>;
    for (const [name, value] of Object.entries(properties)) {
      if (element[name] !== value) element[name] = value;
    }
  });
  // A layout effect, because an element may send an event as soon as it is connected, and sends it only once.
  useLayoutEffect(() => {
    const element = ref.current!;
    const names = Object.keys(latest.current ?? {}) as (keyof CoderEventMap)[];
    const dispatch = (event: Event) =>
      (latest.current?.[event.type as keyof CoderEventMap] as ((e: Event) => void) | undefined)?.(event);
    for (const name of names) element.addEventListener(name, dispatch);
    return () => names.forEach(name => element.removeEventListener(name, dispatch));
  }, [ref]);
  const { className, ...others } = hostProps ?? {};
  // React 18 and older would write a `className` attribute on a custom element.
  return createElement(tag, { ref, ...others, class: className, ...attributes }, children);
}
