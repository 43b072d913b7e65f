// APIs whose code loads when it is used, so that other pages need not download it.

/** Returns a function that loads once, and again after a failure; `what` is for the error. */
export function loadOnce<T>(what: string, load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () =>
    (loading ??= load().catch(error => {
      loading = undefined;
      throw Object.assign(new Error(`${what} could not be fetched: ${error}`), { code: 'network' });
    }));
}

type Methods = Record<PropertyKey, (...values: never[]) => unknown>;

/** Returns an API whose methods wait for its code, except for `others`, which answer at once. */
export function lazyApi<T extends object>(load: () => Promise<T>, others: Partial<T> = {}): T {
  const call = async (name: PropertyKey, values: never[]) => {
    const api = (await load()) as unknown as Methods;
    return api[name](...values);
  };
  const methods = others as unknown as Methods;
  const get = (_: Methods, name: PropertyKey) =>
    // It is no promise, and has no symbols.
    typeof name === 'string' && name !== 'then' ? (methods[name] ??= (...values) => call(name, values)) : undefined;
  return new Proxy(methods, { get }) as unknown as T;
}
