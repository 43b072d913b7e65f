// Starting, stopping and deleting workspaces from the list.
import { ENTITIES, TOKEN, expect, names, openLinked, openTall, row, search, test } from './fixtures.mjs';

const PACE = { tuning: { activePollMs: 1000, listMaxHeightPx: 1200 } };
const menu = (page, name) => page.getByRole('button', { name: `Actions for ${name}`, exact: true });
const item = (page, name) => page.getByRole('menuitem', { name, exact: true });
const builds = async demo => (await demo.requests('POST /api/v2/workspaces/')).filter(line => line.endsWith('/builds'));

async function act(page, name, action) {
  await menu(page, name).click();
  await item(page, action).click();
}

test(
  'a stopped workspace starts with one click, and the row follows it until it runs',
  { tag: '@smoke' },
  async ({ page, demo }) => {
    await openTall(page, ENTITIES.noSource, PACE);
    await demo.control({ build_rate: 0 });
    await page.getByRole('button', { name: 'Update and start payments-hotfix' }).click();
    await expect(row(page, 'payments-hotfix').getByText('Pending', { exact: true })).toBeVisible();
    await demo.control({ build_seconds: 2 });
    await expect(row(page, 'payments-hotfix').getByText('Starting', { exact: true })).toBeVisible();
    await demo.control({ build_seconds: 8 });
    await expect(row(page, 'payments-hotfix').getByText('Connecting', { exact: true })).toBeVisible();
    await demo.control({ build_seconds: 10 });
    await expect(row(page, 'payments-hotfix').getByText('Running')).toBeVisible();
    await expect(row(page, 'payments-hotfix').getByText('Outdated')).toHaveCount(0);
    expect(await builds(demo)).toHaveLength(1);
  },
);

test('what happens is said aloud once per state', async ({ page, demo, settled }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  await demo.control({ build_rate: 0 });
  await expect(row(page, 'platform')).toBeVisible();
  // Screen readers announce every change of the text, even one to the same text.
  await page.evaluate(() => {
    window.announcements = [];
    const onMutations = records => {
      const statusOf = ({ target }) => (target.closest ? target : target.parentElement)?.closest('[role=status]');
      const changed = [...new Set(records.map(statusOf))];
      window.announcements.push(
        ...changed.map(status => status?.textContent ?? '').filter(text => text.startsWith('platform: ')),
      );
    };
    const root = document.querySelector('coder-workspaces-card').shadowRoot;
    new MutationObserver(onMutations).observe(root, { subtree: true, childList: true, characterData: true });
  });
  const announcements = () => page.evaluate(() => window.announcements);
  const lists = async () => (await demo.requests('GET /api/v2/workspaces?')).length;
  await act(page, 'platform', 'Stop');
  for (const [state, seconds] of [
    ['Pending', 2],
    ['Stopping', 20],
  ]) {
    await expect.poll(async () => (await announcements()).at(-1)).toBe(`platform: ${state}`);
    // Responses without changes.
    const before = await lists();
    await expect.poll(lists).toBeGreaterThan(before + 2);
    await demo.control({ build_seconds: seconds });
  }
  await expect.poll(async () => (await announcements()).at(-1)).toBe('platform: Stopped');
  const before = await lists();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Refresh' }).click();
  await expect.poll(lists).toBeGreaterThan(before);
  await settled();
  expect(await announcements()).toEqual(['platform: Pending', 'platform: Stopping', 'platform: Stopped']);
});

test('the menu offers what the state allows, and nothing of it while a build is under way but canceling', async ({
  page,
  demo,
  settled,
}) => {
  await openTall(page, ENTITIES.noSource, PACE);
  const offered = async name => {
    await menu(page, name).click();
    await expect(item(page, 'Details')).toBeVisible();
    const all = await page.getByRole('menuitem').allTextContents();
    await page.keyboard.press('Escape');
    return all.slice(all.indexOf('Details') + 1);
  };
  expect(await offered('platform')).toEqual(['Extend by 1 h', 'Stop', 'Restart', 'Add to favorites', 'Delete…']);
  expect(await offered('payments')).toEqual(['Extend by 1 h', 'Stop', 'Restart', 'Remove from favorites', 'Delete…']);
  expect(await offered('payments-hotfix')).toEqual(['Add to favorites', 'Delete…']);
  expect(await offered('sandbox')).toEqual(['Add to favorites', 'Delete…']);
  expect(await offered('legacy-batch')).toEqual(['Add to favorites', 'Delete…']);
  const ways = async name => {
    await page.getByRole('button', { name: `More ways to open ${name}`, exact: true }).click();
    await expect(page.getByRole('menuitem', { name: /^Open in Coder/ })).toBeVisible();
    const all = await page.getByRole('menuitem').locator('> span').allTextContents();
    await page.keyboard.press('Escape');
    // Without the ways that every workspace has: Coder's page and its link.
    return all.slice(0, -2);
  };
  expect(await ways('payments-hotfix')).toEqual([
    'Update and start',
    'Start without updating',
    'Start, then open VS Code Desktop',
  ]);
  expect(await ways('sandbox')).toEqual(['Activate']);
  expect(await ways('legacy-batch')).toEqual(['Retry', 'Start, then open VS Code Desktop']);
  expect(await offered('gpu-training')).toEqual(['Cancel build', 'Add to favorites']);
  await settled();
  expect(await demo.requests('POST'), 'looking at a menu writes nothing').toEqual([]);
});

test('somebody else’s workspace offers what Coder says one may do', async ({ page, demo }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  await search(page).fill('bob/payments');
  await search(page).press('Enter');
  await expect(names(page)).toHaveText(['payments']);
  await menu(page, 'payments').click();
  await expect(item(page, 'Details')).toBeVisible();
  await expect(item(page, 'Stop')).toHaveCount(0);
  await expect.poll(() => demo.requests('POST /api/v2/authcheck')).toHaveLength(1);
  await page.keyboard.press('Escape');
  await demo.control({
    faults: [
      {
        on: 'POST /api/v2/authcheck',
        status: 200,
        content_type: 'application/json',
        body: '{"start":true,"stop":true}',
      },
    ],
  });
  await menu(page, 'payments').click();
  await expect(item(page, 'Stop')).toBeVisible();
  await expect(item(page, 'Delete…')).toHaveCount(0);
});

test('restart leads an older server through it, step by step', async ({ page, demo }) => {
  await demo.control({
    build_rate: 0,
    faults: [
      { on: 'GET /api/v2/buildinfo', status: 200, content_type: 'application/json', body: '{"version":"v2.35.0"}' },
    ],
  });
  await openTall(page, ENTITIES.noSource, PACE);
  await act(page, 'platform', 'Restart');
  await expect(row(page, 'platform').getByText('Restarting', { exact: true })).toBeVisible();
  await expect.poll(() => builds(demo)).toHaveLength(1);
  await demo.control({ build_seconds: 7 });
  await expect.poll(() => builds(demo)).toHaveLength(2);
  await expect(row(page, 'platform').getByText('Pending', { exact: true })).toBeVisible();
  await demo.control({ build_seconds: 20 });
  await expect(row(page, 'platform').getByText('Running')).toBeVisible();
});

test('restart is one request where the server can do it', async ({ page, demo }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  await demo.control({ build_rate: 20 });
  await act(page, 'platform', 'Restart');
  await expect(row(page, 'platform').getByText('Running')).toHaveCount(0);
  await expect(row(page, 'platform').getByText('Running')).toBeVisible();
  expect(await builds(demo)).toHaveLength(1);
});

test('a build can be canceled', async ({ page, demo }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  await demo.control({ build_rate: 0 });
  await act(page, 'platform', 'Stop');
  await expect(row(page, 'platform').getByText('Pending', { exact: true })).toBeVisible();
  await act(page, 'platform', 'Cancel build');
  await expect(row(page, 'platform').getByText('Canceling', { exact: true })).toBeVisible();
  await expect.poll(() => demo.requests('PATCH')).toHaveLength(1);
  await demo.control({ build_seconds: 5 });
  await expect(row(page, 'platform').getByText('Canceled')).toBeVisible();
  expect(await demo.requests('PATCH')).toEqual([expect.stringMatching(/cancel\?expect_status=pending$/)]);
});

test('deleting asks for the name, and keeps the workspace unless it is right', async ({ page, demo, settled }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  await demo.control({ build_rate: 20 });
  await act(page, 'sandbox', 'Delete…');
  const dialog = page.getByRole('dialog', { name: 'Delete sandbox?' });
  const field = dialog.getByLabel('Type sandbox to confirm');
  await expect(field).toBeFocused();
  await field.fill('sandbx');
  await field.press('Enter');
  await expect(dialog.getByText('This is not the workspace’s name.')).toBeVisible();
  await settled();
  expect(await builds(demo)).toEqual([]);
  await field.fill('sandbox');
  await dialog.getByRole('button', { name: 'Delete workspace' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(row(page, 'sandbox')).toHaveCount(0);
  await expect(menu(page, 'reports')).toBeFocused();
  expect(await builds(demo)).toHaveLength(1);
});

test('a favorite goes to the top and back', async ({ page, demo }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  await act(page, 'platform', 'Add to favorites');
  await expect(names(page).nth(1)).toHaveText('platform');
  await act(page, 'platform', 'Remove from favorites');
  await expect(names(page).nth(2)).toHaveText('platform');
  expect((await demo.requests()).filter(line => line.includes('favorite'))).toEqual([
    expect.stringMatching(/^PUT /),
    expect.stringMatching(/^DELETE /),
  ]);
});

test('a dormant workspace is woken without being started', async ({ page }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  await page.getByRole('button', { name: 'Activate sandbox' }).click();
  await expect(row(page, 'sandbox').getByText('Dormant')).toHaveCount(0);
  await expect(row(page, 'sandbox').getByText('Stopped')).toBeVisible();
});

test.describe('whatever becomes of the answer', () => {
  const START = { name: 'Update and start payments-hotfix' };
  const fault = more => ({ on: 'POST /api/v2/workspaces/', times: 1, ...more });
  const trouble = page => page.getByRole('alert').filter({ hasText: 'payments-hotfix was not started.' });

  test('a double click starts once', async ({ page, demo }) => {
    await openTall(page, ENTITIES.noSource, PACE);
    await demo.control({ latency_ms: 300, build_rate: 10 });
    await page.getByRole('button', START).dblclick();
    await expect.poll(() => builds(demo)).toHaveLength(1);
    await expect(row(page, 'payments-hotfix').getByText('Running')).toBeVisible();
    expect(await builds(demo)).toHaveLength(1);
  });

  test('a lost answer to a write that took place is made good by looking, and never repeated', async ({
    page,
    demo,
  }) => {
    await openTall(page, ENTITIES.noSource, PACE);
    await demo.control({ build_rate: 0, faults: [fault({ status: 504, after: true })] });
    await page.getByRole('button', START).click();
    await expect(row(page, 'payments-hotfix').getByText('Pending', { exact: true })).toBeVisible();
    await expect(trouble(page)).toHaveCount(0);
    expect(await builds(demo)).toHaveLength(1);
  });

  test('a lost answer to a write that did not take place says so, and one can try again', async ({ page, demo }) => {
    await openTall(page, ENTITIES.noSource, PACE);
    await demo.control({ faults: [fault({ status: 504 })] });
    await page.getByRole('button', START).click();
    await expect(trouble(page)).toContainText('Nothing has changed; you can try again.');
    expect(await builds(demo)).toHaveLength(1);
    await page.getByRole('button', START).click();
    await expect(row(page, 'payments-hotfix').getByText('Stopped')).toHaveCount(0);
    await expect(trouble(page)).toHaveCount(0);
  });

  test('a refusal is told in Coder’s words and can be dismissed', async ({ page, demo }) => {
    await openTall(page, ENTITIES.noSource, PACE);
    await demo.control({ licensed: false });
    await page.getByRole('button', START).click();
    await expect(trouble(page)).toContainText('Build is not permitted: license expired.');
    await trouble(page).getByRole('button', { name: 'Dismiss' }).click();
    await expect(trouble(page)).toHaveCount(0);
  });

  test('what somebody else did meanwhile is seen before anything is sent', async ({ page, demo, settled }) => {
    await openTall(page, ENTITIES.noSource);
    await expect(page.getByRole('button', START)).toBeVisible();
    await demo.control({ workspace: { name: 'payments-hotfix', status: 'running' } });
    await page.getByRole('button', START).click();
    await expect(trouble(page)).toContainText('It has changed in the meantime');
    await expect(row(page, 'payments-hotfix').getByText('Running')).toBeVisible();
    await settled();
    expect(await builds(demo)).toEqual([]);
  });

  test('two tabs do not act on one workspace at once', async ({ page, context, demo }) => {
    await openTall(page, ENTITIES.noSource, PACE);
    const other = await context.newPage();
    await openTall(other, ENTITIES.noSource, PACE);
    await expect(other.getByRole('button', START)).toBeVisible();
    await demo.control({ faults: [{ on: 'POST /api/v2/workspaces/', times: 1, hang_seconds: 3 }] });
    await page.getByRole('button', START).click();
    await expect.poll(() => builds(demo)).toHaveLength(1);
    await other.getByRole('button', START).click();
    await expect(trouble(other)).toContainText('This workspace is being changed in another tab.');
    expect(await builds(demo)).toHaveLength(1);
  });

  test('a session that ends in between leads to the form', async ({ page, demo, settled }) => {
    // The card's own requests must be over, or they would notice the revoked token before the click does.
    await openTall(page, ENTITIES.noSource, { tuning: { ...PACE.tuning, activePollMs: 60_000 } });
    await expect(names(page)).not.toHaveCount(0);
    await settled();
    await demo.control({ revoke_token: TOKEN });
    await page.getByRole('button', START).click();
    await expect(page.getByLabel('Session token', { exact: true })).toBeVisible();
    await settled();
    expect(await builds(demo)).toEqual([]);
  });
});

/** Starts a restart on an older deployment, for which the client sends each step; the first step is in progress. */
async function restarting(page, demo, action = 'Restart') {
  await demo.control({
    build_rate: 0,
    faults: [
      { on: 'GET /api/v2/buildinfo', status: 200, content_type: 'application/json', body: '{"version":"v2.35.0"}' },
    ],
  });
  await openTall(page, ENTITIES.noSource, PACE);
  await act(page, 'platform', action);
  await expect.poll(() => builds(demo)).toHaveLength(1);
  await demo.control({ build_seconds: 2 });
}

test('a restart in steps that hangs can be canceled, and that ends it', async ({ page, demo }) => {
  await restarting(page, demo);
  await act(page, 'platform', 'Cancel build');
  await expect.poll(() => demo.requests('PATCH')).toHaveLength(1);
  await demo.control({ build_seconds: 5 });
  await expect(row(page, 'platform').getByText('Canceled')).toBeVisible();
  await demo.control({ build_seconds: 60 });
  await expect(page.getByRole('button', { name: 'Start platform' }), 'it can be driven again').toBeVisible();
  expect(await builds(demo), 'nothing came after it').toHaveLength(1);
});

test('a restart in steps can be canceled in another tab, and that ends it here', async ({ page, context, demo }) => {
  await restarting(page, demo);
  const other = await context.newPage();
  await openTall(other, ENTITIES.noSource, PACE);
  await expect(row(other, 'platform').getByText('Stopping', { exact: true })).toBeVisible();
  await act(other, 'platform', 'Cancel build');
  await expect.poll(() => demo.requests('PATCH')).toHaveLength(1);
  await expect(other.getByRole('alert').filter({ hasText: 'platform' })).toHaveCount(0);
  await demo.control({ build_seconds: 5 });
  await page.bringToFront();
  const notice = page.getByRole('alert').filter({ hasText: 'platform was not restarted.' });
  await expect(notice).toContainText('Its build was canceled, so nothing more is done with it.');
  expect(await builds(demo)).toHaveLength(1);
});

test('an update that another client’s start of the old version overtook is not taken for done', async ({
  page,
  demo,
}) => {
  await demo.control({ workspace: { name: 'platform', status: 'running', outdated: true } });
  await restarting(page, demo, 'Update and restart');
  // Another client sends the same request a moment earlier.
  await page.route(
    '**/builds',
    async route => {
      await page.request.post(route.request().url(), {
        headers: { 'Coder-Session-Token': TOKEN },
        data: { transition: 'start' },
      });
      await route.continue();
    },
    { times: 1 },
  );
  await demo.control({ build_seconds: 20 });
  const notice = page.getByRole('alert').filter({ hasText: 'platform was not restarted.' });
  await expect(notice).toContainText('The workspace was changed elsewhere in the meantime.');
  await expect(row(page, 'platform').getByText('Outdated')).toBeVisible();
});

test('a deletion whose answer is lost and that is over when one looks is done', async ({ page, demo }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  await demo.control({
    build_rate: 10_000,
    faults: [{ on: 'POST /api/v2/workspaces/', times: 1, status: 504, after: true }],
  });
  await act(page, 'platform', 'Delete…');
  await page.getByRole('dialog').getByRole('textbox').fill('platform');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete workspace' }).click();
  await expect(row(page, 'platform')).toHaveCount(0);
  await expect(page.getByRole('alert').filter({ hasText: 'platform' })).toHaveCount(0);
});

for (const [method, action, name] of [
  ['PUT', 'Add to favorites', 'platform'],
  ['PATCH', 'Cancel build', 'gpu-training'],
  ['DELETE', 'Remove from favorites', 'payments'],
]) {
  test(`a proxy that does not let ${method} through is named with the line to add`, async ({ page, demo }) => {
    await openTall(page, ENTITIES.noSource, PACE);
    await expect(names(page)).not.toHaveCount(0);
    await demo.control({ allowed_methods: ['GET', 'POST'] });
    await act(page, name, action);
    const notice = page.getByRole('alert').filter({ hasText: name });
    await expect(notice).toContainText('does not let this request through');
    await expect(notice).toContainText("allowedMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']");
  });
}

test('by keyboard alone: menu, stop, delete dialog and back', async ({ page, demo }) => {
  await openLinked(page, ENTITIES.payments);
  await expect(names(page).first()).toBeVisible();
  await demo.control({ build_rate: 0 });
  await page.getByRole('link', { name: /Open workspace payments in Coder/ }).focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Open payments in VS Code Desktop' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'More ways to open payments', exact: true })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(menu(page, 'payments')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('End');
  await expect(item(page, 'Delete…')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(menu(page, 'payments')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await expect(item(page, 'Stop')).toBeVisible();
  const all = await page.getByRole('menuitem').allTextContents();
  for (let n = 0; n < all.indexOf('Stop'); n += 1) await page.keyboard.press('ArrowDown');
  await expect(item(page, 'Stop')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Stop', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(row(page, 'payments').getByText('Pending', { exact: true })).toBeVisible();
});
