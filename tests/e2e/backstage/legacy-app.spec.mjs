// The legacy frontend system, with the provider at the app's root, outside of its router.
import {
  card,
  enter,
  enterLinked,
  expect,
  follow,
  installClock,
  names,
  NO_SOURCE,
  PAYMENTS,
  picture,
  PLAIN,
  portal,
  row,
  SESSION,
  signIn,
  TOKEN,
} from './portal.mjs';

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
  await card(page).getByRole('button', { name: 'New workspace' }).click();
  const form = page.getByRole('dialog', { name: 'New workspace' });
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

const ARRANGED = `${PAYMENTS}/arranged`;

test('the card’s parts stand in the app’s own order, with parts of its own', async ({ page }) => {
  await enter(page, ARRANGED);
  await signIn(card(page));
  await expect(page.getByRole('heading', { name: 'Remote machines' })).toHaveAttribute('aria-level', '3');
  await expect(page.getByText('Of this repository')).toBeVisible();
  await expect(page.getByText('1 of 2: payments, running')).toBeVisible();
  await expect(page.getByRole('link', { name: /Open workspace payments-hotfix/ })).toBeVisible();
  await expect(page.getByLabel('count')).toHaveText('2 for owner:me');
  await expect(page.getByLabel('template')).toHaveText('docker');
  await expect(page.getByLabel('repository')).toHaveText(/github\.com\/acme\/payments/);
  await expect(page.getByRole('link', { name: 'Order a machine' })).toHaveAttribute('href', /\/templates\//);
  await expect(page.getByLabel('agents')).toHaveText(/^main linux/);
  await page.getByRole('button', { name: 'Ask again' }).click();
  await expect(page.getByLabel('again')).toHaveText('success, 2');
  await picture(page, 'legacy-arranged');
  // The app's changes and the typed text change the same search.
  await page.getByRole('button', { name: 'Only stopped ones' }).click();
  await expect(page.getByRole('searchbox', { name: /Search/ })).toHaveValue('status:stopped');
  await expect(page.getByText('1 of 1: payments-hotfix, stopped')).toBeVisible();
  await page.getByRole('searchbox', { name: /Search/ }).fill('nothing-of-the-kind');
  await expect(page.getByText('None of ours')).toBeVisible();
  await expect(page.getByLabel('count')).toHaveText('0 for nothing-of-the-kind');
  // A part's menu acts on the session of all parts.
  await page.locator('coder-card-part').getByRole('button', { name: 'What else' }).click();
  await page.getByRole('menuitem', { name: 'Disconnect from Coder' }).click();
  await expect(page.getByLabel('Session token', { exact: true })).toBeVisible();
  await expect(page.getByLabel('count')).toBeHidden();
  await signIn(card(page));
  await expect(page.getByText('None of ours')).toBeVisible();
});

test('a list of the app’s own has the card’s query, and its heading names the card', async ({ page, demo }) => {
  await enterLinked(page, '/own');
  const own = page.getByRole('region', { name: 'Machines of mine' });
  await expect(own).toBeVisible();
  const machine = name => page.getByRole('listitem').filter({ hasText: `${name} ` });
  await expect(machine('notebook')).toHaveText(/ (up|down)$/);
  await expect(page.getByRole('listitem').filter({ hasText: / (up|down)$/ })).toHaveCount(10);
  await demo.control({ workspace: { name: 'payments-hotfix', rename: 'renamed' } });
  const again = page.getByRole('button', { name: 'Ask again' });
  await again.click();
  await expect(machine('renamed')).toBeVisible();
  await demo.control({
    faults: [
      {
        on: 'GET /api/v2/workspaces?',
        times: 1,
        status: 500,
        content_type: 'application/json',
        body: '{"message":"boom"}',
      },
    ],
  });
  await again.click();
  await expect(page.getByLabel('trouble')).not.toBeEmpty();
  await expect(machine('renamed')).toBeVisible();
});

test('class names, refs and handlers of the app’s own reach what stands in the parts', async ({ page }) => {
  await enterLinked(page, ARRANGED);
  const link = page.getByRole('link', { name: /Open workspace payments-hotfix/ });
  await expect(link).toHaveCSS('text-decoration-line', 'underline');
  await expect(page.getByRole('heading', { name: 'Remote machines' })).toHaveCSS('letter-spacing', '0.5px');
  await expect(page.locator('hgroup')).toHaveCSS('padding-left', '8px');
  await expect(page.locator('[part=repo]')).toHaveCSS('font-style', 'italic');
  await expect(page.getByRole('list')).toHaveCSS('outline-style', 'dotted');
  await expect(page.locator('[part=search-box]')).toHaveCSS('border-radius', '20px');
  await expect(page.locator('[part=search-clear]')).toHaveCSS('opacity', '0.75');
  await expect(page.locator('[name=list-icon] img')).toHaveCSS('filter', 'grayscale(1)');
  await expect(page.locator('.word-of-ours')).toHaveText('Start');
  await expect(page.locator('.state-of-ours')).toHaveText(/Stopped/);
  await expect(page.locator('.light-of-ours')).toBeVisible();
  await expect(page.locator('coder-card-part.row-of-titles')).toBeVisible();
  const row = page.locator('[name=list-item] [part=row-body]');
  await expect(row).toHaveCSS('border-left-width', '4px');
  await row.hover();
  await expect(row).toHaveCSS('border-left-color', 'rgb(0, 128, 128)');
  await expect(page.getByRole('link', { name: 'Order a machine' })).toHaveAttribute('target', '_self');
  await link.press('Home');
  await expect(page.getByLabel('heard')).toHaveText('Home on payments-hotfix');
  await page.getByRole('button', { name: 'To the search' }).click();
  const search = page.getByRole('searchbox', { name: /Search/ });
  await expect(search).toBeFocused();
  await expect(search).toHaveCSS('text-transform', 'lowercase');
  await search.fill('owner:me payments');
  await page.getByRole('button', { name: 'Empty the search' }).click();
  await expect(search).toHaveValue('owner:me');
  const menu = page.getByRole('button', { name: 'What else' });
  await menu.click();
  await page.keyboard.press('Escape');
  await expect(page.getByLabel('heard')).toHaveText('escapeKeyDown');
  await menu.click();
  await expect(page.getByRole('menuitem', { name: 'Refresh' })).toBeVisible();
  await page.getByRole('heading', { name: 'Remote machines' }).click();
  await expect(page.getByLabel('heard')).toHaveText('backdropClick');
  const switched = page.getByRole('button', { name: 'Menu on or off' });
  await switched.click();
  await expect(menu).toBeDisabled();
  await switched.click();
  await expect(menu).toBeEnabled();
});

test('an element’s first event finds its listener, however late React gets to its passive effects', async ({
  page,
}) => {
  await page.addInitScript(() => {
    // React schedules passive effects with messages, so messages are delayed.
    const { postMessage } = MessagePort.prototype;
    MessagePort.prototype.postMessage = function (...message) {
      setTimeout(() => postMessage.apply(this, message), 200);
    };
    const listening = new WeakSet();
    const { addEventListener } = EventTarget.prototype;
    EventTarget.prototype.addEventListener = function (name, ...more) {
      if (name === 'coder-rows-change') listening.add(this);
      return addEventListener.call(this, name, ...more);
    };
    window.missed = [];
    document.addEventListener(
      'coder-rows-change',
      event => listening.has(event.target) || window.missed.push(event.detail),
      true,
    );
  });
  await enterLinked(page, ARRANGED);
  await expect(page.getByText('1 of 2: payments, running')).toBeVisible();
  expect(await page.evaluate(() => window.missed)).toEqual([]);
});

test('parts go with their page', async ({ page, demo }) => {
  await installClock(page);
  await enterLinked(page, ARRANGED);
  await expect(page.getByText('1 of 2: payments, running')).toBeVisible();
  await follow(page, '/hooks');
  await expect(page.getByRole('heading', { name: 'Hooks' })).toBeVisible();
  await expect(page.locator('coder-card-root, coder-card-part')).toHaveCount(0);
  await expect(page.getByLabel('status')).toHaveText('authenticated true');
  const lists = async () => (await demo.requests('GET /api/v2/workspaces?')).length;
  const before = await lists();
  await page.clock.fastForward(130_000);
  await expect(page.getByLabel('status')).toHaveText('authenticated true');
  expect(await lists()).toBe(before);
  await follow(page, ARRANGED);
  await expect(page.getByText('1 of 2: payments, running')).toBeVisible();
});

test('content of the app’s own has the session, its queries and its calls', async ({ page, demo }) => {
  await enter(page, '/hooks');
  await expect(page.getByLabel('status')).toHaveText('tokenMissing false');
  await expect(page.getByLabel('user')).toHaveText('nobody');
  await page.getByRole('button', { name: 'Count' }).click();
  await expect(page.getByLabel('said')).toHaveText(/^unauthorized: /);
  expect(await demo.requests('GET /api/v2/workspaces?')).toEqual([]);
  await page.getByLabel('token', { exact: true }).fill('not a token');
  await page.getByRole('button', { name: 'Link', exact: true }).click();
  await expect(page.getByLabel('said')).toHaveText('This does not look like a session token.');
  await page.getByLabel('token', { exact: true }).fill(TOKEN);
  await page.getByRole('button', { name: 'Link', exact: true }).click();
  await expect(page.getByLabel('status')).toHaveText('authenticated true');
  await expect(page.getByLabel('user')).toHaveText('alice');
  await page.getByRole('button', { name: 'Count' }).click();
  await expect(page.getByLabel('said')).toHaveText('10 workspaces');
  await page.getByRole('button', { name: 'Templates' }).click();
  await expect(page.getByLabel('said')).toContainText('docker');
  await page.getByRole('button', { name: 'Unlink', exact: true }).click();
  await expect(page.getByLabel('user')).toHaveText('nobody');
  expect(await page.evaluate(key => localStorage.getItem(key), SESSION)).toBeNull();
});

const unreachable = test.extend({
  expectedErrors: async ({}, use) => use([/Failed to load resource/]),
});

unreachable('a client that could not be fetched is fetched with the next call', async ({ page }) => {
  await enter(page, '/hooks');
  await expect(page.getByLabel('status')).toHaveText('tokenMissing false');
  await page.route('**/*.chunk.js', route => route.abort());
  await page.getByRole('button', { name: 'Templates' }).click();
  await expect(page.getByLabel('said')).toHaveText(/^network: /);
  await page.unroute('**/*.chunk.js');
  await page.getByRole('button', { name: 'Templates' }).click();
  await expect(page.getByLabel('said')).toHaveText(/^unauthorized: /);
});

for (const [how, mend] of [
  ['the element is loaded after all', page => page.getByRole('button', { name: 'Try again' }).click()],
  ['they are used again', page => page.getByRole('button', { name: 'Count' }).click()],
]) {
  unreachable(`hooks that could not load the elements work once ${how}`, async ({ page }) => {
    await page.route('**/*.wasm', route => route.abort());
    await enter(page, '/hooks');
    await page.getByRole('button', { name: 'Count' }).click();
    await expect(page.getByLabel('said')).toHaveText(/^network: /);
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
    await expect(page.getByLabel('status')).toHaveText('initializing false');
    await page.unroute('**/*.wasm');
    await mend(page);
    await expect(page.getByLabel('status')).toHaveText('tokenMissing false');
    await page.getByLabel('token', { exact: true }).fill(TOKEN);
    await page.getByRole('button', { name: 'Link', exact: true }).click();
    await expect(page.getByLabel('user')).toHaveText('alice');
    await page.getByRole('button', { name: 'Count' }).click();
    await expect(page.getByLabel('said')).toHaveText('10 workspaces');
  });
}
