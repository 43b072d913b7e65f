/** Types of the Coder elements. */

import type { Workspace } from './coder/index.js';
import type { CoderAppConfig } from './config.js';

export type * from './coder/index.js';
export type { CoderAppConfig } from './config.js';

/** The host's own sign-in with Coder. */
export interface CoderHostOauth {
  /** Returns a promise of an access token; `''` if `optional` is set and there is no session. */
  getAccessToken(options: { optional?: boolean; instantPopup?: boolean }): Promise<string>;
  signOut?(): Promise<void> | void;
  /** Calls back with `'SIGNED_IN'` or `'SIGNED_OUT'`. */
  subscribe?(callback: (state: string) => void): unknown;
}

/** A gateway, such as that of `backstage-plugin-coder-backend`. */
export interface CoderHostGateway {
  /** Returns the URL of the deployment at the gateway; called before each request. */
  getUrl: () => string | Promise<string>;
  /** Whether the gateway has an OAuth application by which users link their accounts. Default: `false`. */
  oauth?: boolean;
}

/** Functions and data that the embedding page provides. Every field is optional. */
export interface CoderHost {
  /** Backstage's `fetchApi.fetch`. Default: `window.fetch`. */
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Returns the proxy's base URL; called before each request. Default: `/api/proxy`. */
  getProxyBaseUrl?: () => string | Promise<string>;
  /** A gateway that keeps the user's link, so that no token is in the browser. Without it, requests go through the proxy. */
  gateway?: CoderHostGateway;
  /**
   * The signed-in user's entity ref, which scopes the stored token. With `null`, for a user that is not known yet,
   * the token is kept in memory only. Omit it on a page without users.
   */
  user?: string | null;
  /** Storage of the session token between page loads. Default: `local`. */
  tokenStorage?: 'local' | 'session' | 'memory';
  oauth?: CoderHostOauth;
  /** A language tag; English and German are built in. Default: `en`. */
  locale?: string;
  /** Messages by key that override the built-in ones. */
  strings?: Record<string, string>;
}

/** A catalog entity in Backstage's format. */
export interface CoderEntity {
  apiVersion?: string;
  kind: string;
  metadata: { name: string; [key: string]: unknown };
  spec?: { [key: string]: unknown };
  [key: string]: unknown;
}

/** The detail of `coder-session-change`. */
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

/** The detail of `coder-workspace-created`. */
export interface CoderWorkspaceCreated {
  id: string;
  name: string;
  owner: string;
  template: string;
}

/** The detail of `coder-error`. */
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

/** The card's configuration, merged from the app's and the entity's; the names are the React plugin's. */
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

/** The detail of `coder-card-change`. */
export interface CoderCardChange {
  /** The search. */
  filter: string;
  config: CoderWorkspacesConfig;
  /** The state of the list. */
  state: 'loading' | 'ready' | 'failed';
  /** The number of matching workspaces, once it is known. */
  count: number | null;
  /** The fetched workspaces: the first page, and those scrolled to. */
  workspaces: Workspace[];
  /** Whether a request is running. */
  refreshing: boolean;
  /** The error of the latest request. */
  error: CoderErrorDetail | null;
}

/** A workspace as Coder sends it. */
export type CoderWorkspace = Workspace;

/** The detail of `coder-rows-change`: the rows in the document. The content of a row is the slot `row-` plus the id. */
export interface CoderRowsChange {
  rows: { index: number; workspace: CoderWorkspace }[];
}

/** `<coder-card-root>`: the card's frame and session, for a custom layout of its parts. */
export interface CoderCardRootElement extends HTMLElement {
  entity: CoderEntity | undefined;
  config: CoderAppConfig | undefined;
  host: CoderHost | undefined;
  /** Setting it changes the search, or requests the change if the card is controlled. */
  filter: string | undefined;
  /** Setting it to another number fetches the list again. */
  refreshKey: number | undefined;
}

/** `<coder-card-part>`: the card's part with this `name`, anywhere inside a root. */
export interface CoderCardPartElement extends HTMLElement {}

/** `<coder-open-button>`: opens the entity's workspace, or the form to create one. */
export interface CoderOpenButtonElement extends HTMLElement {
  entity: CoderEntity | undefined;
  config: CoderAppConfig | undefined;
  host: CoderHost | undefined;
}

/** `<coder-auth-wrapper>`: shows its content while the account is linked, and the sign-in form otherwise. */
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

/** The reason why the elements could not be loaded. */
export type CoderLoadErrorCode = 'disabled' | 'unsupported' | 'csp' | 'stale' | 'network';

/** The rejection of `load()`. */
export class CoderLoadError extends Error {
  constructor(code: CoderLoadErrorCode, message: string, cause?: unknown);
  readonly code: CoderLoadErrorCode;
}

/**
 * Loads and defines the elements. Fetches the WebAssembly once per page.
 *
 * Rejects with a `CoderLoadError`; the next call retries.
 */
export function load(): Promise<void>;

/** The rejection of {@link CoderSession.request}. */
export interface CoderRequestError extends Error {
  /** `unauthorized`, `forbidden`, `not-found`, `validation`, `offline`, … */
  code: string;
  /** Coder's messages about fields, by field. */
  fields: Record<string, string>;
}

/** The page's session with a deployment, for custom scripts. The token stays inside the elements. */
export class CoderSession {
  private constructor();
  /**
   * Calls back soon and on every change; returns a function that unsubscribes. Errors of the callback are reported
   * to the page.
   */
  subscribe(callback: (session: CoderSessionChange) => void): () => void;
  /** Links the account with a token that the user entered; throws if it is malformed. */
  link(token: string): void;
  /** Removes the token and everything fetched with it, here and in other tabs. */
  unlink(): void;
  /**
   * Sends a request to Coder's API with the session, through the proxy; `path` begins with `/api/v2/`. Resolves
   * with the response's JSON, rejects with a {@link CoderRequestError}. Requests are never retried.
   */
  request<T = unknown>(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T>;
}

/** Returns the session that the elements use for this host and deployment; loads the elements. */
export function connect(options?: { host?: CoderHost; proxyPath?: string }): Promise<CoderSession>;

/**
 * Returns the configuration merged with an entity's `spec.coder` and repository, as in the card; loads the
 * elements.
 */
export function workspacesConfig(
  config: CoderAppConfig | undefined,
  entity?: CoderEntity,
): Promise<CoderWorkspacesConfig>;
