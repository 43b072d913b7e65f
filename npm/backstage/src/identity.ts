// Who is signed in to Backstage.
import { identityApiRef, useApi, type IdentityApi } from '@backstage/core-plugin-api';
import { useSyncExternalStore } from 'react';

/** Backstage's user; without `ref` where Backstage cannot say for now who that is. */
export interface User {
  ref: string | undefined;
}

const UNKNOWN: User = { ref: undefined };
const PATIENCE_MS = 5_000;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;

/** The user of one identity API: asked for again, ever less often, until Backstage says who it is. */
export class Identity {
  private user: User | undefined;
  private asked: Promise<User> | undefined;
  private pause = FIRST_PAUSE_MS;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly api: IdentityApi) {}

  /** The user; `undefined` until there is a first answer, or none in time. */
  readonly current = (): User | undefined => this.user;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    void this.ask();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) clearTimeout(this.timer);
    };
  };

  /** The user, or that it is not known; never rejects. Asked once at a time. */
  ask(): Promise<User> {
    this.asked ??= this.answer().finally(() => {
      this.asked = undefined;
      if (this.user?.ref === undefined && this.listeners.size > 0) this.askLater();
    });
    return this.asked;
  }

  private async answer(): Promise<User> {
    clearTimeout(this.timer);
    // A throw is a failure like any other, and an answer that comes late counts as well.
    const known = (async () => this.api.getBackstageIdentity())().then(({ userEntityRef }) => this.take({ ref: userEntityRef }));
    let late: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise<never>((_, reject) => (late = setTimeout(reject, PATIENCE_MS)));
    try {
      return await Promise.race([known, patience]);
    } catch {
      return this.take(this.user ?? UNKNOWN);
    } finally {
      clearTimeout(late);
    }
  }

  private askLater(): void {
    this.timer = setTimeout(() => void this.ask(), this.pause);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MS);
  }

  private take(user: User): User {
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
  const known = identities.get(api) ?? new Identity(api);
  identities.set(api, known);
  return known;
}

/** The signed-in user; `undefined` while that is being asked. */
export function useUser(): User | undefined {
  const identity = identityOf(useApi(identityApiRef));
  return useSyncExternalStore(identity.subscribe, identity.current);
}
