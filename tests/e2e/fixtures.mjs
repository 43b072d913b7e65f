// Fixtures of all end-to-end tests: a demo deployment per worker, reset before each test, and a page on which every
// unexpected error fails the test.
import { test as base, expect } from '@playwright/test';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export { expect };
export const TOKEN = 'demodemo01-coderbackstagedemo0001';
export const OTHER_TOKEN = 'demodemo02-coderbackstagedemo0002';
export const EXPIRED_TOKEN = 'demodemo03-coderbackstagedemo0003';
export const ACCESS_URL = 'https://coder.example.com';

/** `E2E_SLOW=4,300` runs all tests with a CPU four times slower and responses delayed by 300 ms. */
const [cpu, latency] = (process.env.E2E_SLOW ?? '').split(',').map(Number);
const SLOW = cpu && { cpu, latency };

const CSP = [
  "default-src 'self'",
  // Trunk starts the page by an inline script, whose hash changes with every build.
  "script-src 'self' 'wasm-unsafe-eval' 'unsafe-inline'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
].join('; ');

/** A running demo deployment. */
class Demo {
  constructor(url) {
    this.url = url;
  }

  /** Changes the scenario or the data; see crates/demo-deployment/src/control.rs. */
  async control(change) {
    await this.#post('/control', change);
  }

  async reset(options = {}) {
    await this.#post('/control/reset', options);
  }

  /** Returns the requests that the proxy received, as `METHOD path`. */
  async requests(startingWith = '') {
    const all = await (await fetch(`${this.url}/control/requests`)).json();
    return all.map(r => `${r.method} ${r.path}`).filter(line => line.startsWith(startingWith));
  }

  /** Returns the requests that verify the session token. */
  async checks() {
    return (await this.requests()).filter(line => line === 'GET /api/v2/users/me');
  }

  /** Returns the header names of each request with this beginning. */
  async headersOf(startingWith) {
    const all = await (await fetch(`${this.url}/control/requests`)).json();
    return all.filter(r => `${r.method} ${r.path}`.startsWith(startingWith)).map(r => r.headers);
  }

  async requestHeaders() {
    const all = await (await fetch(`${this.url}/control/requests`)).json();
    return [...new Set(all.flatMap(r => r.headers))];
  }

  async #post(path, body) {
    const response = await fetch(this.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  }
}

export async function startDemo(args) {
  const child = spawn(process.env.E2E_DEMO, ['--port', '0', '--control', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', text => resolve([text]));
    child.once('exit', code => reject(new Error(`the demo deployment ended with ${code}`)));
  });
  return { demo: new Demo(line.replace('listening on ', '')), stop: () => child.kill('SIGKILL') };
}

export const test = base.extend({
  worker: [
    async ({}, use) => {
      const { demo, stop } = await startDemo(['--pages', process.env.E2E_DIST, '--csp', CSP, '--second', '/coder-eu']);
      await use(demo);
      stop();
    },
    { scope: 'worker' },
  ],
  demo: async ({ worker }, use) => {
    await worker.reset();
    if (SLOW) await worker.control({ latency_ms: SLOW.latency });
    await use(worker);
  },
  baseURL: async ({ worker }, use) => use(worker.url),
  /** Patterns of console errors that a test expects; all others fail it. */
  expectedErrors: async ({}, use) => use([/Failed to load resource/]),
  /**
   * Waits until no tab has a pending request and all tabs have handled the last response. Advancing a fake clock
   * also lets requests time out, so none may be pending.
   */
  settled: async ({ context }, use) => {
    const out = new Set();
    context.on('request', request => out.add(request));
    for (const end of ['requestfinished', 'requestfailed']) context.on(end, request => out.delete(request));
    const waiting = () => [...out].filter(request => !request.frame().page().isClosed()).map(request => request.url());
    await use(async () => {
      for (let round = 0; round < 2; round += 1) {
        await expect.poll(waiting, { intervals: [1, 5, 20, 100] }).toEqual([]);
        for (const tab of context.pages()) await tab.evaluate(atRest);
      }
    });
  },
  page: async ({ page, context, demo, expectedErrors }, use) => {
    const errors = watch(page);
    if (SLOW) {
      await slowDown(page);
      // A window that closes at once cannot be slowed down.
      context.on('page', tab => slowDown(tab).catch(() => {}));
    }
    await use(page);
    expect(errors.filter(e => !expectedErrors.some(p => p.test(e)))).toEqual([]);
  },
});

/**
 * Waits until a page has no other task. For the browser, a request is finished before the page has read its
 * response; a background task runs after that. The fake clock does not affect these tasks.
 */
export const atRest = () =>
  new Promise(resolve => globalThis.scheduler?.postTask(resolve, { priority: 'background' }) ?? resolve());

/** Simulates a slower CPU. */
async function slowDown(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOW.cpu });
}

/** Collects the page's uncaught errors and console errors. */
export function watch(page) {
  const errors = [];
  page.on('pageerror', error => errors.push(`uncaught: ${error}`));
  page.on('console', message => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return errors;
}

export const ENTITIES = {
  payments: '/catalog/default/component/payments',
  platform: '/catalog/default/component/platform',
  noSource: '/catalog/default/component/no-source',
  plain: '/catalog/default/component/plain',
  mistaken: '/catalog/default/component/mistaken',
  lostTemplate: '/catalog/billing/api/lost-template',
};

export const tokenField = scope => scope.getByLabel('Session token', { exact: true });
export const row = (scope, name) =>
  scope
    .getByRole('list', { name: 'Workspaces' })
    .getByRole('listitem')
    .filter({ has: scope.getByText(name, { exact: true }) });
export const names = scope => scope.getByRole('list', { name: 'Workspaces' }).locator('[part=row-name]');
/** Scrolls the list to its end: the document only has the visible rows and a few around them. */
export const toEnd = scope => scope.locator('[part=viewport]').evaluate(e => e.scrollTo(0, e.scrollHeight));
export const search = scope => scope.getByRole('searchbox');
export const scopeFilter = scope => scope.getByRole('combobox', { name: 'Whose workspaces' });
export const statusFilter = scope => scope.getByRole('combobox', { name: 'Status' });
/** Shows or hides the page, as far as its scripts can tell. */
export const setVisible = (page, visible) =>
  page.evaluate(visible => {
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      get: () => (visible ? 'visible' : 'hidden'),
    });
    document.dispatchEvent(new Event('visibilitychange'));
  }, visible);
/** Opens the search of a card whose list is short. */
export async function openSearch(page) {
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Search' }).click();
  await expect(search(page)).toBeFocused();
}

export async function signIn(scope, token = TOKEN) {
  await tokenField(scope).fill(token);
  await scope.getByRole('button', { name: 'Connect', exact: true }).click();
}

/** Opens an entity page with the demo user's account linked. */
export async function openLinked(page, path = ENTITIES.payments) {
  // On an entity page the standalone app has a user; elements added to other pages have a host without one.
  const user = path.startsWith('/catalog/') ? 'user:default/guest' : '';
  await page.addInitScript(
    ([key, token]) => {
      // The initial empty document has no storage.
      if (origin === 'null') return;
      if (!sessionStorage.getItem('seeded')) localStorage.setItem(key, token);
      sessionStorage.setItem('seeded', 'yes');
    },
    [`backstage-plugin-coder/session/coder/${user}`, TOKEN],
  );
  await page.goto(path);
}

/** Opens a page like `openLinked`, with space for a dozen rows: only visible rows are in the document. */
export async function openTall(page, path = ENTITIES.noSource, more = { tuning: { listMaxHeightPx: 1200 } }) {
  const config = JSON.stringify({ ...JSON.parse(CONFIG), ...more });
  await page.setViewportSize({ width: 1280, height: 1600 });
  await page.addInitScript(value => {
    if (origin !== 'null') localStorage.setItem('backstage-plugin-coder/standalone', value);
  }, JSON.stringify({ config }));
  await openLinked(page, path);
}

/** Returns the list's announced number of workspaces. */
export const counted = (scope, text) => scope.getByRole('status').filter({ hasText: new RegExp(`^${text}$`) });

/** Returns the keys of the session tokens in local storage. */
export const storedTokens = page =>
  page.evaluate(() => Object.keys(localStorage).filter(k => k.startsWith('backstage-plugin-coder/session')));

/** Adds elements to the page, beside the app's own. */
export async function addElements(page, html) {
  await page.evaluate(html => {
    const container = document.createElement('div');
    container.id = 'extra';
    container.innerHTML = html;
    document.body.append(container);
  }, html);
}

export const CONFIG = JSON.stringify({
  deployment: { accessUrl: ACCESS_URL },
  workspaces: { defaultTemplateName: 'docker', repoUrlParamKeys: ['repo_url'] },
});
