// Measures the backend plugin in a real Backstage: its gateway beside Backstage's proxy, live updates, and many users.
// Called by `cargo xtask bench --backend`, which passes all paths in the environment; prints JSON.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { EventStream } from '../tests/e2e/backstage/event-stream.mjs';
import { NO_SOURCE, SESSION, startPortal, TOKEN, withBackend } from '../tests/e2e/backstage/portal.mjs';
import { signedUsers } from '../tests/e2e/backstage/signed-users.mjs';
import { instrument, limited, median, REACT_TOKEN } from './page.mjs';

const require = createRequire(`${process.env.BENCH_TOOLS}/package.json`);
const { chromium } = require('@playwright/test');

const USERS = 1_000;
const REQUESTS = 300;
const AT_ONCE = 16;
const THROUGHPUT_MS = 5_000;
const CHANGES = 20;
const IDLE_MS = 60_000;
const VISITS = 3;

const DEPLOYMENT = '/api/coder/v1/deployments/default';
const LIST = '/api/v2/workspaces?q=owner%3Ame&limit=25';

const sleep = ms => new Promise(done => setTimeout(done, ms));

// Users. The portal signs tokens with a key that is known here, so that there can be any number of users.

const { config: KEY_STORE, tokenOf, dispose } = signedUsers();
const users = Array.from({ length: USERS }, (_, i) => tokenOf(`user:default/user-${i}`));

/** Fetches again over another connection where the server has just closed an idle one, as it does after five seconds. */
async function fetchAgain(url, options) {
  try {
    return await fetch(url, options);
  } catch (error) {
    if (error.cause?.code !== 'ECONNRESET') throw error;
    return fetch(url, options);
  }
}

/** Sends a request of a user. Throws if it is not answered by 200. */
async function as(user, url, { method = 'GET', body, headers, signal } = {}) {
  const response = await fetchAgain(url, {
    method,
    headers: { authorization: `Bearer ${user}`, ...(body && { 'content-type': 'application/json' }), ...headers },
    body: body && JSON.stringify(body),
    signal,
  });
  if (response.status !== 200) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return response;
}

/** Runs a function for all users, some at once. */
async function forAll(act) {
  let next = 0;
  const worker = async () => {
    while (next < USERS) await act(users[next++]);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

// The gateway beside the proxy of the same backend. Each request is another user's, because the gateway answers identical
// reads of one user together.

const ways = portal => ({
  gateway: i => as(users[i % USERS], `${portal.url}${DEPLOYMENT}/api/v2/users/me`),
  proxy: i =>
    as(users[i % USERS], `${portal.url}/api/proxy/coder/api/v2/users/me`, {
      headers: { 'Coder-Session-Token': TOKEN },
    }),
});

async function latency(portal) {
  const all = { gateway: [], proxy: [] };
  for (let i = 0; i < REQUESTS; i += 1) {
    for (const [way, send] of Object.entries(ways(portal))) {
      const start = performance.now();
      await (await send(i)).arrayBuffer();
      all[way].push(performance.now() - start);
    }
  }
  return { gateway: median(all.gateway), proxy: median(all.proxy) };
}

async function throughput(portal) {
  const results = {};
  for (const [way, send] of Object.entries(ways(portal))) {
    let count = 0;
    const end = performance.now() + THROUGHPUT_MS;
    const worker = async () => {
      while (performance.now() < end) await (await send(count++)).arrayBuffer();
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    results[way] = count / (THROUGHPUT_MS / 1_000);
  }
  return results;
}

// Many users.

/** Returns the memory of a process, in bytes. */
const memoryOf = pid => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) * 1_024;

async function connectedUsers(portal) {
  const before = memoryOf(portal.pid());
  const streams = [];
  await forAll(async user => {
    const abort = new AbortController();
    const body = { topics: [{ topic: LIST, ids: [] }] };
    const response = await as(user, `${portal.url}${DEPLOYMENT}/live`, { method: 'POST', body, signal: abort.signal });
    streams.push(new EventStream(response, abort));
  });
  while (!streams.every(stream => stream.of('open').length > 0 || stream.isEnded)) await sleep(100);
  // So that what each stream follows at Coder is open as well.
  await sleep(5_000);
  const memory = memoryOf(portal.pid()) - before;
  const lost = streams.filter(stream => stream.isEnded).length;
  for (const stream of streams) stream.close();
  return { memory, lost };
}

// Pages.

async function open(context, path = NO_SOURCE) {
  const page = await context.newPage();
  await page.goto(path);
  return page;
}

const listed = page =>
  limited(
    page,
    page.evaluate(() => window.painted('ours')),
  );

/** Returns a new context with the guest signed in, and its page with the list. */
async function enter(browser, portal, keepsToken) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: portal.url });
  await context.addInitScript(instrument, [keepsToken ? SESSION : 'unused', REACT_TOKEN, TOKEN]);
  const page = await open(context);
  await page.getByRole('button', { name: 'Enter' }).click();
  await listed(page);
  return { context, page };
}

/** Returns the milliseconds from the reload of a page to its list, with the gateway and with the proxy. */
async function reloads(browser, portals) {
  const all = Object.fromEntries(Object.keys(portals).map(way => [way, []]));
  for (let i = 0; i < VISITS; i += 1) {
    for (const [way, portal] of Object.entries(portals)) {
      const { context, page } = await enter(browser, portal, way === 'proxy');
      await page.reload();
      all[way].push((await listed(page)).sinceNavigation);
      await context.close();
    }
  }
  return Object.fromEntries(Object.entries(all).map(([way, times]) => [way, median(times)]));
}

/** Returns the milliseconds from a change at Coder to its painting, which 19 of 20 changes need at most. */
async function changes(page, demo) {
  const all = [];
  for (let i = 0; i < CHANGES; i += 1) {
    // The next change must not meet what followed the last one.
    await sleep(1_000);
    await page.evaluate(() => {
      const viewport = document.querySelector('coder-workspaces-card').shadowRoot.querySelector('[part~=viewport]');
      window.changed = new Promise(done => {
        new MutationObserver((_, observer) => {
          observer.disconnect();
          requestAnimationFrame(() => setTimeout(() => done(performance.timeOrigin + performance.now())));
        }).observe(viewport, { subtree: true, childList: true, characterData: true });
      });
    });
    const start = performance.timeOrigin + performance.now();
    await demo.control({ workspace: { name: 'payments', status: i % 2 ? 'running' : 'stopped' } });
    all.push(
      (await limited(
        page,
        page.evaluate(() => window.changed),
      )) - start,
    );
  }
  return all.sort((a, b) => a - b)[Math.ceil(0.95 * CHANGES) - 1];
}

/** Counts the requests of two idle tabs to the plugin, and the bytes of their stream, in a minute. */
async function idle(context, page) {
  const other = await open(context);
  await listed(other);
  const counted = { requests: 0, bytes: 0 };
  // What a page requests late at its start is over then.
  await sleep(5_000);
  for (const tab of [page, other]) {
    const cdp = await context.newCDPSession(tab);
    await cdp.send('Network.enable');
    cdp.on('Network.requestWillBeSent', ({ request }) => {
      if (request.url.includes('/api/coder/')) counted.requests += 1;
    });
    cdp.on('Network.dataReceived', ({ dataLength }) => (counted.bytes += dataLength));
  }
  await sleep(IDLE_MS);
  return counted;
}

/** Returns the milliseconds that the plugin's code takes to load in a process that has a backend's packages. */
function loading() {
  const script = `
    require('@backstage/backend-defaults');
    require('@backstage/plugin-catalog-backend');
    require('@backstage/plugin-proxy-backend');
    const start = performance.now();
    require('backstage-plugin-coder-backend');
    console.log(performance.now() - start);`;
  const run = () => Number(execFileSync(process.env.E2E_NODE, ['-e', script], { cwd: process.env.E2E_HOST }));
  return median([run(), run(), run()]);
}

const portals = {};
const results = { loading: loading() };
let browser;
try {
  portals.gateway = await startPortal(withBackend(KEY_STORE));
  portals.proxy = await startPortal(KEY_STORE);
  for (const { demo } of Object.values(portals)) await demo.reset({ workspaces: 50 });
  const { gateway } = portals;
  const link = user => as(user, `${gateway.url}${DEPLOYMENT}/link`, { method: 'PUT', body: { token: TOKEN } });
  await forAll(link);
  results.latency = await latency(gateway);
  results.throughput = await throughput(gateway);
  browser = await chromium.launch({
    executablePath: process.env.BENCH_CHROMIUM,
    args: process.env.BENCH_FLAGS.split(' '),
  });
  results.chromium = browser.version();
  await link(tokenOf('user:default/guest'));
  results.reload = await reloads(browser, portals);
  const { context, page } = await enter(browser, gateway, false);
  results.changeToPainted = await changes(page, gateway.demo);
  results.idle = await idle(context, page);
  await context.close();
  results.connected = await connectedUsers(gateway);
} finally {
  // Otherwise the portals' processes would outlive a failure.
  await browser?.close();
  for (const portal of Object.values(portals)) await portal.stop();
  dispose();
}
console.log(JSON.stringify(results));
