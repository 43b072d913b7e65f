// The repo filter and spec.coder on each sample entity.
import { ACCESS_URL, ENTITIES, counted, expect, names, openLinked, search, test } from './fixtures.mjs';

const create = page => page.locator('coder-workspaces-card [part=create-link]');

test('payments: a GitHub repository and a full spec.coder', async ({ page, demo }) => {
  await openLinked(page, ENTITIES.payments);
  await expect(page.getByText('Results filtered by repo: payments')).toBeVisible();
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  const url = new URL(await create(page).getAttribute('href'));
  expect(url.origin + url.pathname).toBe(`${ACCESS_URL}/templates/docker/workspace`);
  expect([...url.searchParams]).toEqual([
    ['mode', 'auto'], ['param.repo', 'custom'], ['param.region', 'eu-helsinki'],
    ['param.custom_repo', 'https://github.com/acme/payments'], ['param.repo_url', 'https://github.com/acme/payments'],
  ]);
  expect(await demo.requests('GET /api/v2/workspaces?'), 'one request for all keys and spellings').toHaveLength(1);
});

test('payments: typing searches within the repository', async ({ page }) => {
  await openLinked(page, ENTITIES.payments);
  await search(page).fill('');
  await expect(counted(page, '3 workspaces')).toBeAttached();
  await search(page).fill('hotfix');
  await expect(names(page)).toHaveText(['payments-hotfix']);
});

test('platform: a directory of a GitLab monorepo on a branch with a slash', async ({ page }) => {
  await openLinked(page, ENTITIES.platform);
  await expect(page.getByText('Results filtered by repo: platform/monorepo')).toBeVisible();
  await expect(names(page)).toHaveText(['platform']);
});

test('an entity with the devcontainers tag offers its dev container in VS Code', async ({ page }) => {
  await openLinked(page, ENTITIES.payments);
  await expect(page.getByRole('link', { name: 'Open in VS Code (local dev container)' })).toHaveAttribute(
    'href', 'vscode://ms-vscode-remote.remote-containers/cloneInVolume?url=https%3A%2F%2Fgithub.com%2Facme%2Fpayments');
  await page.goto(ENTITIES.platform);
  await expect(names(page)).toHaveText(['platform']);
  await expect(page.getByRole('link', { name: /VS Code/ })).toHaveCount(0);
});

test('no-source: everything is shown, and why', async ({ page }) => {
  await openLinked(page, ENTITIES.noSource);
  await expect(counted(page, '10 workspaces')).toBeAttached();
  await expect(page.getByText(/Results filtered/)).toHaveCount(0);
  await page.getByText('These are all matching workspaces, not only this entity’s.').click();
  await expect(page.getByText('Add the annotation backstage.io/source-location')).toBeVisible();
});

test('plain: no spec.coder means no template, and the disabled button explains itself to the keyboard', async ({ page }) => {
  await openLinked(page, ENTITIES.plain);
  await expect(page.getByText('No workspaces found for this repository.')).toBeVisible();
  await expect(page.getByRole('link', { name: /Create/ })).toHaveCount(0);
  await create(page).focus();
  await create(page).press('Enter');
  await expect(page.getByText('Set spec.coder.templateName')).toBeVisible();
});

test('mistaken: each wrong value is named, and the rest is used', async ({ page }) => {
  await openLinked(page, ENTITIES.mistaken);
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  const note = page.getByRole('note');
  await expect(note).toContainText('spec.coder.templateName is a list. Allowed: text.');
  await expect(note).toContainText('spec.coder.mode is "atuo". Allowed: "manual" or "auto".');
  await expect(note).toContainText('spec.coder.params.cpu is 4. Allowed: text');
});

test('lost-template: no workspace yet, and the way to create one', async ({ page }) => {
  await openLinked(page, ENTITIES.lostTemplate);
  await expect(page.getByText('None of the workspaces matching your search was made from https://github.com/acme/billing-api.')).toBeVisible();
  await expect(page.getByRole('link', { name: /^Create workspace/ })).toHaveAttribute('href', /\/templates\/no-such-template\/workspace\?/);
});

test('a wrong configuration is named key by key and never blanks the card', async ({ page }) => {
  await page.goto('/settings');
  await page.getByLabel('CoderAppConfig (JSON)').fill('{"deployment": {"accessUrl": "coder.example.com"}, "workspaces": {"defaultMode": 3}}');
  await page.getByLabel('CoderAppConfig (JSON)').press('Tab');
  await openLinked(page, ENTITIES.noSource);
  await expect(names(page).first()).toBeVisible();
  await expect(page.getByRole('note')).toContainText('deployment.accessUrl is "coder.example.com". Allowed: your Coder deployment\'s URL');
  await expect(page.getByRole('note')).toContainText('workspaces.defaultMode is 3. Allowed: "manual" or "auto".');
  await page.getByText('Why can’t I create a workspace?').click();
  await expect(page.getByText('deployment.accessUrl is not configured')).toBeVisible();
});

test('a configuration that is no JSON is said', async ({ page }) => {
  await page.goto('/settings');
  await page.getByLabel('CoderAppConfig (JSON)').fill('{ nonsense');
  await page.getByLabel('CoderAppConfig (JSON)').press('Tab');
  await openLinked(page, ENTITIES.noSource);
  await expect(page.getByRole('note')).toContainText('The Coder configuration is "{ nonsense"');
});
