// Measures the release element in a browser, and for comparison a hand-written page with the same list. Called by
// `cargo xtask bench`, which passes all paths in the environment; prints JSON.
import { createRequire } from 'node:module';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { countListenersAndTimers } from '../tests/e2e/listener-count.mjs';

const require = createRequire(`${process.env.BENCH_TOOLS}/package.json`);
const { chromium } = require('@playwright/test');

const RUNS = Number(process.env.BENCH_RUNS ?? 7);
const TOKEN = 'demodemo01-coderbackstagedemo0001';
const KEY = 'backstage-plugin-coder/session/coder/';

const median = values => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function startDemo() {
  const child = spawn(process.env.BENCH_DEMO, ['--port', '0', '--control', '--pages', process.env.BENCH_PAGES], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise(resolve => createInterface({ input: child.stdout }).once('line', resolve));
  const url = line.replace('listening on ', '');
  const post = async (path, body) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
  };
  return {
    url,
    control: body => post('/control', body),
    reset: workspaces => post('/control/reset', { workspaces }),
    stop: () => child.kill(),
  };
}

/** Runs in the page: defines `window.bench`, with helpers that detect when content is painted. */
function instrument() {
  const root = () => document.querySelector('coder-workspaces-card')?.shadowRoot ?? document;
  const nextPaint = () => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()))));
  const when = async condition => {
    if (condition()) return nextPaint();
    do await new Promise(done => requestAnimationFrame(done));
    while (!condition());
    // The next frame paints the observed state, and a timer runs after that frame.
    return new Promise(done => setTimeout(() => done(performance.now())));
  };
  const lists = () => performance.getEntriesByType('resource').filter(e => e.name.includes('/api/v2/workspaces?'));
  window.bench = {
    root,
    when,
    nextPaint,
    // The card draws a sample row out of sight (`src/card/warm_up.rs`).
    rows: () => root().querySelectorAll('[part~=row]:not(.coder-warm-up *)').length,
    listed: async () => {
      const at = await when(() => window.bench.rows() > 0 && lists().length > 0);
      return { sinceNavigation: at, sinceAnswer: at - lists().at(-1).responseEnd };
    },
    lists,
    // Uses no animation frames: with frames of the benchmark's own, a change would wait for the next one.
    waitForResponses: count =>
      new Promise(done => {
        const look = () => lists().length > count && done();
        new PerformanceObserver(look).observe({ type: 'resource' });
        look();
      }),
    nodes: () => {
      const container = document.querySelector('coder-workspaces-card')?.shadowRoot ?? document.getElementById('rows');
      return document.createTreeWalker(container, NodeFilter.SHOW_ALL) && [...walk(container)].length;
    },
  };
  function* walk(node) {
    for (const child of node.childNodes) {
      yield child;
      yield* walk(child);
    }
  }
}

async function open(browser, demo, pageName, { token = true, throttle = 1, countsListeners = false } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(instrument);
  if (countsListeners) await page.addInitScript(countListenersAndTimers);
  if (token) await page.addInitScript(([key, value]) => localStorage.setItem(key, value), [KEY, TOKEN]);
  const cdp = await context.newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: throttle });
  await page.goto(`${demo.url}/${pageName}.html`);
  return { page, cdp, close: () => context.close() };
}

async function times(run) {
  const all = [];
  for (let i = 0; i < RUNS; i += 1) all.push(await run());
  return median(all);
}

/** Refreshes the list; resolves with the number of mutations and the milliseconds from the response to the paint. */
async function refreshed(page, pageName, before) {
  // Waits for icons and fonts, and until the previous response is stale, so that only the refresh is measured.
  await page.waitForTimeout(2_100);
  const count = await page.evaluate(() => window.bench.lists().length);
  await page.evaluate(() => {
    window.mutations = 0;
    window.observer?.disconnect();
    const container =
      document.querySelector('coder-workspaces-card')?.shadowRoot.querySelector('[part~=viewport]') ??
      document.getElementById('rows');
    window.mutated = undefined;
    window.observer = new MutationObserver(async all => {
      window.mutations += all.length;
      window.mutated ??= await window.bench.nextPaint();
    });
    window.observer.observe(container, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  if (before) await before();
  // The window regains focus. A refresh from the menu would add the frame that closes the menu, and the order of
  // that frame and the response would affect the result more than the measured code.
  await page.evaluate(
    pageName => (pageName === 'vanilla' ? window.refresh() : window.dispatchEvent(new Event('focus'))),
    pageName,
  );
  return page.evaluate(async count => {
    await window.bench.waitForResponses(count);
    const end = window.bench.lists().at(-1).responseEnd;
    // Late mutations count too.
    await new Promise(done => setTimeout(done, 300));
    return { sinceAnswer: window.mutated - end, mutations: window.mutations };
  }, count);
}

/** Changes one row several times, alternating between the pages; returns each page's medians. */
async function changes(pages, times) {
  const all = pages.map(() => []);
  for (let i = 0; i < times; i += 1) {
    const status = i % 2 ? 'running' : 'stopped';
    for (const [at, { page, pageName }] of pages.entries()) {
      all[at].push(await refreshed(page, pageName, () => demo.control({ workspace: { name: 'payments', status } })));
    }
  }
  return all.map(c => ({
    answerToPainted: median(c.map(c => c.sinceAnswer)),
    mutations: median(c.map(c => c.mutations)),
  }));
}

async function heap(page, cdp) {
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  const wasm = await page.evaluate(() => window.wasmBytes?.() ?? 0);
  return { js: usedSize, wasm };
}

/** Counts what a page retains: nodes and listeners, including detached ones, timers and memory. */
async function retained(page, cdp) {
  const { js, wasm } = await heap(page, cdp);
  const { nodes, jsEventListeners } = await cdp.send('Memory.getDOMCounters');
  const { timers } = await page.evaluate(() => window.pendingListenersAndTimers());
  return { nodes, listeners: jsEventListeners, timers, jsHeap: js, wasmMemory: wasm };
}

const more = (after, before) => Object.fromEntries(Object.entries(after).map(([key, n]) => [key, n - before[key]]));

const demo = await startDemo();
const browser = await chromium.launch({
  executablePath: process.env.BENCH_CHROMIUM,
  args: [...process.env.BENCH_FLAGS.split(' '), '--js-flags=--expose-gc'],
});
const results = { runs: RUNS, chromium: browser.version(), throttled: {}, lists: {} };

{
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(instrument);
  await page.goto('data:text/html,<p>empty</p>');
  results.emptyHeap = (await heap(page, await context.newCDPSession(page))).js;
  await context.close();
}

for (const throttle of [1, 4]) {
  await demo.reset(50);
  const submitted = [];
  const form = await times(async () => {
    const { page, close } = await open(browser, demo, 'element', { token: false, throttle });
    const at = await page.evaluate(() =>
      window.bench.when(() => window.bench.root().querySelector('[part=token-input]')),
    );
    submitted.push(
      await page.evaluate(async token => {
        const find = part => window.bench.root().querySelector(`[part=${part}]`);
        find('token-input').value = token;
        const from = performance.now();
        find('token-submit').click();
        return (await window.bench.when(() => window.bench.rows() > 0)) - from;
      }, TOKEN),
    );
    await close();
    return at;
  });
  const shown = [];
  const floor = [];
  for (let i = 0; i < RUNS; i += 1) {
    for (const [pageName, into] of [
      ['element', shown],
      ['vanilla', floor],
    ]) {
      const { page, close } = await open(browser, demo, pageName, { throttle });
      into.push(await page.evaluate(() => window.bench.listed()));
      await close();
    }
  }
  results.throttled[throttle] = {
    navigationToTokenForm: form,
    submitToList: median(submitted),
    reloadToList: median(shown.map(s => s.sinceNavigation)),
    answerToList: median(shown.map(s => s.sinceAnswer)),
    vanillaReloadToList: median(floor.map(s => s.sinceNavigation)),
    vanillaAnswerToList: median(floor.map(s => s.sinceAnswer)),
  };
}

for (const count of [50, 1000, 10000]) {
  await demo.reset(count);
  const response = [];
  for (let i = 0; i < RUNS; i += 1) {
    const { page, close } = await open(browser, demo, 'element');
    response.push((await page.evaluate(() => window.bench.listed())).sinceAnswer);
    await close();
  }
  const { page, cdp, close } = await open(browser, demo, 'element');
  await page.evaluate(() => window.bench.listed());
  const still = await refreshed(page, 'element');
  const memory = await heap(page, cdp);
  const [changed] = await changes([{ page, pageName: 'element' }], RUNS);
  const keystroke = [];
  for (let i = 0; i < RUNS; i += 1) {
    await page.evaluate(() => {
      window.typed = new Promise(done => {
        const onInput = async () => {
          const from = performance.now();
          done((await window.bench.nextPaint()) - from);
        };
        document.addEventListener('input', onInput, { once: true, capture: true });
      });
    });
    await page.getByRole('searchbox').pressSequentially('x');
    keystroke.push(await page.evaluate(() => window.typed));
  }
  const scrolled = await page.evaluate(async () => {
    const view = window.bench.root().querySelector('[part~=viewport]');
    let [slow, last] = [0, performance.now()];
    for (let i = 0; i < 120; i += 1) {
      view.scrollBy(0, 400);
      await new Promise(done => requestAnimationFrame(done));
      const now = performance.now();
      if (now - last > 50) slow += 1;
      last = now;
    }
    return slow;
  });
  results.lists[count] = {
    answerToPainted: median(response),
    nodes: await page.evaluate(() => window.bench.nodes()),
    jsHeap: memory.js - results.emptyHeap,
    wasmMemory: memory.wasm,
    keystrokeToPainted: median(keystroke),
    slowFramesWhileScrolling: scrolled,
    mutationsOfAnUnchangedRefresh: still.mutations,
    changeToPainted: changed.answerToPainted,
  };
  await close();
}

{
  await demo.reset(50);
  const pages = [];
  for (const pageName of ['element', 'vanilla']) {
    const { page, close } = await open(browser, demo, pageName);
    await page.evaluate(() => window.bench.listed());
    pages.push({ page, pageName, close });
  }
  // The result depends on the frame boundary more than on the measured code, hence three times as many runs.
  results.changes = 3 * RUNS;
  [results.elementChange, results.vanillaChange] = await changes(pages, results.changes);
  for (const { close } of pages) await close();
}

{
  const { page, cdp, close } = await open(browser, demo, 'element', { countsListeners: true });
  await page.evaluate(() => window.bench.listed());
  const cycle = times =>
    page.evaluate(async times => {
      const container = document.getElementById('place');
      const html = container.firstElementChild.outerHTML;
      for (let i = 0; i < times; i += 1) {
        container.innerHTML = html;
        await window.bench.when(() => window.bench.rows() > 0);
      }
    }, times);
  await cycle(20);
  const before = await retained(page, cdp);
  await cycle(200);
  results.mountedAndUnmounted = { times: 200, ...more(await retained(page, cdp), before) };
  const cards = await page.evaluate(async () => {
    const container = document.getElementById('place');
    const html = container.firstElementChild.outerHTML;
    const from = performance.now();
    container.innerHTML = html.repeat(20);
    const all = () =>
      [...document.querySelectorAll('coder-workspaces-card')].every(c =>
        c.shadowRoot.querySelector('[part~=row]:not(.coder-warm-up *)'),
      );
    return (await window.bench.when(all)) - from;
  });
  results.twentyCards = cards;
  await close();
}

/** Counts the requests and bytes of an hour under a fake clock, in steps that let tabs exchange messages. */
async function hour({ tabs = 1, hidden = false, before, setting = {} }) {
  // Two workspaces that never change by themselves.
  await demo.reset(2);
  await demo.control({ build_rate: 0 });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.addInitScript(instrument);
  await context.addInitScript(([key, value]) => localStorage.setItem(key, value), [KEY, TOKEN]);
  await context.clock.install();
  const all = { requests: 0, bytes: 0 };
  let counts = false;
  let underWay = 0;
  context.on('request', () => (underWay += 1));
  for (const end of ['requestfinished', 'requestfailed']) context.on(end, () => (underWay -= 1));
  // The clock must not advance during a request, which would otherwise seem to take minutes.
  const settled = async () => {
    do await new Promise(done => setTimeout(done, 4));
    while (underWay > 0);
  };
  context.on('requestfinished', async request => {
    if (!counts || !request.url().includes('/api/proxy/')) return;
    all.requests += 1;
    const { responseBodySize, responseHeadersSize, requestHeadersSize } = await request.sizes();
    all.bytes += responseBodySize + responseHeadersSize + requestHeadersSize;
  });
  context.on('requestfailed', request => (all.requests += counts && request.url().includes('/api/proxy/') ? 1 : 0));
  const pages = [];
  for (let i = 0; i < tabs; i += 1) {
    const page = await context.newPage();
    await page.goto(`${demo.url}/element.html`);
    // The buttons come last.
    await page.waitForFunction(() =>
      document.querySelector('coder-workspaces-card')?.shadowRoot?.querySelector('[part~=row-action]'),
    );
    pages.push(page);
  }
  // Requests that a card sends once do not count; after a second, all of them have been sent.
  await settled();
  await context.clock.fastForward(4_000);
  await pages[0].waitForTimeout(1_000);
  await settled();
  if (hidden) {
    await pages[0].evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
      document.dispatchEvent(new Event('visibilitychange'));
    });
  }
  if (before) await before(pages[0]);
  await settled();
  counts = true;
  // The clock also runs by itself between the steps.
  const now = () => pages[0].evaluate(() => Date.now());
  const from = await now();
  // A changing workspace is polled every 5 s, which takes shorter steps, so only a tenth of the hour is measured.
  const { step = 2_500, minutes = 60 } = setting;
  for (let passed = 0; passed < minutes * 60_000; passed += step) {
    await context.clock.fastForward(step);
    await settled();
  }
  counts = false;
  const hours = ((await now()) - from) / 3_600_000;
  await pages[0].waitForTimeout(500);
  await context.close();
  return { requests: all.requests / hours, bytes: all.bytes / hours };
}

if (process.env.BENCH_NETWORK) {
  results.network = {
    idle: await hour({}),
    hidden: await hour({ hidden: true }),
    tenTabs: await hour({ tabs: 10, setting: { step: 1_000, minutes: 10 } }),
    building: await hour({
      before: () => demo.control({ workspace: { name: 'payments', status: 'starting' } }),
      setting: { step: 500, minutes: 6 },
    }),
    down: await hour({ before: () => demo.control({ down: true }) }),
  };
}
if (process.env.BENCH_REAL) {
  await demo.reset(50);
  const { page, cdp, close } = await open(browser, demo, 'element', { countsListeners: true });
  await page.evaluate(() => window.bench.listed());
  const chooseItem = async (button, item) => {
    await page.getByRole('button', { name: button, exact: true }).click();
    await page.getByRole('menuitem', { name: item, exact: true }).click();
  };
  const round = async i => {
    // A change and an action each round, and sometimes a fault.
    await demo.control({ workspace: { name: 'notebook', status: i % 2 ? 'running' : 'stopped' } });
    await chooseItem('Actions for payments', i % 2 ? 'Start' : 'Stop');
    if (i % 5 === 4) await demo.control({ faults: [{ on: 'GET /api/v2/workspaces?', times: 1, status: 502 }] });
    await chooseItem('More actions', 'Refresh');
    await page
      .getByRole('listitem')
      .filter({ hasText: 'payments' })
      .getByText(i % 2 ? 'Running' : 'Stopped', { exact: true })
      .waitFor();
    await page.waitForTimeout(5_000);
  };
  // By then, everything that is created only once exists.
  for (let i = 0; i < 4; i += 1) await round(i);
  const requests = [];
  page.on('request', request => requests.push(request.url()));
  const before = await retained(page, cdp);
  const until = Date.now() + 600_000;
  for (let i = 0; Date.now() < until; i += 1) await round(i);
  await demo.control({ faults: [] });
  results.tenRealMinutes = { requests: requests.length, ...more(await retained(page, cdp), before) };
  await close();
}

await browser.close();
demo.stop();
console.log(JSON.stringify(results));
