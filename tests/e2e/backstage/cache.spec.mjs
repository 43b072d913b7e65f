// The browser does not request cached WebAssembly files of the plugin again.
import { enterLinked, expect, names, PAYMENTS, portal, row } from './portal.mjs';

const test = portal({});

/** Records the source of each response for a WebAssembly file, by path. */
async function wasmAnswers(page) {
  const sources = new Map();
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  session.on('Network.responseReceived', ({ response }) => {
    const { pathname } = new URL(response.url);
    if (pathname.endsWith('.wasm')) sources.set(pathname, response.fromDiskCache ? 'cache' : 'server');
  });
  return sources;
}

/** Uses the list, the menu and a dialog, each of which needs a WebAssembly file of its own. */
async function showAll(page) {
  await expect(names(page)).toHaveCount(2);
  await row(page, 'payments').getByRole('button', { name: 'Actions for payments' }).click();
  await page.getByRole('menuitem', { name: 'Details' }).click();
  await expect(page.getByRole('dialog', { name: 'payments' })).toBeVisible();
}

test('a second load of the page asks the server for no wasm, of the list nor of what comes later', async ({ page }) => {
  const sources = await wasmAnswers(page);
  await enterLinked(page, PAYMENTS);
  await showAll(page);
  const first = new Map(sources);
  expect([...new Set(first.values())]).toEqual(['server']);
  expect(first.size, [...first.keys()].join(' ')).toBeGreaterThan(1);
  sources.clear();
  await page.reload();
  await showAll(page);
  expect([...sources.keys()].sort()).toEqual([...first.keys()].sort());
  expect([...new Set(sources.values())]).toEqual(['cache']);
});
