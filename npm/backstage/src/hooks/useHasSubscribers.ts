// Counts the components that use `useCoderAuth`: while there are any, the page must offer to sign in.
import { useEffect, useState } from 'react';

let subscribers = 0;
const listeners = new Set<() => void>();

function changeCount(difference: 1 | -1) {
  subscribers += difference;
  for (const listener of listeners) listener();
}

/** Counts a component in, until the returned function is called. */
export function addSubscriber(): () => void {
  changeCount(1);
  return () => changeCount(-1);
}

/** Whether any component uses `useCoderAuth`. */
export function useHasSubscribers(): boolean {
  const [hasSubscribers, setHasSubscribers] = useState(subscribers > 0);
  useEffect(() => {
    const update = () => setHasSubscribers(subscribers > 0);
    listeners.add(update);
    update();
    return () => {
      listeners.delete(update);
    };
  }, []);
  return hasSubscribers;
}
