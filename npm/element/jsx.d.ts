/** Makes JSX know the elements' attributes, for React 18 and 19. Objects go in as properties, through a ref. */

import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type {
  CoderAuthWrapperElement,
  CoderOpenButtonElement,
  CoderProviderElement,
  CoderProviderSettingsElement,
  CoderWorkspacesCardElement,
} from './index.js';

type Props<E, A extends string = never> = DetailedHTMLProps<HTMLAttributes<E>, E> & {
  [K in A | 'proxy-path' | 'config']?: string;
} & { class?: string };

interface CoderElements {
  'coder-provider': Props<CoderProviderElement, 'fallback-auth-ui'>;
  'coder-workspaces-card': Props<
    CoderWorkspacesCardElement,
    | 'entity'
    | 'read-entity-data'
    | 'query-filter'
    | 'default-query-filter'
    | 'header-text'
    | 'header-level'
    | 'show'
  >;
  'coder-open-button': Props<CoderOpenButtonElement, 'entity'>;
  'coder-auth-wrapper': Props<CoderAuthWrapperElement>;
  'coder-provider-settings': Props<CoderProviderSettingsElement>;
}

declare global {
  namespace JSX {
    interface IntrinsicElements extends CoderElements {}
  }
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends CoderElements {}
  }
}
