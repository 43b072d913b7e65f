// The buttons of a row: the primary action, the open menu, and what confirms or follows them.
import { catchPrograms } from './external-protocols.mjs';
import { ACCESS_URL, ENTITIES, expect, openTall, row, search, setVisible, test } from './fixtures.mjs';

const PACE = { tuning: { activePollMs: 1000, listMaxHeightPx: 1200 } };
const primary = (page, name) => row(page, name).locator('[part=row-action]');
const openMenu = (page, name) => page.getByRole('button', { name: `More ways to open ${name}`, exact: true });
const item = (page, name) => page.getByRole('menuitem', { name, exact: true });
const builds = async demo => (await demo.requests('POST /api/v2/workspaces/')).filter(line => line.endsWith('/builds'));
const dialog = page => page.getByRole('dialog');

/** Starts a workspace so that it opens in VS Code, and waits until its build is pending. */
async function startThenOpen(page, demo) {
  await demo.control({ build_rate: 0 });
  await openMenu(page, 'payments-hotfix').click();
  await item(page, 'Start, then open VS Code Desktop').click();
  await expect(row(page, 'payments-hotfix').getByText('Pending', { exact: true })).toBeVisible();
  await expect(row(page, 'payments-hotfix').getByText('then VS Code Desktop')).toBeVisible();
}

test('each row’s button says what it does, in a fixed place', async ({ page }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  const expected = {
    payments: ['VS Code', 'Open payments in VS Code Desktop'],
    notebook: ['Connecting…', 'Connecting… notebook'],
    'search-index': ['Restart', 'Restart search-index'],
    'gpu-training': ['Starting…', 'Starting… gpu-training'],
    'legacy-batch': ['Retry', 'Retry legacy-batch'],
    'payments-hotfix': ['Start', 'Update and start payments-hotfix'],
    sandbox: ['Activate', 'Activate sandbox'],
  };
  for (const [name, [text, label]] of Object.entries(expected)) {
    await expect(primary(page, name)).toHaveText(text);
    await expect(primary(page, name)).toHaveAccessibleName(label);
  }
  const boxes = await Promise.all(Object.keys(expected).map(name => primary(page, name).boundingBox()));
  expect(new Set(boxes.map(box => `${box.x} ${box.width}`)).size, 'one column').toBe(1);
  const elements = await row(page, 'payments').evaluate(e => e.querySelectorAll('*').length);
  expect(elements).toBeLessThanOrEqual(23);
});

test('a running workspace is in VS Code with one click', { tag: '@smoke' }, async ({ page }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  const programs = await catchPrograms(page);
  await primary(page, 'payments').click();
  await expect.poll(programs).toHaveLength(1);
  expect((await programs())[0]).toMatch(/^vscode:.*workspace=payments/);
});

test('the app used last is the default of all rows, also after a reload', async ({ page }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  const programs = await catchPrograms(page);
  await openMenu(page, 'payments').click();
  await expect(item(page, 'VS Code Desktop')).toContainText('default');
  await item(page, 'Cursor Desktop').click();
  await expect.poll(programs).toHaveLength(1);
  await page.evaluate(() => window.dispatchEvent(new Event('blur')));
  await expect(primary(page, 'payments')).toHaveText('Cursor Desktop');
  await expect(primary(page, 'platform')).toHaveText('Cursor Desktop');
  await page.reload();
  await expect(primary(page, 'payments')).toHaveAccessibleName('Open payments in Cursor Desktop');
  await openMenu(page, 'payments').click();
  await expect(item(page, 'Cursor Desktop')).toContainText('default');
});

test('a stopped workspace is started and opened, next time with one click', async ({ page, demo }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  const programs = await catchPrograms(page);
  await startThenOpen(page, demo);
  await demo.control({ build_seconds: 20 });
  await expect.poll(programs).toHaveLength(1);
  expect((await programs())[0]).toMatch(/^vscode:.*workspace=payments-hotfix/);
  await expect(row(page, 'payments-hotfix').getByText('then VS Code Desktop')).toHaveCount(0);
  await demo.control({ workspace: { name: 'payments-hotfix', status: 'stopped' } });
  await expect(primary(page, 'payments-hotfix')).toHaveText('Start');
  await demo.control({ build_rate: 20 });
  await primary(page, 'payments-hotfix').click();
  await expect.poll(programs).toHaveLength(2);
  // A plain start is remembered as well.
  await demo.control({ workspace: { name: 'payments-hotfix', status: 'stopped' } });
  await openMenu(page, 'payments-hotfix').click();
  await item(page, 'Start').click();
  await expect(row(page, 'payments-hotfix').getByText('Running', { exact: true })).toBeVisible();
  await demo.control({ workspace: { name: 'payments-hotfix', status: 'stopped' } });
  await expect(primary(page, 'payments-hotfix')).toHaveText('Start');
  await primary(page, 'payments-hotfix').click();
  await expect(row(page, 'payments-hotfix').getByText('Running', { exact: true })).toBeVisible();
  expect(await programs()).toHaveLength(2);
});

test('a start that fails opens nothing', async ({ page, demo }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  const programs = await catchPrograms(page);
  await startThenOpen(page, demo);
  await demo.control({ workspace: { name: 'payments-hotfix', status: 'failed' } });
  await expect(row(page, 'payments-hotfix').getByText('Failed', { exact: true })).toBeVisible();
  await expect(row(page, 'payments-hotfix').getByText('then VS Code Desktop')).toHaveCount(0);
  await demo.control({ workspace: { name: 'payments-hotfix', status: 'running' } });
  await expect(primary(page, 'payments-hotfix')).toHaveText('VS Code');
  expect(await programs()).toEqual([]);
});

test('a start that is canceled opens nothing, also after a later one', async ({ page, demo }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  const programs = await catchPrograms(page);
  await startThenOpen(page, demo);
  await page.getByRole('button', { name: 'Actions for payments-hotfix', exact: true }).click();
  await item(page, 'Cancel build').click();
  await expect.poll(() => demo.requests('PATCH')).toHaveLength(1);
  await demo.control({ build_seconds: 5 });
  await expect(row(page, 'payments-hotfix').getByText('Canceled', { exact: true })).toBeVisible();
  await expect(row(page, 'payments-hotfix').getByText('then VS Code Desktop')).toHaveCount(0);
  await demo.control({ workspace: { name: 'payments-hotfix', status: 'running' } });
  await expect(primary(page, 'payments-hotfix')).toHaveText('VS Code');
  expect(await programs()).toEqual([]);
});

test('a failed workspace is started and opened as well', async ({ page, demo }) => {
  await demo.control({ workspace: { name: 'payments-hotfix', status: 'failed' } });
  await openTall(page, ENTITIES.noSource, PACE);
  const programs = await catchPrograms(page);
  await startThenOpen(page, demo);
  await demo.control({ build_seconds: 20 });
  await expect.poll(programs).toHaveLength(1);
});

test('a web app that was opened last is the default, too', async ({ page, context }) => {
  await context.route('**://*.apps.example.com/**', route => route.fulfill({ contentType: 'text/html', body: 'app' }));
  await openTall(page, ENTITIES.noSource, PACE);
  await openMenu(page, 'payments').click();
  await expect(page.getByRole('menuitem', { name: /^code-server/ })).toHaveAttribute('href', /apps\.example\.com/);
  const opened = async act => {
    const popup = context.waitForEvent('page');
    await act();
    await (await popup).waitForURL(/apps\.example\.com/);
    await (await popup).close();
  };
  await opened(() => page.getByRole('menuitem', { name: /^code-server/ }).click());
  await expect(primary(page, 'payments')).toHaveText('code-server');
  // After a reload, its host name is not known before the deployment's regions are.
  await page.reload();
  await expect(primary(page, 'payments')).toHaveText('code-server');
  await opened(() => primary(page, 'payments').click());
});

test('a double click on Start starts once and opens nothing', async ({ page, context, demo, settled }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  const programs = await catchPrograms(page);
  await primary(page, 'payments-hotfix').dblclick();
  await expect(row(page, 'payments-hotfix').getByText('Running', { exact: true })).toBeVisible();
  await settled();
  expect(await builds(demo)).toHaveLength(1);
  expect(await programs()).toEqual([]);
  expect(context.pages()).toHaveLength(1);
});

test('a double click on Start in the details does not cancel the build', async ({ page, demo, settled }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  await page.getByRole('button', { name: 'Actions for payments-hotfix', exact: true }).click();
  await item(page, 'Details').click();
  await demo.control({ build_rate: 0 });
  await dialog(page).getByRole('button', { name: 'Update and start', exact: true }).dblclick();
  await expect(dialog(page).getByRole('button', { name: 'Cancel build' })).toBeVisible();
  await settled();
  expect(await builds(demo)).toHaveLength(1);
  expect(await demo.requests('PATCH')).toEqual([]);
});

test('the button keeps the focus while a workspace starts', async ({ page, demo }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  await primary(page, 'payments-hotfix').focus();
  await page.keyboard.press('Enter');
  await expect(row(page, 'payments-hotfix').getByText('Running', { exact: true })).toBeVisible();
  await expect(primary(page, 'payments-hotfix')).toHaveText('VS Code');
  await expect(primary(page, 'payments-hotfix')).toBeFocused();
  expect(await builds(demo)).toHaveLength(1);
});

test.describe('a program that is opened', () => {
  test('is announced, and nothing more is said once the window has lost the focus', async ({ page }) => {
    await page.clock.install();
    await openTall(page, ENTITIES.noSource, PACE);
    const programs = await catchPrograms(page);
    await primary(page, 'payments').click();
    await expect(page.getByRole('status').filter({ hasText: 'Opening VS Code Desktop…' })).toBeAttached();
    await expect(primary(page, 'payments')).toHaveText('Opening…');
    await expect.poll(programs).toHaveLength(1);
    await page.evaluate(() => window.dispatchEvent(new Event('blur')));
    await expect(primary(page, 'payments')).toHaveText('VS Code');
    await page.clock.fastForward(10_000);
    await expect(page.getByText('Did VS Code Desktop not open?')).toHaveCount(0);
  });

  test('is not said to be missing before it was opened', async ({ page }) => {
    await page.clock.install();
    const routes = [];
    await page.route('**/api/v2/users/me/keys/**', route => routes.push(route));
    await openTall(page, ENTITIES.noSource, PACE);
    const programs = await catchPrograms(page);
    await primary(page, 'payments').click();
    await expect.poll(() => routes.length).toBe(1);
    await page.clock.fastForward(5_000);
    await expect(primary(page, 'payments')).toHaveText('Opening…');
    await expect(page.getByText('Did VS Code Desktop not open?')).toHaveCount(0);
    await routes[0].continue();
    await expect.poll(programs).toHaveLength(1);
    await page.clock.fastForward(5_000);
    await expect(page.getByText('Did VS Code Desktop not open?')).toBeVisible();
  });

  test('helps if nothing happens', async ({ page }) => {
    await page.clock.install();
    await openTall(page, ENTITIES.noSource, PACE);
    const programs = await catchPrograms(page);
    await primary(page, 'payments').click();
    await expect(primary(page, 'payments')).toHaveText('Opening…');
    await expect.poll(programs).toHaveLength(1);
    await page.clock.fastForward(5_000);
    await expect(page.getByText('Did VS Code Desktop not open?')).toBeVisible();
    await expect(page.getByRole('link', { name: /^Install VS Code/ })).toHaveAttribute('href', /visualstudio\.com/);
    await expect(primary(page, 'payments')).toHaveText('VS Code');
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect(page.getByText('Did VS Code Desktop not open?')).toHaveCount(0);
  });
});

test.describe('a workspace in use', () => {
  for (const action of ['Stop', 'Restart']) {
    test(`${action} asks first`, async ({ page, demo, settled }) => {
      await openTall(page, ENTITIES.noSource, PACE);
      const act = async () => {
        await page.getByRole('button', { name: 'Actions for payments', exact: true }).click();
        await item(page, action).click();
        await expect(dialog(page).getByText('All processes that run in it end.')).toBeVisible();
      };
      await act();
      await dialog(page).getByRole('button', { name: 'Cancel' }).click();
      await expect(dialog(page)).toHaveCount(0);
      await settled();
      expect(await builds(demo)).toEqual([]);
      await act();
      await dialog(page).getByRole('button', { name: action, exact: true }).click();
      await expect(dialog(page)).toHaveCount(0);
      await expect.poll(() => builds(demo)).not.toEqual([]);
    });
  }

  test('that was not used within the hour stops at once', async ({ page, demo }) => {
    await openTall(page, ENTITIES.noSource, PACE);
    await page.getByRole('button', { name: 'Actions for platform', exact: true }).click();
    await item(page, 'Stop').click();
    await expect.poll(() => builds(demo)).toHaveLength(1);
    await expect(dialog(page)).toHaveCount(0);
  });
});

test('the status of a failed workspace leads to its details', async ({ page }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  await expect(row(page, 'legacy-batch').locator('[part=row-error]')).not.toBeEmpty();
  await row(page, 'legacy-batch').getByRole('button', { name: 'Failed', exact: true }).click();
  await expect(dialog(page).getByRole('heading', { name: 'legacy-batch', exact: true })).toBeVisible();
});

test('the reason why nothing can be opened is given once', async ({ page }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  await openMenu(page, 'notebook').click();
  await expect(page.getByText('The agent is connecting.')).toHaveCount(1);
  await expect(page.getByRole('menuitem', { name: /^VS Code Desktop/ })).toHaveAttribute('aria-disabled', 'true');
});

test('a letter moves the focus to the next item that begins with it', async ({ page }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  await openMenu(page, 'payments').click();
  await expect(item(page, 'VS Code Desktop')).toBeFocused();
  await page.keyboard.press('v');
  await expect(item(page, 'VS Code Insiders')).toBeFocused();
  await page.keyboard.press('V');
  await expect(item(page, 'VS Code Desktop')).toBeFocused();
  await page.keyboard.press('t');
  await expect(page.getByRole('menuitem', { name: /^Terminal/ })).toBeFocused();
  await page.keyboard.press('x');
  await expect(page.getByRole('menuitem', { name: /^Terminal/ }), 'nothing begins with it').toBeFocused();
});

test('a portal can have the dashboard as what a running workspace opens', async ({ page, context, demo }) => {
  const access = `${demo.url}/dashboard`;
  await openTall(page, ENTITIES.noSource, {
    ...PACE,
    deployment: { accessUrl: access },
    workspaces: { openDefault: 'dashboard' },
  });
  await expect(primary(page, 'payments')).toHaveText('Coder');
  const popup = context.waitForEvent('page');
  await primary(page, 'payments').click();
  await (await popup).waitForURL(`${access}/@alice/payments`, { waitUntil: 'commit' });
  await expect(primary(page, 'payments-hotfix'), 'a stopped one is started').toHaveText('Start');
});

test('what arrives later leaves the focus of an open menu where it is', async ({ page }) => {
  const routes = [];
  await page.route('**/api/v2/regions', route => routes.push(route));
  await openTall(page, ENTITIES.noSource, PACE);
  await openMenu(page, 'payments').click();
  await expect(item(page, 'VS Code Desktop')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  const focused = item(page, 'VS Code Insiders');
  await expect(focused).toBeFocused();
  await focused.evaluate(e => (e.same = true));
  await expect.poll(() => routes.length).toBe(1);
  await routes[0].continue();
  await expect(page.getByRole('menuitem', { name: /^code-server/ })).toHaveAttribute('href', /apps\.example\.com/);
  await expect(focused).toBeFocused();
  expect(await focused.evaluate(e => e.same)).toBe(true);
});

test('a workspace that stops within the hour is extended in its row, and the focus stays there', async ({
  page,
  demo,
}) => {
  await demo.control({ workspace: { name: 'payments', stops_in: 20 * 60 } });
  await openTall(page, ENTITIES.noSource, PACE);
  await expect(row(page, 'payments').getByText(/^Stops in (19|20) minutes$/)).toBeVisible();
  const extend = row(page, 'payments').getByRole('button', { name: '+1 h, Extend by 1 h' });
  await expect(page.getByRole('button', { name: /^\+1 h/ }), 'no other stops soon').toHaveCount(1);
  await extend.focus();
  await page.keyboard.press('Enter');
  await expect(row(page, 'payments').getByText('Stops in 1 hour')).toBeVisible();
  await expect(extend).toHaveCount(0);
  await expect(primary(page, 'payments')).toBeFocused();
  expect(await demo.requests('PUT')).toHaveLength(1);
});

test('the menu of actions extends a workspace by an hour', async ({ page, demo }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  await expect(row(page, 'payments').getByText('Stops in 5 hours')).toBeVisible();
  await page.getByRole('button', { name: 'Actions for payments', exact: true }).click();
  await item(page, 'Extend by 1 h').click();
  await expect(row(page, 'payments').getByText('Stops in 6 hours')).toBeVisible();
  await demo.control({
    faults: [
      {
        on: 'PUT /api/v2/workspaces/',
        times: 1,
        status: 400,
        content_type: 'application/json',
        body: '{"message":"Too late."}',
      },
    ],
  });
  await page.getByRole('button', { name: 'Actions for payments', exact: true }).click();
  await item(page, 'Extend by 1 h').click();
  await expect(page.getByRole('alert').filter({ hasText: 'payments was not changed.' })).toContainText('Too late.');
});

test('the open menu copies the SSH command and the link', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openTall(page, ENTITIES.noSource, PACE);
  const copy = async () => {
    await openMenu(page, 'payments').click();
    await item(page, 'Copy the SSH command').click();
  };
  await copy();
  await expect(primary(page, 'payments')).toHaveText('Copied');
  await expect(page.getByRole('status').filter({ hasText: /^Copied$/ })).toBeAttached();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('coder ssh payments');
  await expect(primary(page, 'payments')).toHaveText('VS Code');
  await openMenu(page, 'payments').click();
  await item(page, 'Copy the link').click();
  await expect(primary(page, 'payments')).toHaveText('Copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${ACCESS_URL}/@alice/payments`);
  await page.evaluate(() => (navigator.clipboard.writeText = () => Promise.reject(new Error('no'))));
  await copy();
  await expect(page.getByRole('alert').filter({ hasText: 'payments: nothing was copied.' })).toBeVisible();
});

test('the open menu has the icons that Coder sends, and the card’s own for the rest', async ({ page }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  await openMenu(page, 'payments').click();
  await expect(item(page, 'JetBrains IDEs').locator('img')).toHaveAttribute('src', /^data:image\/svg\+xml/);
  await expect(item(page, 'VS Code Desktop').locator('img')).toHaveCount(1);
  await expect(item(page, 'Terminal').locator('svg')).toHaveCount(1);
  await expect(item(page, 'VS Code Insiders').locator('svg'), 'the deployment does not have this icon').toHaveCount(1);
});

test('the open menu ends with the listening ports, which take two clicks', async ({ page, context, demo }) => {
  await context.route('https://*.example.com/**', route => route.fulfill({ contentType: 'text/html', body: 'ok' }));
  await openTall(page, ENTITIES.noSource, PACE);
  await openMenu(page, 'payments').click();
  const port = item(page, 'Port 3000 (node) (opens in a new tab)');
  await expect(port).toBeVisible();
  await expect(page.getByRole('menuitem').last()).toHaveAccessibleName(/^Port 3000/);
  await expect(port).toHaveAttribute('href', 'https://3000--main--payments--alice.apps.example.com/');
  await page.keyboard.press('Escape');
  await demo.control({ faults: [{ on: 'GET /api/v2/workspaceagents/*/listening-ports', status: 500 }] });
  await openMenu(page, 'platform').click();
  await expect(item(page, 'Terminal')).toBeVisible();
  await expect
    .poll(async () => (await demo.requests()).filter(line => line.includes('listening-ports')))
    .toHaveLength(2);
  await expect(page.getByRole('menuitem', { name: /^Port/ }), 'the menu is there without them').toHaveCount(0);
});

test('apps of several agents stand below their agent, which says once why they cannot be opened', async ({
  page,
  demo,
}) => {
  await demo.control({ workspace: { name: 'notebook', agent: 'connected', lifecycle: 'ready' } });
  await openTall(page, ENTITIES.noSource, PACE);
  await openMenu(page, 'notebook').click();
  const menu = page.getByRole('menu');
  await expect(item(page, 'Terminal (main)')).toBeVisible();
  await expect(menu.locator('small.heading')).toContainText(['main', 'gpu', 'Ports']);
  await demo.control({ workspace: { name: 'notebook', second_agent: 'disconnected' } });
  await expect(menu.locator('small.heading').nth(1)).toHaveText('gpu · The agent has lost its connection.');
  await expect(item(page, 'Terminal (gpu)')).toHaveAttribute('aria-disabled', 'true');
  await expect(item(page, 'Terminal (main)')).not.toHaveAttribute('aria-disabled');
  await demo.control({ workspace: { name: 'notebook', agent: 'connecting', second_agent: 'connecting' } });
  await expect(page.getByText('The agent is connecting.')).toHaveCount(1);
  await expect(item(page, 'Terminal (main)')).toHaveAttribute('aria-disabled', 'true');
});

test('a build shows its progress in the row, and what comes next', async ({ page, demo }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  await startThenOpen(page, demo);
  const facts = row(page, 'payments-hotfix').locator('[part=row-times]');
  await expect(facts.first()).toHaveText('Position 1 of 2 in the queue');
  await expect(facts.nth(1)).toHaveText('then VS Code Desktop');
  await demo.control({ build_seconds: 3 });
  await expect(facts.first()).toHaveText(/^0:0\d of about 0:\d\d$/);
  const bar = row(page, 'payments-hotfix').locator('[part=row-progress]');
  const width = async () => (await bar.locator('path').boundingBox()).width;
  const before = await width();
  await expect.poll(width, 'it advances').toBeGreaterThan(before);
  await demo.control({ build_rate: 60 });
  await expect(bar).toHaveCount(0);
  await expect(facts.first()).toHaveText(/^Stops in/);
});

test('rows that are being built share one request for their template’s usual time', async ({ page, demo }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  await demo.control({ build_rate: 0 });
  await primary(page, 'payments-hotfix').click();
  await primary(page, 'legacy-batch').click();
  await expect(row(page, 'legacy-batch').locator('[part=row-times]').first()).toHaveText(/Position/);
  await expect(row(page, 'payments-hotfix').locator('[part=row-times]').first()).toHaveText(/Position/);
  const docker = (await demo.requests('GET /api/v2/templates/')).filter(
    (line, index, all) => all.indexOf(line) !== index,
  );
  expect(docker).toEqual([]);
});

test('a failed row says what the log says where the job has an exit status only', async ({ page, demo }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  await expect(row(page, 'legacy-batch').locator('[part=row-error]')).toHaveText(
    /image registry\.acme\.example.*not found/,
  );
  expect((await demo.requests()).filter(line => line.includes('/logs'))).toHaveLength(1);
  await row(page, 'legacy-batch').locator('[part=row-error]').click();
  await expect(dialog(page).getByRole('log', { name: 'Build log' })).toBeVisible();
});

test('a workspace started here is followed in a hidden tab, whose title says when it is ready', async ({
  page,
  demo,
  settled,
}) => {
  await page.clock.install();
  await openTall(page, ENTITIES.noSource, PACE);
  const title = await page.title();
  await demo.control({ build_rate: 0 });
  await primary(page, 'payments-hotfix').click();
  await expect(row(page, 'payments-hotfix').getByText('Pending', { exact: true })).toBeVisible();
  await setVisible(page, false);
  await demo.control({ build_seconds: 600 });
  await settled();
  await page.clock.runFor(61_000);
  await expect(page).toHaveTitle(`✓ payments-hotfix is ready · ${title}`);
  await settled();
  const lists = (await demo.requests('GET /api/v2/workspaces?')).length;
  await page.clock.runFor(600_000);
  await settled();
  expect(await demo.requests('GET /api/v2/workspaces?'), 'nothing is left to follow').toHaveLength(lists);
  await setVisible(page, true);
  await page.clock.runFor(1_000);
  await expect(page).toHaveTitle(title);
});

const METADATA = { ...PACE, workspaces: { agentMetadata: ['cpu', 'mem'] } };

test('rows and details show the metadata that the configuration asks for', async ({ page, demo, settled }) => {
  await openTall(page, ENTITIES.noSource, METADATA);
  const figures = row(page, 'payments').locator('[part=row-metadata]');
  await expect(figures).toHaveText('CPU 12 % · Memory 1.4/8 GB');
  await expect(row(page, 'payments-hotfix').locator('[part=row-metadata]'), 'it is stopped').toHaveCount(0);
  // No list makes good what the details' own response, which is without metadata, might have taken away.
  await page.route('**/api/v2/workspaces?*', route => route.fulfill({ status: 502 }));
  const own = page.waitForResponse(/\/api\/v2\/workspaces\/[^/?]+$/);
  await page.getByRole('button', { name: 'Actions for payments', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Details' }).click();
  await own;
  await settled();
  await expect(dialog(page).locator('[part=agent-metadata]')).toHaveText('CPU 12 % · Memory 1.4/8 GB');
  await dialog(page).getByRole('button', { name: 'Close' }).click();
  await expect(figures).toHaveText('CPU 12 % · Memory 1.4/8 GB');
});

test('a deployment that does not know metadata has its list without', async ({ page, demo }) => {
  const body = JSON.stringify({
    message: 'Invalid workspace search query.',
    validations: [{ field: 'include_agent_metadata', detail: '"include_agent_metadata" is not a valid query param' }],
  });
  const refuses = 'GET /api/v2/workspaces?q=owner%3Ame+include_agent_metadata';
  await demo.control({ faults: [{ on: refuses, status: 400, content_type: 'application/json', body }] });
  await openTall(page, ENTITIES.noSource, METADATA);
  await expect(primary(page, 'payments')).toHaveText('VS Code');
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect(await demo.requests(refuses), 'asked once').toHaveLength(1);
  await search(page).fill('include_agent_metadata:cpu');
  await search(page).press('Enter');
  await expect(
    page.getByText('"include_agent_metadata" is not a valid query param'),
    'a typed term shows its error',
  ).toBeVisible();
});
