// What the browser has of the plugin's WebAssembly is not asked for again.
import { enterLinked, expect, names, PAYMENTS, portal, row } from './portal.mjs';

const test = portal({});

/** Where each answer for a wasm came from, by its path. */
async function wasmAnswers(page) {
  const answers = new Map();
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  session.on('Network.responseReceived', ({ response }) => {
    const { pathname } = new URL(response.url);
    if (pathname.endsWith('.wasm')) answers.set(pathname, response.fromDiskCache ? 'cache' : 'server');
  });
  return answers;
}

/** Needs the list, the menu and a dialog, each of which has a wasm of its own. */
async function showAll(page) {
  await expect(names(page)).toHaveCount(2);
  await row(page, 'payments').getByRole('button', { name: 'Actions for payments' }).click();
  await page.getByRole('menuitem', { name: 'Details' }).click();
  await expect(page.getByRole('dialog', { name: 'payments' })).toBeVisible();
}

test('a second load of the page asks the server for no wasm, of the list nor of what comes later', async ({ page }) => {
  const answers = await wasmAnswers(page);
  await enterLinked(page, PAYMENTS);
  await showAll(page);
  const first = new Map(answers);
  expect([...new Set(first.values())]).toEqual(['server']);
  expect(first.size, [...first.keys()].join(' ')).toBeGreaterThan(1);
  answers.clear();
  await page.reload();
  await showAll(page);
  expect([...answers.keys()].sort()).toEqual([...first.keys()].sort());
  expect([...new Set(answers.values())]).toEqual(['cache']);
});
