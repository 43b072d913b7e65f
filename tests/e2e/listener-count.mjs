/**
 * Runs in a page before its scripts: defines `window.pendingListenersAndTimers()`, which counts listeners on window and document,
 * and pending timers.
 */
export function countListenersAndTimers() {
  const listeners = new Map();
  const timers = new Set();
  const key = (type, options) =>
    `${type} ${typeof options === 'object' ? Boolean(options?.capture) : Boolean(options)}`;
  const all = (target, name) => {
    if (!listeners.has(target)) listeners.set(target, new Map());
    const own = listeners.get(target);
    if (!own.has(name)) own.set(name, new Set());
    return own.get(name);
  };
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const isCounted = target => target === window || target === document;
  EventTarget.prototype.addEventListener = function add(type, listener, options) {
    const target = this ?? window;
    if (isCounted(target) && !options?.once) all(target, key(type, options)).add(listener);
    if (isCounted(target))
      options?.signal?.addEventListener('abort', () => all(target, key(type, options)).delete(listener));
    return addEventListener.call(target, type, listener, options);
  };
  EventTarget.prototype.removeEventListener = function remove(type, listener, options) {
    const target = this ?? window;
    if (isCounted(target)) all(target, key(type, options)).delete(listener);
    return removeEventListener.call(target, type, listener, options);
  };
  const { setTimeout, clearTimeout, setInterval, clearInterval } = window;
  window.setTimeout = (act, ...rest) => {
    const id = setTimeout(
      (...args) => {
        timers.delete(id);
        if (typeof act === 'function') act(...args);
      },
      ...rest,
    );
    timers.add(id);
    return id;
  };
  window.setInterval = (...args) => {
    const id = setInterval(...args);
    timers.add(id);
    return id;
  };
  window.clearTimeout = id => (timers.delete(id), clearTimeout(id));
  window.clearInterval = id => (timers.delete(id), clearInterval(id));
  window.pendingListenersAndTimers = () => ({
    listeners: [...listeners.values()].flatMap(own => [...own.values()]).reduce((n, one) => n + one.size, 0),
    timers: timers.size,
  });
}
