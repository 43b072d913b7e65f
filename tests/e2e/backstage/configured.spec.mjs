// Everything that an adopter can change by app-config.yaml alone.
import { card, enter, enterLinked, expect, names, PAYMENTS, PLAIN, PLATFORM, portal, row } from './portal.mjs';

const test = portal({
  'app.extensions': [
    { 'page:catalog': { config: { path: '/' } } },
    // The default group of other plugins' tabs.
    { 'entity-content:catalog/overview': { config: { group: 'development' } } },
    {
      'entity-card:coder/workspaces': {
        config: {
          type: 'content',
          headerText: 'Remote machines',
          readEntityData: false,
          defaultQueryFilter: 'owner:me status:stopped',
          filter: { 'metadata.name': 'payments' },
        },
      },
    },
    { 'entity-content:coder/workspaces': { config: { title: 'Dev environments', path: '/dev-env' } } },
    { 'page:coder': { config: { path: '/machines' } } },
  ],
  'coder.tuning': { listMaxHeightPx: 600 },
});

test('title, column, filter, search and tab', async ({ page }) => {
  await enterLinked(page, PAYMENTS);
  await expect(page.getByRole('heading', { name: 'Remote machines' })).toBeVisible();
  await expect(card(page).getByRole('combobox', { name: 'Status' })).toHaveValue('status:stopped');
  await expect(row(page, 'payments-hotfix')).toBeVisible();
  await page.getByRole('link', { name: 'Dev environments' }).click();
  await expect(page).toHaveURL(/\/dev-env$/);
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
});

test('a card that the configuration lists is the first of its column', async ({ page }) => {
  await enterLinked(page, PAYMENTS);
  await expect(row(page, 'payments-hotfix')).toBeInViewport();
});

test('the tab stands alone, with no space around it but the page’s', async ({ page }) => {
  await enterLinked(page, PAYMENTS);
  await expect(row(page, 'payments-hotfix')).toBeVisible();
  const left = () => page.locator('coder-workspaces-card').evaluate(e => Math.round(e.getBoundingClientRect().left));
  // In the wide column, which starts at the page's edge.
  const begin = await left();
  // The tab is not inside a group's menu.
  await page.getByRole('link', { name: 'Dev environments' }).click();
  await expect(names(page)).toHaveCount(2);
  expect(await left()).toBe(begin);
});

test('entities that the filter leaves out have no card', async ({ page }) => {
  await enterLinked(page, PLATFORM);
  await expect(page.getByRole('heading', { name: 'About' })).toBeVisible();
  await expect(page.locator('coder-workspaces-card')).toHaveCount(0);
});

test('the page stands where it was put', async ({ page }) => {
  await enterLinked(page, '/machines');
  await expect(row(page, 'notebook')).toBeVisible();
});

const german = portal({
  'app.extensions': [
    { 'page:catalog': { config: { path: '/' } } },
    { 'api:app/app-language': { config: { availableLanguages: ['en', 'de'], defaultLanguage: 'de' } } },
    { 'api:coder/auth': true },
    // An app that has not discovered the translations reports this extension as an unknown one, with an error.
    { 'translation:app/coder': true },
  ],
});

german('in the app’s language, and with the app’s own sign-in first', async ({ page }) => {
  await enter(page, PAYMENTS);
  const card = page.getByRole('region', { name: 'Coder-Workspaces' });
  await expect(card.getByRole('button', { name: 'Mit Coder anmelden' })).toBeVisible();
  await expect(card.getByLabel('Session-Token', { exact: true })).toBeVisible();
});

const elsewhere = portal({
  'app.extensions': [
    { 'page:catalog': { config: { path: '/' } } },
    { 'entity-card:coder/workspaces': { config: { filter: { kind: 'component' } } } },
  ],
  'coder.incompatible': { text: 'Runs on a laptop.', linkText: 'The one in Coder', linkUrl: PAYMENTS },
});

elsewhere('a link of the card’s to another page of the portal is followed by the app’s router', async ({ page }) => {
  await enterLinked(page, PLAIN);
  await expect(page.getByText('Runs on a laptop.')).toBeVisible();
  await page.evaluate(() => (window.same = true));
  await page.getByRole('link', { name: 'The one in Coder' }).click();
  await expect(page).toHaveURL(new RegExp(`${PAYMENTS}$`));
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  expect(await page.evaluate(() => window.same), 'the page was not loaded anew').toBe(true);
});
