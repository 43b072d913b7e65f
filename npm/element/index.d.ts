/** Types of the Coder elements. */

import type { Workspace } from './coder/index.js';

export type * from './coder/index.js';

/** The platform team's configuration; the keys are the React plugin's. */
export interface CoderAppConfig {
  deployment: {
    /** Coder's public URL, for links that people follow. */
    accessUrl: string;
    /** The URL by which editors reach Coder, where it is another one. Default: `accessUrl`. */
    apiUrl?: string;
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
    /** An http(s) URL, or a path in the portal. */
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
  /**
   * The signed-in user's entity ref; scopes the stored token. `null` while it is not known: the token is kept in memory
   * only then. Leave it out on a page without users.
   */
  user?: string | null;
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
  'coder-card-change': CustomEvent<CoderCardChange>;
  'coder-rows-change': CustomEvent<CoderRowsChange>;
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

/** What the card shows, merged from configuration and entity; the names are the React plugin's. */
export interface CoderWorkspacesConfig {
  mode: 'manual' | 'auto';
  templateName: string | null;
  /** A link that opens Coder's creation form prefilled. */
  creationUrl: string | null;
  repoUrl: string | null;
  repoUrlParamKeys: string[];
  isReadingEntityData: boolean;
  params: Record<string, string>;
}

/** What `coder-card-change` tells. */
export interface CoderCardChange {
  /** The search. */
  filter: string;
  config: CoderWorkspacesConfig;
  /** How far the list is. */
  state: 'loading' | 'ready' | 'failed';
  /** How many workspaces match, once that is known. */
  count: number | null;
  /** Those of them that are fetched: the first page, and what is scrolled to. */
  workspaces: Workspace[];
  /** Whether an answer is under way. */
  refreshing: boolean;
  /** Why the latest answer did not come. */
  error: CoderErrorDetail | null;
}

/** A workspace as Coder sends it. */
export type CoderWorkspace = Workspace;

/** What `coder-rows-change` tells: the rows in the document. The inside of each is the slot `row-` and the id. */
export interface CoderRowsChange {
  rows: { index: number; workspace: CoderWorkspace }[];
}

/** `<coder-card-root>`: the card's frame and session, for parts in another order. */
export interface CoderCardRootElement extends HTMLElement {
  entity: CoderEntity | undefined;
  config: CoderAppConfig | undefined;
  host: CoderHost | undefined;
  /** Setting it changes the search, or asks its owner to. */
  filter: string | undefined;
  /** Setting it to another number asks for the list again. */
  refreshKey: number | undefined;
}

/** `<coder-card-part>`: one of the card's parts, by its `name`; stands anywhere inside a root. */
export interface CoderCardPartElement extends HTMLElement {}

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
    'coder-card-root': CoderCardRootElement;
    'coder-card-part': CoderCardPartElement;
    'coder-open-button': CoderOpenButtonElement;
    'coder-auth-wrapper': CoderAuthWrapperElement;
    'coder-provider-settings': CoderProviderSettingsElement;
  }
  interface HTMLElementEventMap extends CoderEventMap {}
}

/** Why the elements could not be loaded. */
export type CoderLoadErrorCode = 'disabled' | 'unsupported' | 'csp' | 'stale' | 'network';

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

/** Rejection of {@link CoderSession.request}. */
export interface CoderRequestError extends Error {
  /** `unauthorized`, `forbidden`, `not-found`, `validation`, `offline`, … */
  code: string;
  /** What Coder said about fields, by field. */
  fields: Record<string, string>;
}

/** The page's session with a deployment, for scripts of one's own. The token stays with the elements. */
export class CoderSession {
  private constructor();
  /** Calls back soon and on every change; returns what ends that. What the callback throws is reported to the page. */
  subscribe(callback: (session: CoderSessionChange) => void): () => void;
  /** Links the account with a token that a person entered; throws where it is none. */
  link(token: string): void;
  /** Forgets the token and everything fetched with it, here and in other tabs. */
  unlink(): void;
  /**
   * Makes a call of Coder's API with the session, through the proxy; `path` begins with `/api/v2/`. Resolves with
   * the answer's JSON, rejects with a {@link CoderRequestError}. Nothing is repeated by itself.
   */
  request<T = unknown>(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T>;
}

/** The session that the elements show for this host and deployment; loads them. */
export function connect(options?: { host?: CoderHost; proxyPath?: string }): Promise<CoderSession>;

/** The configuration merged with an entity's `spec.coder` and repository, as the card merges them; loads them. */
export function workspacesConfig(
  config: CoderAppConfig | undefined,
  entity?: CoderEntity,
): Promise<CoderWorkspacesConfig>;
