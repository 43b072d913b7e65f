/** A request to Coder: its method, and its path and query. */
export interface CoreRequest {
  method: string;
  target: string;
}

/** An answer of Coder, or of another server in its place. */
export interface CoreAnswer {
  /** The method of the request. */
  method: string;
  status: number;
  /** The headers that are passed on, with names in lower case. */
  headers: Record<string, string>;
  body: string;
}

/** An answer that the gateway gives itself. */
export interface Refusal {
  /** The HTTP status. */
  status: number;
  body: { code: string; message: string; detail: string };
  /** The `Retry-After` of the answer, in seconds. */
  retryAfterS: number | null;
}

/** A user of Coder. */
export interface LinkedUser {
  /** The user's UUID. */
  id: string;
  username: string;
}

/** The end of a session token. */
export interface TokenLife {
  /** The time at which it ends, unless its use extends it, in RFC 3339. */
  endsAt: string;
  /** Its lifetime in seconds, from its creation or last use; 0 if Coder does not report it. */
  lifetimeSeconds: number;
}

/** A deployment of Coder. */
export interface Deployment {
  id: string;
  title?: string;
  /** Public URL, without a slash at its end. */
  accessUrl: string;
  /** URL at which the backend reaches it, without a slash at its end. */
  backendUrl: string;
  /** Application at the deployment, by which users link their accounts. */
  oauth?: OAuthApp;
}

/** An OAuth 2.0 application at a deployment. */
export interface OAuthApp {
  clientId: string;
  clientSecret: string;
}

/** A key of the vault. */
export interface VaultKey {
  id: string;
  secret: string;
}

/** The configuration. */
export interface Settings {
  deployments: Deployment[];
  /** Keys of the vault; the first one encrypts. Empty if none is configured. */
  keys: VaultKey[];
  /** Requests per user and minute. */
  rateLimit: number;
  /** Days after which a link that nobody used is removed. */
  forgetAfterDays: number;
}

/** The name of a refusal. */
export type RefusalCode =
  | 'not_passed_on'
  | 'unknown_deployment'
  | 'not_a_token'
  | 'token_refused'
  | 'no_oauth'
  | 'not_linked'
  | 'link_ended'
  | 'unreachable'
  | 'timed_out'
  | 'redirected'
  | 'not_followed'
  | 'busy';

/** An event for pages that subscribe to a topic. */
export interface HubSend {
  effect: 'send';
  topic: string;
  pages: number[];
  event: 'data' | 'changed' | 'end';
}

/** What a hub has its program do. */
export type HubEffect =
  | { effect: 'open'; topic: string; target: string; afterMs: number }
  | { effect: 'poll'; topic: string; afterMs: number }
  | { effect: 'close'; topic: string }
  | HubSend;

/** What is followed at Coder for the pages of one user at one deployment. A topic is the target of a GET request. */
export interface Hub {
  /** Adds a page with its subscription; `undefined` if the user has too many, or the value is no subscription. */
  join(page: number, subscription: unknown): HubEffect[] | undefined;
  /** Removes a page. */
  leave(page: number): HubEffect[];
  /** Processes a frame of a topic's socket. */
  frame(topic: string, frame: string): HubEffect[];
  /** Processes the end of a topic's socket, or that it could not be opened. */
  closed(topic: string): HubEffect[];
  /** Processes the body of the answer to a topic's request; `undefined` if there is none. */
  polled(topic: string, body: string | undefined): HubEffect[];
  /** Processes a change that the user made through the gateway. */
  written(): HubEffect[];
}

/** A link as a request reads it, without its credential. */
export interface LinkRow {
  /** Counts the credentials of the link. */
  version: number;
  /** Whether the credential can be refreshed. */
  isOauth: boolean;
  /** Whether the access token is the one that Coder refused. */
  isRefused: boolean;
  /** Time at which the access token ends, in milliseconds; NaN if it does not. */
  accessEndsMs: number;
  /** Time until which a replica refreshes the link, in milliseconds; NaN if none does. */
  leasedUntilMs: number;
}

/** The use of a link by one request. Each step returns the value for the next; the caller makes only the first. */
export type LinkUse =
  /** A token that does not end soon, or the end of the link. */
  | { purpose: 'current' | 'unlink' }
  /** Another token than the one that Coder refused, and the number of those that it refused before. */
  | { purpose: 'renewed'; refusals: number };

/** Something to do for the use of a link. */
export type LinkEffect =
  | { kind: 'read' | 'release' | 'store' | 'remove' | 'revoke' }
  | { kind: 'claim'; leaseMs: number }
  | { kind: 'refresh'; timeoutMs: number }
  | { kind: 'wait'; ms: number };

/** A step in the use of a link: an effect, or the end. */
export type LinkStep = LinkEffect | { kind: 'use' } | { kind: 'noLink' } | { kind: 'refuse'; refusal: Refusal };

/** What became of an effect. */
export type LinkOutcome =
  | { read: LinkRow | null }
  | { claimed: boolean }
  | { stored: boolean }
  | { removed: boolean }
  | 'granted'
  | 'ended'
  | 'failed'
  | 'done';

/** Returns the configuration in the value of `coder`, or the text of a mistake in it. */
export function settings(coder: unknown): Settings | { mistake: string };
/** Returns how a request is passed on: with the user's credential, or, for icons, without; `undefined` if it is not. */
export function passage(method: string, target: string): 'withCredential' | 'withoutCredential' | undefined;
/** Returns the names of the headers that are passed on, in lower case. */
export function headers(): { request: string[]; response: string[] };
/** Returns the headers that authenticate a request. */
export function credentialHeaders(credential: string): Record<string, string>;
/** Returns the session token in a text that a user entered; `undefined` if it is none. */
export function parseToken(text: string): string | undefined;
/** Returns the request whose answer names the user of a credential. */
export function userRequest(): CoreRequest;
/** Returns the request whose answer says when a session token ends; `undefined` for other credentials. */
export function keyRequest(token: string): CoreRequest | undefined;
/** Returns the request that any reachable deployment answers, without a credential. */
export function reachRequest(): CoreRequest;
/** Returns the paths at which a deployment is an OAuth 2.0 provider. */
export function oauthPaths(): { authorize: string; tokens: string; revoke: string };
/** Returns the user of a session token, or the refusal of the token. */
export function linkedUser(answer: CoreAnswer): LinkedUser | { refusal: Refusal };
/** Returns when a session token ends; `undefined` if the answer does not say. */
export function tokenLife(answer: CoreAnswer): TokenLife | undefined;
/** Returns whether an answer says that Coder does not accept the credential any more. */
export function endsLink(answer: CoreAnswer): boolean;
/** Returns the answer of a refusal. */
export function refusal(code: RefusalCode): Refusal;
/** Creates a hub without pages. */
export function createHub(): Hub;
/** Returns the next step in the use of a link; the first one if there is no outcome yet. */
export function linkStep(input: {
  use: LinkUse;
  outcome?: LinkOutcome;
  nowMs: number;
  /** A random number from 0 to 1. */
  random: number;
  /** The refreshes that this process sent to the deployment. */
  sentMs: number[];
}): { use: LinkUse; step: LinkStep; sentMs: number[] };
