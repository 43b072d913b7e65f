/** Types of the Coder elements. */

/** The platform team's configuration; the keys are the React plugin's. */
export interface CoderAppConfig {
  deployment: {
    /** Coder's public URL, for links. */
    accessUrl: string;
  };
  workspaces?: {
    /** Template for entities that name none. */
    defaultTemplateName?: string;
    /** Show the creation form, or create after a confirmation where nothing is missing. Default: `manual`. */
    defaultMode?: 'manual' | 'auto';
    /** Template parameters for every entity. */
    params?: Record<string, string | undefined>;
    /** Template parameters that carry the repository's URL. */
    repoUrlParamKeys?: readonly string[];
    /** What the list begins with. Default: `owner:me`. */
    defaultQueryFilter?: string;
  };
  /** What the card says on an entity that is not meant for Coder. */
  incompatible?: {
    text?: string;
    linkText?: string;
    linkUrl?: string;
  };
  tuning?: {
    /** Milliseconds after the last key until a search is sent. Default: 400. */
    searchDebounceMs?: number;
    /** Milliseconds for which a second "Refresh" is ignored. Default: 1000. */
    refreshThrottleMs?: number;
    /** Milliseconds between refreshes while something changes. Default: 5000. */
    activePollMs?: number;
    /** Milliseconds between refreshes while nothing does. Default: 60000. */
    idlePollMs?: number;
    /** Milliseconds after which a call is given up. Default: 20000. */
    requestTimeoutMs?: number;
    /** Milliseconds for which a session that cannot be checked stays trusted. Default: 6000. */
    gracePeriodMs?: number;
    /** Hours before the end of a session from which on it is warned about; 0 for never. Default: 24. */
    expiryWarningHours?: number;
    /** The list's height in pixels from which on it scrolls. Default: 280. */
    listMaxHeightPx?: number;
  };
}

/** The host's own sign-in with Coder. */
export interface CoderHostOauth {
  /** A promise of an access token; `''` with `optional` where there is no session. */
  getAccessToken(options: { optional?: boolean; instantPopup?: boolean }): Promise<string>;
  signOut?(): Promise<void> | void;
  /** Calls back with `'SIGNED_IN'` or `'SIGNED_OUT'`. */
  subscribe?(callback: (state: string) => void): unknown;
}

/** What the embedding page lends. Every field is optional. */
export interface CoderHost {
  /** Backstage's `fetchApi.fetch`. Default: `window.fetch`. */
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** The proxy's base URL, asked before each call. Default: `/api/proxy`. */
  getProxyBaseUrl?: () => string | Promise<string>;
  /** The signed-in user's entity ref; scopes the stored token. */
  user?: string;
  /** Where the session token is kept between page loads. Default: `local`. */
  tokenStorage?: 'local' | 'session' | 'memory';
  oauth?: CoderHostOauth;
  /** A language tag; English and German are built in. Default: `en`. */
  locale?: string;
  /** Texts by key that take the place of ours. */
  strings?: Record<string, string>;
}

/** A catalog entity, as Backstage has it. */
export interface CoderEntity {
  apiVersion?: string;
  kind: string;
  metadata: { name: string; [key: string]: unknown };
  spec?: { [key: string]: unknown };
  [key: string]: unknown;
}

/** What `coder-session-change` tells. */
export interface CoderSessionChange {
  status:
    | 'initializing'
    | 'tokenMissing'
    | 'authenticating'
    | 'authenticated'
    | 'distrustedWithGracePeriod'
    | 'distrusted'
    | 'noInternetConnection'
    | 'deploymentUnavailable'
    | 'invalid';
  isAuthenticated: boolean;
}

/** What `coder-workspace-created` tells. */
export interface CoderWorkspaceCreated {
  id: string;
  name: string;
  owner: string;
  template: string;
}

/** What `coder-error` tells. */
export interface CoderErrorDetail {
  code: string;
  message: string;
}

/** The events by name. They bubble and are composed. */
export interface CoderEventMap {
  'coder-filter-change': CustomEvent<{ filter: string }>;
  'coder-session-change': CustomEvent<CoderSessionChange>;
  'coder-compatibility-change': CustomEvent<{ compatible: boolean }>;
  'coder-workspace-created': CustomEvent<CoderWorkspaceCreated>;
  'coder-error': CustomEvent<CoderErrorDetail>;
}

/** `<coder-provider>`: configuration, host and session for the elements inside it. */
export interface CoderProviderElement extends HTMLElement {
  config: CoderAppConfig | undefined;
  host: CoderHost | undefined;
}

/** `<coder-workspaces-card>`: the Coder workspaces of an entity, or of a user. */
export interface CoderWorkspacesCardElement extends HTMLElement {
  entity: CoderEntity | undefined;
  config: CoderAppConfig | undefined;
  host: CoderHost | undefined;
}

/** `<coder-open-button>`: opens the entity's workspace, or the way to make one. */
export interface CoderOpenButtonElement extends HTMLElement {
  entity: CoderEntity | undefined;
  config: CoderAppConfig | undefined;
  host: CoderHost | undefined;
}

/** `<coder-auth-wrapper>`: its content while the account is linked, and the way to link it otherwise. */
export interface CoderAuthWrapperElement extends HTMLElement {
  config: CoderAppConfig | undefined;
  host: CoderHost | undefined;
}

/** `<coder-provider-settings>`: a row for the page of linked accounts. */
export interface CoderProviderSettingsElement extends HTMLElement {
  config: CoderAppConfig | undefined;
  host: CoderHost | undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    'coder-provider': CoderProviderElement;
    'coder-workspaces-card': CoderWorkspacesCardElement;
    'coder-open-button': CoderOpenButtonElement;
    'coder-auth-wrapper': CoderAuthWrapperElement;
    'coder-provider-settings': CoderProviderSettingsElement;
  }
  interface HTMLElementEventMap extends CoderEventMap {}
}

/** Why the elements could not be loaded. */
export type CoderLoadErrorCode = 'unsupported' | 'csp' | 'stale' | 'network';

/** Rejection of `load()`. */
export class CoderLoadError extends Error {
  constructor(code: CoderLoadErrorCode, message: string, cause?: unknown);
  readonly code: CoderLoadErrorCode;
}

/**
 * Defines the elements; resolves once they are. Fetches the WebAssembly once per page.
 *
 * Rejects with a `CoderLoadError`; the next call tries again.
 */
export function load(): Promise<void>;
