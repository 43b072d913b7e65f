import type { SessionApi } from '@backstage/core-plugin-api';

type States = ReturnType<SessionApi['sessionState$']>;
type Subscription = ReturnType<States['subscribe']>;

/** Returns an observable whose subscriptions begin once its source is there. */
export function sessionStates(loaded: Promise<States>): States {
  const states: States = {
    subscribe(...observer: unknown[]) {
      let closed = false;
      let source: Subscription | undefined;
      void loaded.then(states => {
        if (!closed) source = states.subscribe(...(observer as Parameters<States['subscribe']>));
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
