// A running Backstage with a demo deployment behind its proxy.
import { test as base, expect } from '@playwright/test';
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { startDemo, TOKEN, watch } from '../fixtures.mjs';

export { expect };
export * from '../fixtures.mjs';

export const PAYMENTS = '/catalog/default/component/payments';
export const NO_SOURCE = '/catalog/default/component/no-source';
export const PLAIN = '/catalog/default/component/plain';
export const PLATFORM = '/catalog/default/component/platform';

export async function freePort() {
  const server = createServer();
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise(resolve => server.close(resolve));
  return port;
}

/** Registers the portal as an OAuth2 app, as Coder's administrator would. */
async function registerApp(demo, callback_url) {
  const apps = `${demo.url}/api/proxy/coder/api/v2/oauth2-provider/apps`;
  const post = async (url, body) =>
    (
      await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    ).json();
  const { id } = await post(apps, { name: 'Acme Portal', callback_url });
  const { client_secret_full } = await post(`${apps}/${id}/secrets`, {});
  return [id, client_secret_full];
}

/** Configuration of the backend plugin for the demo deployment, which is not at the root of its server. */
export const withBackend = more => demo => ({
  'coder.deployment.backendUrl': `${demo.url}/api/proxy/coder`,
  'coder.vault.keys': [{ id: '1', secret: 'the secret of the first key, 32 or more' }],
  ...more,
});

/** Configuration of the backend plugin with an OAuth application. */
export const withOAuth = more => async (demo, register) => {
  const [clientId, clientSecret] = await register('/api/coder/v1/oauth/callback');
  return {
    ...withBackend({})(demo),
    'coder.deployment.accessUrl': demo.url,
    'coder.deployment.oauth': { clientId, clientSecret },
    ...more,
  };
};

/**
 * Starts a portal. Its backend has the Coder plugin if the vault has keys, and discovers it if `backend.packages` is set.
 *
 * @param {Record<string, unknown> | Function} config overrides of the configuration file, by path; or a function that
 *   returns them, of the demo deployment and a function that registers an OAuth application by its callback's path
 * @param {(demo: object) => string} file name of the configuration file in the host
 */
export async function startPortal(config = {}, file = () => 'app-config.yaml') {
  const { demo, stop: stopDemo } = await startDemo(['--second', '/coder-eu']);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const overrides = typeof config === 'function' ? await config(demo, path => registerApp(demo, url + path)) : config;
  const [clientId, clientSecret] = await registerApp(demo, `${url}/api/auth/coder/handler/frame`);
  const oauth = { CODER_ACCESS_URL: demo.url, CODER_CLIENT_ID: clientId, CODER_CLIENT_SECRET: clientSecret };
  const env = {
    ...process.env,
    ...oauth,
    CODER_URL: `${demo.url}/api/proxy/coder/`,
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
    CODER_BACKEND: 'backend.packages' in overrides ? 'discovered' : 'coder.vault.keys' in overrides ? 'added' : '',
  };
  const all = { 'app.baseUrl': url, 'backend.baseUrl': url, 'backend.listen': `:${port}`, ...overrides };
  for (const [path, value] of Object.entries(all)) {
    env[variable(path)] = JSON.stringify(value);
  }
  const name = file(demo);
  let backend = await startBackend(url, env, name);
  return {
    url,
    demo,
    /** Returns the id of the backend's process. */
    pid: () => backend.pid,
    /** Returns what the backend has logged. */
    log: () => backend.output.join(''),
    /** The backend's environment, for programs that need the same. */
    env,
    /**
     * Restarts the backend, which signs tokens with new keys, so that all users are signed out. `changes` override the
     * configuration, by path.
     */
    async restart(changes = {}) {
      await backend.stop();
      for (const [path, value] of Object.entries(changes)) env[variable(path)] = JSON.stringify(value);
      backend = await startBackend(url, env, name);
    },
    /**
     * Starts another process of the backend on the same database, as behind a load balancer. `changes` override the
     * configuration, by path.
     */
    async replica(changes = {}) {
      const port = await freePort();
      const url = `http://localhost:${port}`;
      const own = { 'backend.baseUrl': url, 'backend.listen': `:${port}`, ...changes };
      const entries = Object.entries(own).map(([path, value]) => [variable(path), JSON.stringify(value)]);
      const { stop } = await startBackend(url, { ...env, ...Object.fromEntries(entries) }, name);
      return { url, stop };
    },
    async stop() {
      stopDemo();
      await backend.stop();
    },
  };
}

/** Sends a request of the guest to the plugin of a backend. */
export async function coderApi(url, method, path, { body, headers, signal } = {}) {
  const { token } = (await (await fetch(`${url}/api/auth/guest/refresh`)).json()).backstageIdentity;
  return fetch(`${url}/api/coder${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }), ...headers },
    body: body && JSON.stringify(body),
    signal,
  });
}

/** Returns the environment variable that sets a value of the configuration. */
const variable = path => `APP_CONFIG_${path.replaceAll('.', '_')}`;

async function startBackend(url, env, file) {
  const output = [];
  const child = spawn(process.env.E2E_NODE, ['packages/backend/src/index.js', '--config', file], {
    cwd: process.env.E2E_HOST,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = new Promise(resolve => child.once('exit', resolve));
  const failed = new Promise(resolve => {
    void exit.then(resolve);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', data => {
        output.push(String(data));
        // The process stays alive without the plugin that failed to start, but never becomes ready.
        if (String(data).includes('Backend startup failed')) resolve();
      });
    }
  });
  const failure = failed.then(() => {
    child.kill('SIGKILL');
    throw new Error(`Backstage ended:\n${output.join('').slice(-4000)}`);
  });
  failure.catch(() => {});
  await Promise.race([ready(url, output, failed), failure]);
  return {
    pid: child.pid,
    output,
    async stop() {
      child.kill('SIGKILL');
      await exit;
    },
  };
}

/** Waits until a backend has read its catalog, which it has not when it is ready. */
async function ready(url, output, failed) {
  let hasFailed = false;
  void failed.then(() => (hasFailed = true));
  await expect(async () => {
    if (hasFailed) return;
    const ready = await fetch(`${url}/.backstage/health/v1/readiness`);
    expect(ready.status, output.join('').slice(-4000)).toBe(200);
    const { token } = (await (await fetch(`${url}/api/auth/guest/refresh`)).json()).backstageIdentity;
    for (const name of ['mistaken', 'payments', 'plain', 'platform', 'no-source']) {
      const entity = await fetch(`${url}/api/catalog/entities/by-name/component/default/${name}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(entity.status).toBe(200);
    }
  }).toPass({ timeout: 180_000 });
}

/** Signs the guest in. */
export async function enter(page, path = '/') {
  await page.goto(path);
  await page.getByRole('button', { name: 'Enter' }).click();
}

/** Signs the guest in and links the demo user's account. */
export async function enterLinked(page, path) {
  await page.addInitScript(
    ([key, token]) => {
      if (!sessionStorage.getItem('seeded')) localStorage.setItem(key, token);
      sessionStorage.setItem('seeded', 'yes');
    },
    [SESSION, TOKEN],
  );
  await enter(page, path);
}

/** Storage key of the guest's session. */
export const SESSION = 'backstage-plugin-coder/session/coder/user:default/guest';

/**
 * Installs a fake clock. webpack limits each chunk to two minutes by `setTimeout`: the fake clock would exceed that
 * limit while a chunk is loading, and `React.lazy` never retries. Chunks have no limit here.
 */
export async function installClock(page) {
  await page.clock.install();
  await page.addInitScript(() => {
    const CHUNK_LIMIT_MS = 120_000;
    const { setTimeout } = window;
    window.setTimeout = (callback, ms, ...more) => (ms === CHUNK_LIMIT_MS ? 0 : setTimeout(callback, ms, ...more));
  });
}

/** Navigates within the app, as a link does. */
export async function follow(page, path) {
  await page.evaluate(path => {
    history.pushState({}, '', path);
    dispatchEvent(new PopStateEvent('popstate', { state: {} }));
  }, path);
}

/** Takes a screenshot for manual inspection. */
export async function picture(page, name) {
  const dir = process.env.E2E_SCREENSHOTS;
  if (!dir) return;
  const { width } = page.viewportSize();
  // The navigation is as high as the window, not as the page.
  await page.setViewportSize({ width, height: await page.evaluate(() => document.documentElement.scrollHeight) });
  await page.screenshot({ path: `${dir}/${name}.png` });
}

/** Returns the card on any page. */
export const card = page => page.getByRole('region', { name: 'Coder Workspaces' });

/** Returns a test function for tests that share a portal with these overrides of the configuration. */
export function portal(config, file) {
  return base.extend({
    shared: [
      async ({}, use) => {
        const running = await startPortal(config, file);
        await use(running);
        await running.stop();
      },
      { scope: 'worker', timeout: 200_000 },
    ],
    portal: async ({ shared }, use) => use(shared),
    demo: async ({ shared }, use) => {
      await shared.demo.reset();
      await use(shared.demo);
    },
    baseURL: async ({ shared }, use) => use(shared.url),
    /** Patterns of console errors that a test expects; all others fail it. */
    expectedErrors: async ({}, use) => use([/Failed to load resource/]),
    page: async ({ page, demo, expectedErrors }, use) => {
      void demo;
      const errors = watch(page);
      await use(page);
      expect(errors.filter(e => !expectedErrors.some(p => p.test(e)))).toEqual([]);
    },
  });
}
