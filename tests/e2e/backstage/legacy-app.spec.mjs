// The legacy frontend system, with the provider at the app's root, outside its router.
import { card, enter, enterLinked, expect, follow, names, NO_SOURCE, PAYMENTS, picture, PLAIN, portal, row, signIn } from './portal.mjs';

const test = portal({ 'app.packageName': 'app-legacy' });

test('the card stands on an entity’s page, signs in, and lists what belongs to the repository', async ({ page }) => {
  await enter(page, PAYMENTS);
  await signIn(card(page));
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  await picture(page, 'legacy-light');
});

test('the card follows the app into the dark', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await enterLinked(page, PAYMENTS);
  await expect(names(page)).toHaveCount(2);
  await picture(page, 'legacy-dark');
  expect(await card(page).evaluate(e => getComputedStyle(e).backgroundColor)).not.toBe('rgb(255, 255, 255)');
});

test('a workspace is created, and the app says so', async ({ page, demo }) => {
  await demo.control({ build_rate: 0 });
  await enterLinked(page, NO_SOURCE);
  await card(page).getByRole('button', { name: 'Create a workspace here' }).click();
  const form = page.getByRole('dialog', { name: 'Create a workspace' });
  await form.getByLabel('Workspace name').fill('from-legacy');
  await form.getByRole('button', { name: 'Create workspace' }).click();
  await expect(page.getByRole('dialog', { name: 'from-legacy' })).toBeVisible();
  await expect(page.getByText('Workspace from-legacy is being created.')).toBeVisible();
});

test('a tab is there for entities that are meant for Coder, and for them alone', async ({ page }) => {
  await enterLinked(page, PAYMENTS);
  await page.getByRole('tab', { name: 'Workspaces' }).click();
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  await follow(page, PLAIN);
  await expect(page.getByRole('heading', { name: 'plain' })).toBeVisible();
  await expect(card(page)).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Workspaces' })).toHaveCount(0);
});

test('the page lists all of one’s workspaces', async ({ page }) => {
  await enterLinked(page, '/coder');
  await expect(row(page, 'notebook')).toBeVisible();
});

test('a page on which nothing of Coder’s stands fetches no WebAssembly', async ({ page }) => {
  const fetched = [];
  page.on('request', request => fetched.push(request.url()));
  await enter(page, '/catalog');
  await expect(page.getByRole('heading', { name: 'Acme Catalog' })).toBeVisible();
  expect(fetched.filter(url => url.endsWith('.wasm'))).toEqual([]);
});
