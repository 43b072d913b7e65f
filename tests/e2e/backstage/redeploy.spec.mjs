// A tab that was opened before a redeploy of the portal: its files are gone, and Backstage serves its start page in
// their place.
import { readdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { enterLinked, expect, follow, names, PAYMENTS, portal, row } from './portal.mjs';

const test = portal({});
const dist = join(process.env.E2E_HOST ?? '', 'packages/app/dist');
const size = file => statSync(join(dist, file)).size;
/** Removes the WebAssembly file of the list or of the dialogs; the list's is the largest. */
const removeFile = kind => {
  const files = readdirSync(dist)
    .filter(file => file.endsWith('.wasm'))
    .sort((a, b) => size(b) - size(a));
  const file = files[kind === 'list' ? 0 : 1];
  renameSync(join(dist, file), join(dist, `${file}.gone`));
};
const back = () => {
  const removed = readdirSync(dist).filter(file => file.endsWith('.wasm.gone'));
  for (const file of removed) renameSync(join(dist, file), join(dist, file.slice(0, -'.gone'.length)));
};

test.afterEach(back);
test.use({
  expectedErrors: async ({}, use) => use([/Failed to load resource/, /WebAssembly/, /TypeError/, /CompileError/]),
});

test('the card’s place says that the portal was updated, and reloading mends it', async ({ page }) => {
  await enterLinked(page, '/');
  await expect(page.getByRole('heading', { name: 'Acme Catalog' })).toBeVisible();
  removeFile('list');
  await follow(page, PAYMENTS);
  const notice = page.getByRole('alert').filter({ hasText: 'The Coder plugin could not be started.' });
  await expect(notice).toContainText('This portal was updated since the page was opened.');
  back();
  await notice.getByRole('button', { name: 'Reload page' }).click();
  await expect(names(page)).toHaveCount(2);
});

test('a dialog that cannot be fetched any more says so, and comes when asked again', async ({ page }) => {
  // The file is removed before the pointer reaches the card, which would start the prefetch.
  removeFile('dialogs');
  await enterLinked(page, PAYMENTS);
  await row(page, 'payments').getByRole('button', { name: 'Actions for payments' }).click();
  await page.getByRole('menuitem', { name: 'Details' }).click();
  await expect(page.getByText('This part could not be loaded.').first()).toBeVisible();
  back();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('dialog', { name: 'payments' })).toBeVisible();
});
