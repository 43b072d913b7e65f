// Measures the card in a real Backstage: beside the same page without a plugin, and beside Coder's React plugin if it is
// given. Called by `cargo xtask bench`, which passes all paths in the environment; prints JSON.
import { createRequire } from 'node:module';
import { startPortal, PLAIN, SESSION, TOKEN } from '../tests/e2e/backstage/portal.mjs';
import { countTraffic, instrument, limited, median, quiet, REACT_TOKEN } from './page.mjs';

const require = createRequire(`${process.env.BENCH_TOOLS}/package.json`);
const { chromium } = require('@playwright/test');

const VISITS = Number(process.env.BENCH_VISITS);
const APPS = process.env.BENCH_APPS.split(' ');
/** The apps whose page of a component is measured. */
const PAGE_APPS = APPS.filter(app => app.includes('legacy'));
const COUNTS = [50, 500, 1000];

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
