// The repo filter and spec.coder on each sample entity.
import { ACCESS_URL, ENTITIES, counted, expect, names, openLinked, search, test } from './fixtures.mjs';

const dialog = page => page.getByRole('dialog', { name: 'Create a workspace' });
const create = async page => {
  await page.getByRole('button', { name: 'Create a workspace here' }).click();
  return dialog(page);
};

test('payments: a GitHub repository and a full spec.coder', async ({ page, demo }) => {
  await openLinked(page, ENTITIES.payments);
  await expect(page.getByText('Results filtered by repo: payments')).toBeVisible();
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  expect(await demo.requests('GET /api/v2/workspaces?'), 'one request for all keys and spellings').toHaveLength(1);
  const form = await create(page);
  const link = form.getByRole('link', { name: /^Create a workspace in Coder/ });
  await expect(link).toHaveAttribute('href', /param\.repo_url/);
  const url = new URL(await link.getAttribute('href'));
  expect(url.origin + url.pathname).toBe(`${ACCESS_URL}/templates/coder/docker/workspace`);
  expect([...url.searchParams]).toEqual([
    ['mode', 'auto'], ['name', 'payments'], ['preset', 'Everyday'],
    ['param.repo_url', 'https://github.com/acme/payments'], ['param.region', 'eu-helsinki'],
  ]);
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

test('plain: no spec.coder means no template, so one is chosen', async ({ page }) => {
  await openLinked(page, ENTITIES.plain);
  await expect(page.getByText('No workspaces found for this repository.')).toBeVisible();
  await page.getByRole('button', { name: 'Create workspace' }).press('Enter');
  await expect(dialog(page).getByText('Choose a template')).toBeVisible();
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
  await page.getByRole('button', { name: 'Create workspace' }).click();
  await expect(dialog(page).getByText('The template “no-such-template” does not exist')).toBeVisible();
});

test('a wrong configuration is named key by key and never blanks the card', async ({ page }) => {
  await page.goto('/settings');
  await page.getByLabel('CoderAppConfig (JSON)').fill('{"deployment": {"accessUrl": "coder.example.com"}, "workspaces": {"defaultMode": 3}}');
  await page.getByLabel('CoderAppConfig (JSON)').press('Tab');
  await openLinked(page, ENTITIES.noSource);
  await expect(names(page).first()).toBeVisible();
  await expect(page.getByRole('note')).toContainText('deployment.accessUrl is "coder.example.com". Allowed: your Coder deployment\'s URL');
  await expect(page.getByRole('note')).toContainText('workspaces.defaultMode is 3. Allowed: "manual" or "auto".');
});

test('a configuration that is no JSON is said', async ({ page }) => {
  await page.goto('/settings');
  await page.getByLabel('CoderAppConfig (JSON)').fill('{ nonsense');
  await page.getByLabel('CoderAppConfig (JSON)').press('Tab');
  await openLinked(page, ENTITIES.noSource);
  await expect(page.getByRole('note')).toContainText('The Coder configuration is "{ nonsense"');
});
