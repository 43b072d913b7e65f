// Whether the elements are loaded, for code that does not load them itself.

let loaded = false;
const listeners = new Set<() => void>();

/** Whether the elements are loaded. */
export function isLoaded(): boolean {
  return loaded;
}

/** Calls back once the elements are loaded, on behalf of any component; returns a function that unsubscribes. */
export function onLoaded(listener: () => void): () => void {
  if (loaded) return () => {};
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Notes that the elements are loaded, and notifies the components whose own attempt failed. */
export function markLoaded(): void {
  if (loaded) return;
  loaded = true;
  const waiting = [...listeners];
  listeners.clear();
  for (const listener of waiting) listener();
}
