/** Makes JSX know the elements' attributes, for React 18 and 19. Objects go in as properties, through a ref. */

import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type {
  CoderAuthWrapperElement,
  CoderCardPartElement,
  CoderCardRootElement,
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
  'coder-card-root': Props<
    CoderCardRootElement,
    'entity' | 'read-entity-data' | 'query-filter' | 'default-query-filter'
  >;
  'coder-card-part': Props<
    CoderCardPartElement,
    | 'name'
    | 'header-text'
    | 'header-level'
    | 'repo-text'
    | 'custom-actions'
    | 'custom-items'
    | 'custom-empty'
    | 'workspace-id'
    | 'src'
    | 'workspace-name'
    | 'without-entity-reminder'
    | 'without-template-reminder'
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
