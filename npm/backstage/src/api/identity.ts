// The user that is signed in to Backstage.
import type { IdentityApi } from '@backstage/core-plugin-api';

/** Backstage's user; without `ref` while Backstage cannot resolve it. */
export interface User {
  ref: string | undefined;
}

const UNKNOWN: User = { ref: undefined };
const TIMEOUT_MS = 5_000;
const INITIAL_BACKOFF_MS = 2_000;
const MAX_BACKOFF_MS = 60_000;

/** The user of an identity API, requested again with exponential backoff until it is known. */
export class Identity {
  private user: User | undefined;
  private pending: Promise<User> | undefined;
  private backoff = INITIAL_BACKOFF_MS;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly api: IdentityApi) {}

  /** Returns the user; `undefined` until the first response or timeout. */
  readonly current = (): User | undefined => this.user;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    void this.request();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) clearTimeout(this.timer);
    };
  };

  /** Requests the user and never rejects: an unknown user has no `ref`. Concurrent calls share one request. */
  request(): Promise<User> {
    this.pending ??= this.send().finally(() => {
      this.pending = undefined;
      if (this.user?.ref === undefined && this.listeners.size > 0) this.scheduleRetry();
    });
    return this.pending;
  }

  private async send(): Promise<User> {
    clearTimeout(this.timer);
    // A synchronous throw is a failure too, and a response after the timeout still updates the user.
    const response = (async () => this.api.getBackstageIdentity())().then(({ userEntityRef }) =>
      this.update({ ref: userEntityRef }),
    );
    let timer: ReturnType<typeof setTimeout> | undefined;
    const timeout = new Promise<never>((_, reject) => (timer = setTimeout(reject, TIMEOUT_MS)));
    try {
      return await Promise.race([response, timeout]);
    } catch {
      return this.update(this.user ?? UNKNOWN);
    } finally {
      clearTimeout(timer);
    }
  }

  private scheduleRetry(): void {
    this.timer = setTimeout(() => void this.request(), this.backoff);
    this.backoff = Math.min(this.backoff * 2, MAX_BACKOFF_MS);
  }

  private update(user: User): User {
    if (!this.user || this.user.ref !== user.ref) {
      this.user = user;
      for (const listener of [...this.listeners]) listener();
    }
    return this.user;
  }
}

const identities = new WeakMap<IdentityApi, Identity>();

/** Returns the one `Identity` of an API. */
export function identityOf(api: IdentityApi): Identity {
  const identity = identities.get(api) ?? new Identity(api);
  identities.set(api, identity);
  return identity;
}
