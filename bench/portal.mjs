// Measures the card in a real Backstage: beside the same page without a plugin, and beside Coder's React plugin if it is
// given. Called by `cargo xtask bench`, which passes all paths in the environment; prints JSON.
import { createRequire } from 'node:module';
import { startPortal, PLAIN, SESSION, TOKEN } from '../tests/e2e/backstage/portal.mjs';

const require = createRequire(`${process.env.BENCH_TOOLS}/package.json`);
const { chromium } = require('@playwright/test');

const VISITS = Number(process.env.BENCH_VISITS);
const APPS = process.env.BENCH_APPS.split(' ');
/** The apps whose page of a component is measured. */
const PAGE_APPS = APPS.filter(app => app.includes('legacy'));
const COUNTS = [50, 500, 1000];
/** Storage key of the session token of Coder's React plugin. */
const REACT_TOKEN = 'coder-backstage-plugin/token';
/** A page is quiet once it has had no request for this time. */
const QUIET_MS = 1_000;

const median = values => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Runs in the page: defines `window.painted`, a function that waits until something is painted. */
function instrument([ours, theirs, token]) {
  localStorage.setItem(ours, token);
  localStorage.setItem(theirs, token);
  const found = {
    // The card draws a sample row out of sight (`src/card/warm_up.rs`).
    ours: () =>
      document
        .querySelector('coder-workspaces-card')
        ?.shadowRoot?.querySelector('[part~=row-name]:not(.coder-warm-up *)'),
    react: () => [...document.querySelectorAll('ol li')].some(item => item.textContent.includes('payments')),
    nothing: () => document.body.textContent.includes('A website whose catalog-info.yaml'),
    index: () => [...document.querySelectorAll('a')].some(link => link.textContent.includes('no-source')),
  };
  // The JS heap does not include the memory of WebAssembly modules.
  const memories = new Set();
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await original.apply(WebAssembly, given);
      const { memory } = (made.instance ?? made).exports;
      if (memory) memories.add(memory);
      return made;
    };
  }
  window.wasmBytes = () => [...memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
  const lists = () => performance.getEntriesByType('resource').filter(e => e.name.includes('/api/v2/workspaces?'));
  window.painted = async what => {
    do await new Promise(done => requestAnimationFrame(done));
    while (!found[what]());
    // The next task runs after the frame.
    const at = await new Promise(done => setTimeout(() => done(performance.now())));
    return { sinceNavigation: at, sinceAnswer: at - (lists().at(-1)?.responseEnd ?? at) };
  };
  window.countNodes = () => {
    const walk = node =>
      [...node.childNodes].reduce((sum, child) => sum + 1 + walk(child), 0) +
      (node.shadowRoot ? walk(node.shadowRoot) : 0);
    return walk(document);
  };
}

/** Counts a page's requests, and the bytes of their responses as they are transmitted. */
async function countTraffic(cdp) {
  const traffic = { requests: 0, bytes: 0, pending: new Set(), lastAt: Date.now() };
  await cdp.send('Network.enable');
  const ended = id => {
    traffic.pending.delete(id);
    traffic.lastAt = Date.now();
  };
  cdp.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (!request.url.startsWith('http')) return;
    traffic.requests += 1;
    traffic.pending.add(requestId);
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (traffic.pending.has(requestId)) traffic.bytes += encodedDataLength;
    ended(requestId);
  });
  cdp.on('Network.loadingFailed', ({ requestId }) => ended(requestId));
  return traffic;
}

/** Waits until a page has had no request for a while. */
async function quiet(traffic) {
  while (traffic.pending.size > 0 || Date.now() - traffic.lastAt < QUIET_MS) {
    await new Promise(done => setTimeout(done, 50));
  }
}

/** Waits for something on a page, for a minute at most. */
async function limited(page, done) {
  const late = new Promise((_, fail) =>
    setTimeout(fail, 60_000, new Error(`nothing was painted on ${page.url()}`)).unref(),
  );
  return Promise.race([done, late]);
}

/** Opens a page in a new browser context, with the guest signed in, and measures it. */
async function visit(browser, portal, path, what) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: portal.url });
  const page = await context.newPage();
  await page.addInitScript(instrument, [SESSION, REACT_TOKEN, TOKEN]);
  const cdp = await context.newCDPSession(page);
  const traffic = await countTraffic(cdp);
  await page.goto(path);
  await page.getByRole('button', { name: 'Enter' }).click();
  const { sinceAnswer } = await limited(
    page,
    page.evaluate(what => window.painted(what), what),
  );
  await quiet(traffic);
  const { requests, bytes } = traffic;
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  const nodes = await page.evaluate(() => window.countNodes());
  const wasm = await page.evaluate(() => window.wasmBytes());
  // A reload: the guest stays signed in, and what is cached is not fetched again.
  await page.reload();
  const { sinceNavigation } = await limited(
    page,
    page.evaluate(what => window.painted(what), what),
  );
  await context.close();
  return { requests, bytes, nodes, heap: usedSize, wasm, sinceAnswer, sinceNavigation };
}

const medians = all =>
  Object.fromEntries(Object.keys(all[0]).map(key => [key, median(all.map(values => values[key]))]));

/** What shows that the page of an app is there. */
const shownBy = app => app.split('-').at(-1);

const results = {};
const portals = new Map();

async function measure(browser) {
  for (const app of APPS) {
    portals.set(app, await startPortal({ 'app.packageName': app }));
    results[app] = { index: await visit(browser, portals.get(app), '/', 'index') };
  }
  for (const count of COUNTS) {
    const all = new Map(PAGE_APPS.map(app => [app, []]));
    for (const app of PAGE_APPS) await portals.get(app).demo.reset({ workspaces: count });
    for (let i = 0; i < VISITS; i += 1) {
      for (const app of PAGE_APPS) all.get(app).push(await visit(browser, portals.get(app), PLAIN, shownBy(app)));
    }
    for (const app of PAGE_APPS) results[app][count] = medians(all.get(app));
  }
}

const browser = await chromium.launch({
  executablePath: process.env.BENCH_CHROMIUM,
  args: [...process.env.BENCH_FLAGS.split(' '), '--js-flags=--expose-gc'],
});
try {
  await measure(browser);
} finally {
  // Otherwise the portals' processes would outlive a failure.
  await browser.close();
  for (const portal of portals.values()) await portal.stop();
}
console.log(JSON.stringify(results));
