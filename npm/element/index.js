// Loads the custom elements: once per page, when asked, and again after it failed.

/**
 * Why the elements could not be loaded, told apart by what helps:
 *
 * - `disabled`: WebAssembly is switched off in this browser, by a setting, a policy or a lockdown mode;
 * - `unsupported`: the browser is too old for the WebAssembly of the elements;
 * - `csp`: the page's Content-Security-Policy forbids it; add `'wasm-unsafe-eval'` to `script-src`;
 * - `stale`: the files of this page's version are gone, as after a redeploy; reloading the page helps;
 * - `network`: they did not arrive; trying again may help.
 */
export class CoderLoadError extends Error {
  constructor(code, message, cause) {
    super(message, { cause });
    this.name = 'CoderLoadError';
    this.code = code;
  }
}

/** The page's session with a deployment, for scripts of one's own. The token stays with the elements. */
export class CoderSession {
  #session;

  constructor(session) {
    this.#session = session;
  }

  subscribe(callback) {
    let subscription = this.#session.subscribe((status, isAuthenticated) => callback({ status, isAuthenticated }));
    // Whoever ends it again ends nothing.
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

/** The session that the elements show for this host and deployment; loads them. */
export async function connect({ host, proxyPath } = {}) {
  const { Session } = await loaded();
  return new CoderSession(new Session(host, proxyPath));
}

/** The configuration merged with an entity's `spec.coder` and repository, as the card merges them; loads them. */
export async function workspacesConfig(config, entity) {
  return (await loaded()).workspaces_config(config, entity);
}

let loading;

/** Defines the elements; resolves once they are. Rejects with a `CoderLoadError`; the next call tries again. */
export async function load() {
  await loaded();
}

function loaded() {
  loading ??= start().catch(error => {
    loading = undefined;
    throw error;
  });
  return loading;
}

// A table of references to the page's objects and nothing else: the newest thing that the elements need of WebAssembly.
const NEEDED = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 4, 4, 1, 0x6f, 0, 0]);

async function start() {
  // Every browser that can read this file has it, unless it is switched off.
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
    // A missing chunk answered with a page is refused for its type, which looks like no answer at all.
    const code = navigator.onLine === false ? 'network' : 'stale';
    throw new CoderLoadError(code, 'The script of the Coder elements could not be loaded.', error);
  }
}

let fetched = false;

async function fetchWasm() {
  // Its name says what is in it: what the browser has by that name is right, unless it was of no use the last time.
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
    // Backstage answers for a file of an earlier deployment with its start page.
    throw new CoderLoadError('stale', 'The page was updated since it was opened; reload it.');
  }
  if (!response.ok) {
    throw new CoderLoadError('network', `The Coder elements could not be fetched: ${response.status}.`);
  }
  return type.includes('application/wasm') ? response : response.arrayBuffer();
}
