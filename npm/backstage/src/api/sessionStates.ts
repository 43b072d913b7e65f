import type { SessionApi, SessionState } from '@backstage/core-plugin-api';

type States = ReturnType<SessionApi['sessionState$']>;
type Subscription = ReturnType<States['subscribe']>;
interface Observer {
  next?(state: SessionState): void;
  error?(error: Error): void;
  complete?(): void;
}

/** Returns an observable whose subscriptions begin once its source is there. */
export function sessionStates(loaded: Promise<States>): States {
  const states: States = {
    subscribe(next?: Observer | Observer['next'], error?: Observer['error'], complete?: Observer['complete']) {
      const observer = typeof next === 'object' ? next : { next, error, complete };
      let closed = false;
      let source: Subscription | undefined;
      void loaded.then(states => {
        if (!closed) source = states.subscribe(observer);
      });
      return {
        unsubscribe() {
          closed = true;
          source?.unsubscribe();
        },
        get closed() {
          return closed || source?.closed === true;
        },
      };
    },
    [Symbol.observable]: () => states,
  };
  return states;
}
