// Loads the custom elements: on request, once per page, and again after a failure.

/**
 * The reason why the elements could not be loaded. Each code has its own remedy:
 *
 * - `disabled`: WebAssembly is switched off in this browser, by a setting, a policy or a lockdown mode;
 * - `unsupported`: the browser is too old for the elements' WebAssembly;
 * - `csp`: the page's Content-Security-Policy forbids it; add `'wasm-unsafe-eval'` to `script-src`;
 * - `stale`: the files of this page's version are gone, as after a redeploy; reloading the page helps;
 * - `network`: the files could not be fetched; retrying may help.
 */
export class CoderLoadError extends Error {
  constructor(code, message, cause) {
    super(message, { cause });
    this.name = 'CoderLoadError';
    this.code = code;
  }
}

/** The page's session with a deployment, for custom scripts. The token stays inside the elements. */
export class CoderSession {
  #session;

  constructor(session) {
    this.#session = session;
  }

  subscribe(callback) {
    let subscription = this.#session.subscribe((status, isAuthenticated) => callback({ status, isAuthenticated }));
    // Unsubscribing again has no effect.
    return () => {
      subscription?.free();
      subscription = undefined;
    };
  }

  link(token) {
    this.#session.link(token);
  }

  unlink() {
    this.#session.unlink();
  }

  request(method, path, body) {
    return this.#session.request(method, path, body);
  }
}

/** Returns the session that the elements use for this host and deployment; loads the elements. */
export async function connect({ host, proxyPath } = {}) {
  const { Session } = await loadModule();
  return new CoderSession(new Session(host, proxyPath));
}

/**
 * Returns the configuration merged with an entity's `spec.coder` and repository, as in the card; loads the
 * elements.
 */
export async function workspacesConfig(config, entity) {
  return (await loadModule()).workspaces_config(config, entity);
}

let loading;

/** Loads and defines the elements. Rejects with a `CoderLoadError`; the next call retries. */
export async function load() {
  await loadModule();
}

function loadModule() {
  loading ??= start().catch(error => {
    loading = undefined;
    throw error;
  });
  return loading;
}

// A module with an `externref` table and nothing else: the newest WebAssembly feature that the elements need.
const NEEDED = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 4, 4, 1, 0x6f, 0, 0]);

async function start() {
  // Every browser that supports this file's syntax has WebAssembly, unless it is switched off.
  if (typeof WebAssembly !== 'object') {
    throw new CoderLoadError(
      'disabled',
      'WebAssembly is switched off in this browser (a setting, a policy or a lockdown mode): allow it for this site.',
    );
  }
  if (!WebAssembly.validate(NEEDED)) {
    throw new CoderLoadError('unsupported', 'This browser is too old for the Coder elements.');
  }
  try {
    await WebAssembly.compile(NEEDED);
  } catch (error) {
    throw new CoderLoadError(
      'csp',
      "The page's Content-Security-Policy does not allow WebAssembly: add 'wasm-unsafe-eval' to script-src.",
      error,
    );
  }
  const [glue, wasm] = await Promise.all([fetchGlue(), fetchWasm()]);
  try {
    await glue.default({ module_or_path: wasm });
  } catch (error) {
    throw new CoderLoadError('stale', 'The elements of this version could not be started; reload the page.', error);
  }
  return glue;
}

async function fetchGlue() {
  try {
    return await import('./dist/element.js');
  } catch (error) {
    // A missing chunk served as an HTML page is rejected for its type, which is indistinguishable from a network
    // error.
    const code = navigator.onLine === false ? 'network' : 'stale';
    throw new CoderLoadError(code, 'The script of the Coder elements could not be loaded.', error);
  }
}

let fetched = false;

async function fetchWasm() {
  // The file name includes a hash of the content, so the cached file is right. A retry reloads it.
  const cache = fetched ? 'reload' : 'force-cache';
  fetched = true;
  let response;
  try {
    response = await fetch(new URL('./dist/element_bg.wasm', import.meta.url), { cache });
  } catch (error) {
    throw new CoderLoadError('network', 'The Coder elements could not be fetched.', error);
  }
  const type = response.headers.get('content-type') ?? '';
  if (response.status === 404 || response.status === 410 || type.includes('html')) {
    // Backstage serves its start page for files of an earlier version of the app.
    throw new CoderLoadError('stale', 'The page was updated since it was opened; reload it.');
  }
  if (!response.ok) {
    throw new CoderLoadError('network', `The Coder elements could not be fetched: ${response.status}.`);
  }
  return type.includes('application/wasm') ? response : response.arrayBuffer();
}
