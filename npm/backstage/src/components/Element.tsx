// A custom element in a React tree. React 18 and older turn objects into attributes and know no custom events:
// properties and listeners go through a ref, which React 19 likes as well.
import type { CoderEventMap } from 'backstage-plugin-coder-element';
import { createElement, useLayoutEffect, useRef, type CSSProperties, type HTMLAttributes, type ReactNode } from 'react';
import { useInside, type Inner } from '../inside';
import { useLoading } from '../loading';
import { useForwardedLinks } from '../links';
import { LoadNotice, Placeholder } from './Notice';

type Listeners = { [Name in keyof CoderEventMap]?: (event: CoderEventMap[Name]) => void };

interface Props {
  tag: string;
  /** `undefined` leaves an attribute out. */
  attributes?: Record<string, string | undefined>;
  /** What any element takes. */
  common?: HTMLAttributes<HTMLElement>;
  /** What is given to elements within its shadow root. */
  inner?: readonly Inner[];
  properties: Record<string, unknown>;
  on?: Listeners;
  /** The height of what holds the place until it is loaded, in pixels; 0 for nothing. */
  height?: number;
  /** Where the notice stands that it could not be loaded. Default: in the element's place. */
  noticeStyle?: CSSProperties;
  children?: ReactNode;
}

export function Element({ height = 0, noticeStyle, ...props }: Props) {
  const [loading, again] = useLoading();
  if (loading === 'ready') return <Loaded {...props} />;
  if (loading === 'loading') return height ? <Placeholder height={height} /> : null;
  return <LoadNotice error={loading} again={again} style={noticeStyle} />;
}

const NOTHING: readonly Inner[] = [];

function Loaded({ tag, attributes, common, inner = NOTHING, properties, on, children }: Omit<Props, 'height' | 'noticeStyle'>) {
  const ref = useRef<HTMLElement>(null);
  useInside(ref, inner);
  const latest = useRef(on);
  useForwardedLinks(ref);
  latest.current = on;
  useLayoutEffect(() => {
    const element = ref.current as unknown as Record<string, unknown>;
    for (const [name, value] of Object.entries(properties)) {
      if (element[name] !== value) element[name] = value;
    }
  });
  // Before anything else runs: an element may send its first event as soon as it is in the document, and sends it once.
  useLayoutEffect(() => {
    const element = ref.current!;
    const names = Object.keys(latest.current ?? {}) as (keyof CoderEventMap)[];
    const hear = (event: Event) => (latest.current?.[event.type as keyof CoderEventMap] as ((e: Event) => void) | undefined)?.(event);
    for (const name of names) element.addEventListener(name, hear);
    return () => names.forEach(name => element.removeEventListener(name, hear));
  }, []);
  const { className, ...others } = common ?? {};
  // React 18 and older write a custom element's `className` down as it is called.
  return createElement(tag, { ref, ...others, class: className, ...attributes }, children);
}
