// The element's package on a page without a framework: the README's example, from the tarball.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, openLinked, signIn, row, watch } from '../fixtures.mjs';
import { csp, pages } from './element-package.mjs';

const PAGE = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Machines</title><body>
<script type="module" src="/start.js"></script>
<coder-provider config='{"deployment": {"accessUrl": "https://coder.example.com"}}'>
  <coder-workspaces-card></coder-workspaces-card>
</coder-provider>`;

const START = `import { load } from './node_modules/backstage-plugin-coder-element/index.js';
load().catch(error => document.body.append(error.code + ': ' + error.message));`;

const GERMAN = `document.querySelector('coder-provider').host = { locale: 'de' };
await import('/start.js');`;

const example = policy =>
  pages(dir => {
    writeFileSync(join(dir, 'index.html'), PAGE);
    writeFileSync(join(dir, 'german.html'), PAGE.replace('/start.js', '/german.js'));
    writeFileSync(join(dir, 'start.js'), START);
    writeFileSync(join(dir, 'german.js'), GERMAN);
  }, policy);

const strict = example(`${csp("'self' 'wasm-unsafe-eval'")}; require-trusted-types-for 'script'; trusted-types 'none'`);
const stricter = example(csp("'self'"));

strict('works under a strict policy that enforces Trusted Types, dialogs included', async ({ page }) => {
  const errors = watch(page);
  await page.goto('/');
  await signIn(page);
  await expect(row(page, 'payments')).toBeVisible();
  const open = async (name, item) => {
    await page.getByRole('button', { name: `Actions for ${name}`, exact: true }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  await open('payments', 'Details');
  const details = page.getByRole('dialog', { name: 'payments' });
  for (const part of ['Build log', 'Startup log of main', 'More actions']) await details.getByText(part).click();
  await expect(details.getByRole('log', { name: 'Build log' })).toContainText('Terraform');
  await details.getByRole('button', { name: 'Edit' }).click();
  await expect(details.getByLabel('Name', { exact: true })).toHaveValue('payments');
  await page.keyboard.press('Escape');
  await open('payments', 'Delete…');
  await expect(page.getByRole('dialog', { name: /Delete/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'New workspace' }).click();
  const form = page.getByRole('dialog', { name: 'New workspace' });
  await form.getByRole('button', { name: 'Kubernetes (GPU)' }).click();
  await expect(form.getByLabel('Workspace name')).toBeVisible();
  await expect(
    form
      .getByText(/set by “/)
      .or(form.getByLabel('Notes'))
      .first(),
  ).toBeVisible();
  await page.keyboard.press('Escape');
  expect(errors).toEqual([]);
});

for (const address of ['/', '/german.html']) {
  for (const width of [320, 384, 508, 1200]) {
    strict(
      `rows stay where they are when the rest of the card is loaded: ${address}, ${width} px`,
      async ({ page }) => {
        await page.setViewportSize({ width, height: 900 });
        let load;
        const wanted = new Promise(resolve => (load = resolve));
        await page.route('**/split_card.*.wasm', async route => {
          await wanted;
          await route.continue();
        });
        await openLinked(page, address);
        const first = page.locator('[part~=row]').first();
        await expect(first.locator('[part~=row-name]')).toHaveText('payments');
        await expect(page.getByRole('combobox')).toHaveCount(0);
        const before = await first.boundingBox();
        load();
        await expect(page.getByRole('combobox')).toHaveCount(2);
        await expect(first.locator('[part~=row-action]')).toBeVisible();
        expect(await first.boundingBox()).toEqual(before);
      },
    );
  }
}

strict('an error that ends the wasm leaves a notice with a way on, and the page as it was', async ({ page }) => {
  await page.addInitScript(() => {
    if (sessionStorage.getItem('spoiled')) return;
    const replace = CSSStyleSheet.prototype.replaceSync;
    CSSStyleSheet.prototype.replaceSync = function (text) {
      sessionStorage.setItem('spoiled', 'yes');
      CSSStyleSheet.prototype.replaceSync = replace;
      // Calls into the wasm while it is working on this sheet, which causes a panic.
      document.body.append(document.createElement('coder-provider'));
      return replace.call(this, text);
    };
  });
  const errors = watch(page);
  await page.goto('/');
  const notices = page.getByRole('alert').filter({ hasText: 'This part of the page has stopped working.' });
  await expect(notices).toHaveCount(1);
  expect(errors.join()).toContain('RuntimeError');
  // An element that is added later shows the same notice.
  await page.evaluate(() => document.body.append(document.createElement('coder-workspaces-card')));
  await expect(notices).toHaveCount(2);
  await notices.first().getByRole('button', { name: 'Reload page' }).click();
  await expect(page.getByLabel('Session token', { exact: true })).toBeVisible();
});

strict(
  'elements beside the card are loaded when they are there; what cannot be had says so and is tried again',
  async ({ page }) => {
    await page.route('**/split_parts.*.wasm', route => route.abort(), { times: 1 });
    await page.goto('/');
    await signIn(page);
    await expect(row(page, 'payments')).toBeVisible();
    await page.evaluate(() => {
      const root = document.createElement('coder-card-root');
      root.id = 'arranged';
      for (const [name, slot] of [
        ['header-row', 'header'],
        ['search-box', ''],
        ['workspaces-list', ''],
      ]) {
        const part = document.createElement('coder-card-part');
        part.setAttribute('name', name);
        if (slot) part.slot = slot;
        root.append(part);
      }
      document.querySelector('coder-provider').append(root);
    });
    const arranged = page.locator('#arranged');
    await arranged.getByText('This part could not be loaded.').waitFor();
    await arranged.getByRole('button', { name: 'Try again' }).click();
    await expect(arranged.getByRole('heading', { name: 'Coder Workspaces' })).toBeVisible();
    await expect(arranged.getByRole('list', { name: 'Workspaces' }).getByText('notebook')).toBeVisible();
    await arranged.getByRole('searchbox').fill('platform');
    await expect(arranged.getByRole('list', { name: 'Workspaces' }).getByRole('listitem')).toHaveCount(1);
  },
);

strict('rows that a page draws itself are whole, also where one scrolls back to', async ({ page, served }) => {
  await served.reset({ workspaces: 200 });
  await page.goto('/');
  await signIn(page);
  await expect(row(page, 'payments')).toBeVisible();
  await page.evaluate(() => {
    const root = document.createElement('coder-card-root');
    root.id = 'own';
    root.setAttribute('default-query-filter', '');
    const part = document.createElement('coder-card-part');
    part.setAttribute('name', 'workspaces-list');
    part.setAttribute('custom-items', '');
    part.addEventListener('coder-rows-change', ({ detail }) => {
      const inside = ({ index, workspace }) =>
        Object.assign(document.createElement('div'), {
          slot: `row-${workspace.id}`,
          textContent: `#${index}: ${workspace.name}, ${workspace.latest_build.job.status}`,
        });
      part.replaceChildren(...detail.rows.map(inside));
    });
    root.append(part);
    document.querySelector('coder-provider').append(root);
  });
  const own = page.locator('#own');
  const at = index => own.getByText(new RegExp(`^#${index}: .+, (succeeded|failed|running|pending)$`));
  await expect(at(0)).toBeVisible();
  for (const index of [60, 30, 60]) {
    await own.locator('[part~=viewport]').evaluate((view, index) => {
      view.scrollTop = index * view.querySelector('li').getBoundingClientRect().height;
    }, index);
    await expect(at(index)).toBeVisible();
  }
  await served.reset();
});

strict('what a card needs beside its list is there once it can be loaded', async ({ page }) => {
  const icons = page.locator('[part=row-icon]');
  const username = () =>
    page.evaluate(async () => {
      const { connect } = await import('/node_modules/backstage-plugin-coder-element/index.js');
      const session = await connect({});
      return session.request('GET', '/api/v2/users/me').then(
        user => user.username,
        error => error.code,
      );
    });
  let blocked = true;
  await page.route('**/split_card.*.wasm', route => (blocked ? route.abort() : route.continue()));
  const notice = page.getByRole('alert').filter({ hasText: 'This part could not be loaded.' });
  const retry = async () => {
    await expect(notice).toHaveCount(1);
    blocked = false;
    await notice.getByRole('button', { name: 'Try again' }).click();
  };
  await page.goto('/');
  await retry();
  await signIn(page);
  // The token is kept once Coder has accepted it.
  await expect(row(page, 'payments')).toBeVisible();
  blocked = true;
  await page.reload();
  await expect(page.getByText('payments-hotfix', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'New workspace' })).toHaveCount(0);
  await expect(row(page, 'payments').locator('[part=row-icon]')).toHaveText('p', { ignoreCase: true });
  expect(await username()).toBe('unreachable');
  await expect(icons.locator('img')).toHaveCount(0);
  // A card that is added now requests it again.
  const requested = page.waitForRequest('**/split_card.*.wasm');
  await page.evaluate(() =>
    document.querySelector('coder-provider').append(document.createElement('coder-workspaces-card')),
  );
  await requested;
  await expect(notice).toHaveCount(2);
  await page.evaluate(() => document.querySelector('coder-workspaces-card + coder-workspaces-card').remove());
  await retry();
  await expect(icons.locator('img').first()).toBeVisible();
  expect(await username()).toBe('alice');
  await page.getByRole('button', { name: 'Actions for payments', exact: true }).click();
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await expect(page.getByRole('menuitem').first(), 'its styles came with it').toHaveCSS('display', 'flex');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Update and start payments-hotfix' }).click();
  await expect(row(page, 'payments-hotfix').getByText('Starting', { exact: true })).toBeVisible();
});

strict('translations are loaded by a page that needs them, and by no other', async ({ page }) => {
  const loaded = [];
  page.on('request', request => request.url().includes('/split_dictionary.') && loaded.push(request.url()));
  await page.goto('/');
  await signIn(page);
  await expect(row(page, 'payments')).toBeVisible();
  expect(loaded).toEqual([]);
  await page.goto('/german.html');
  await expect(page.getByRole('heading', { name: 'Coder-Workspaces' })).toBeVisible();
  await expect(page.getByText('payments', { exact: true })).toBeVisible();
  expect(loaded).toHaveLength(1);
});

strict('a page whose translations cannot be loaded is in English', async ({ page }) => {
  await page.route('**/split_dictionary.*.wasm', route => route.abort());
  await page.goto('/german.html');
  await signIn(page);
  await expect(row(page, 'payments')).toBeVisible();
  await expect(page.locator('coder-workspaces-card .coder-root').first()).toHaveAttribute('lang', 'en');
});

stricter('tells a policy without WebAssembly by its code', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByText("csp: The page's Content-Security-Policy does not allow WebAssembly")).toBeVisible();
});
