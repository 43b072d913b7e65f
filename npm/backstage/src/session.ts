// What is known of the session by those who use it without an element of ours on the screen.
import type { CoderSessionChange } from 'backstage-plugin-coder-element';
import { useEffect, useState } from 'react';

type Status = CoderSessionChange['status'];

let status: Status = 'initializing';
let askers = 0;
const listeners = new Set<() => void>();

function tell() {
  for (const listener of listeners) listener();
}

/** Takes over what an element says. */
export function sessionChanged(change: CoderSessionChange) {
  status = change.status;
  tell();
}

function useStore<T>(read: () => T): T {
  const [value, setValue] = useState(read);
  useEffect(() => {
    const update = () => setValue(read);
    listeners.add(update);
    update();
    return () => {
      listeners.delete(update);
    };
  }, [read]);
  return value;
}

const readStatus = () => status;
const readAskers = () => askers > 0;

/** Whether anybody asks for the session by {@link useCoderAuth}. */
export const useIsAsked = () => useStore(readAskers);

/** The session's state, for content of one's own; needs a {@link CoderProvider} above it. */
export function useCoderAuth(): { status: Status; isAuthenticated: boolean } {
  const now = useStore(readStatus);
  useEffect(() => {
    askers += 1;
    tell();
    return () => {
      askers -= 1;
      tell();
    };
  }, []);
  return { status: now, isAuthenticated: now === 'authenticated' || now === 'distrustedWithGracePeriod' };
}
