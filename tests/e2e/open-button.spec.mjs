// `<coder-open-button>`: from an entity to its workspace with one click.
import { ACCESS_URL, CONFIG, addElements, expect, openLinked, signIn, test } from './fixtures.mjs';

const entity = (source, coder = {}) =>
  JSON.stringify({
    kind: 'Component',
    metadata: { name: 'x', annotations: source ? { 'backstage.io/source-location': `url:${source}` } : {} },
    spec: { coder },
  });
const element = (...about) =>
  `<coder-provider config='${CONFIG}'><coder-open-button entity='${entity(...about)}'></coder-open-button></coder-provider>`;

test('with one workspace it is the link to it', async ({ page }) => {
  await openLinked(page, '/');
  await addElements(page, element('https://gitlab.com/acme/platform/monorepo'));
  await expect(page.getByRole('link', { name: 'Open in Coder (opens in a new tab)' })).toHaveAttribute(
    'href',
    `${ACCESS_URL}/@alice/platform`,
  );
});

test('with several it offers the choice, by mouse and keyboard', async ({ page }) => {
  await openLinked(page, '/');
  await addElements(page, element('https://github.com/acme/payments'));
  await page.getByRole('button', { name: 'Open in Coder: 2 workspaces' }).press('Enter');
  const items = page.getByRole('menuitem');
  await expect(items).toHaveText(['payments (opens in a new tab)', 'payments-hotfix (opens in a new tab)']);
  await expect(items.first()).toBeFocused();
  await expect(items.last()).toHaveAttribute('href', `${ACCESS_URL}/@alice/payments-hotfix`);
});

test('with none it offers to create one, from the configured template or one to choose', async ({ page }) => {
  await openLinked(page, '/');
  await addElements(page, element('https://github.com/acme/nothing-yet'));
  await page.getByRole('button', { name: 'Create in Coder' }).click();
  const dialog = page.getByRole('dialog', { name: 'New workspace' });
  await expect(dialog.getByLabel('Workspace name')).toHaveValue('nothing-yet');
  await page.keyboard.press('Escape');
  await page.evaluate(() =>
    document.querySelector('coder-provider').setAttribute(
      'config',
      JSON.stringify({
        deployment: { accessUrl: 'https://coder.example.com' },
        workspaces: { repoUrlParamKeys: ['repo_url'] },
      }),
    ),
  );
  await page.getByRole('button', { name: 'Create in Coder' }).click();
  await expect(dialog.getByText('Choose a template')).toBeVisible();
});

test('an entity without a repository is found by its template, one without either says so', async ({ page, demo }) => {
  await openLinked(page, '/');
  await addElements(page, element('', { templateName: 'kubernetes' }));
  await expect(page.getByRole('button', { name: 'Open in Coder: 3 workspaces' })).toBeVisible();
  expect(await demo.requests('GET /api/v2/workspaces?q=owner%3Ame+template%3A%22kubernetes%22')).toHaveLength(1);
  await page.evaluate(() => {
    document
      .querySelector('coder-provider')
      .setAttribute('config', '{"deployment": {"accessUrl": "https://coder.example.com"}}');
    document.querySelector('coder-open-button').setAttribute('entity', '{"metadata": {"name": "x"}}');
  });
  await expect(page.getByRole('button', { name: /names neither a repository nor a template/ })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
});

test('without a session it asks for one and goes on', async ({ page }) => {
  await page.goto('/');
  await addElements(page, element('https://gitlab.com/acme/platform/monorepo'));
  await page.getByRole('button', { name: 'Open in Coder' }).click();
  await signIn(page.getByRole('dialog'));
  await expect(page.getByRole('link', { name: /^Open in Coder/ })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a list that cannot be fetched is told in the dialog, and tried again there', async ({ page, demo }) => {
  await demo.control({
    faults: [{ on: 'GET /api/v2/workspaces?', times: 1, status: 500, content_type: 'text/plain', body: 'no' }],
  });
  await openLinked(page, '/');
  await addElements(page, element('https://gitlab.com/acme/platform/monorepo'));
  await page.getByRole('button', { name: 'Open in Coder' }).click();
  await expect(page.getByRole('dialog').getByText('Coder had an internal error.')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('link', { name: /^Open in Coder/ })).toBeVisible();
});
