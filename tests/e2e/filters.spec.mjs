// Quick filters and the scope switch, and their persistence.
import {
  CONFIG,
  ENTITIES,
  addElements,
  counted,
  expect,
  names,
  openLinked,
  openSearch,
  row,
  scopeFilter,
  search,
  statusFilter,
  test,
  toEnd,
} from './fixtures.mjs';

test('a status filters the list, and another takes its place', { tag: '@smoke' }, async ({ page }) => {
  await openLinked(page, ENTITIES.noSource);
  await expect(statusFilter(page)).toHaveValue('');
  await statusFilter(page).selectOption('Failed');
  await expect(names(page)).toHaveText(['legacy-batch']);
  await expect(search(page), 'the search box is for what has no control').toHaveValue('');
  await statusFilter(page).selectOption('Stopped');
  await expect(names(page)).toHaveText(['payments-hotfix', 'sandbox']);
  await statusFilter(page).selectOption('Outdated');
  await expect(counted(page, '1 workspace')).toBeAttached();
  await statusFilter(page).selectOption('Any status');
  await expect(counted(page, '10 workspaces')).toBeAttached();
});

test('a term typed in the search shows in its filter, and choosing takes its place', async ({ page }) => {
  await openLinked(page, ENTITIES.noSource);
  await search(page).fill('dormant:true');
  await search(page).press('Enter');
  await expect(statusFilter(page)).toHaveValue('dormant:true');
  await expect(names(page)).toHaveText(['sandbox']);
  await expect(search(page), 'what is typed stays as typed').toHaveValue('dormant:true');
  await statusFilter(page).selectOption('Failed');
  await expect(names(page)).toHaveText(['legacy-batch']);
  await expect(search(page)).toHaveValue('');
  await search(page).fill('nothing status:running');
  await search(page).fill('');
  await expect(names(page), 'a term that is deleted gives the choice back').toHaveText(['legacy-batch']);
});

test('the scope shows all one may see, and which owner', async ({ page }) => {
  await openLinked(page, ENTITIES.noSource);
  await expect(scopeFilter(page)).toHaveValue('mine');
  await scopeFilter(page).selectOption('All');
  await expect(counted(page, '12 workspaces')).toBeAttached();
  await toEnd(page);
  await expect(row(page, 'frontend').locator('[part=row-origin]')).toHaveText(['carol', 'devcontainers']);
  await search(page).fill('owner:bob');
  await search(page).press('Enter');
  await expect(names(page)).toHaveText(['payments']);
  await expect(scopeFilter(page).locator('option:checked'), 'the query names another owner').toHaveText('By search');
  await scopeFilter(page).selectOption('Mine');
  await expect(search(page)).toHaveValue('');
  await expect(counted(page, '10 workspaces')).toBeAttached();
});

test('a search for owner/name is not limited to one’s own', async ({ page }) => {
  await openLinked(page, ENTITIES.noSource);
  await search(page).fill('bob/pay');
  await search(page).press('Enter');
  const links = page.getByRole('link', { name: /Open workspace payments/ });
  await expect(links).toHaveCount(1);
  await expect(links).toHaveAttribute('href', /@bob\/payments$/);
});

test('the scope is remembered for the user; the status and what was typed are not', async ({ page }) => {
  await openLinked(page, ENTITIES.noSource);
  await search(page).fill('p');
  await scopeFilter(page).selectOption('All');
  await statusFilter(page).selectOption('Stopped');
  await expect(search(page), 'what is not applied yet stays').toHaveValue('p');
  await page.reload();
  await expect(search(page)).toHaveValue('');
  await expect(scopeFilter(page)).toHaveValue('all');
  await expect(statusFilter(page)).toHaveValue('');
  await expect(counted(page, '12 workspaces')).toBeAttached();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Disconnect from Coder' }).click();
  expect(
    await page.evaluate(() => Object.keys(localStorage).filter(k => k.includes('/view'))),
    'unlinking forgets it',
  ).toEqual([]);
});

test('a search the host begins with is neither overridden by what is remembered nor remembered', async ({ page }) => {
  await openLinked(page, '/');
  await addElements(
    page,
    `<coder-provider config='${CONFIG}'><coder-workspaces-card id="one"></coder-workspaces-card></coder-provider>`,
  );
  await scopeFilter(page).selectOption('All');
  await expect(counted(page, '12 workspaces')).toBeAttached();
  await page.evaluate(() => document.querySelector('#extra').remove());
  await addElements(
    page,
    `<coder-provider config='${CONFIG}'><coder-workspaces-card default-query-filter="status:stopped"></coder-workspaces-card></coder-provider>`,
  );
  await expect(statusFilter(page)).toHaveValue('status:stopped');
  await scopeFilter(page).selectOption('Mine');
  await expect(names(page)).toHaveText(['payments-hotfix', 'sandbox']);
  await page.evaluate(() => document.querySelector('#extra').remove());
  await addElements(
    page,
    `<coder-provider config='${CONFIG}'><coder-workspaces-card></coder-workspaces-card></coder-provider>`,
  );
  await expect(scopeFilter(page)).toHaveValue('all');
});

test('a list of up to six rows has no search until one asks for it', async ({ page }) => {
  await openLinked(page, ENTITIES.payments);
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  await expect(search(page)).toHaveCount(0);
  await row(page, 'payments').getByRole('link').focus();
  await page.keyboard.press('/');
  await expect(search(page)).toBeFocused();
  await page.keyboard.type('hot/');
  await expect(search(page), 'a slash in the field is a letter').toHaveValue('hot/');
  await page.reload();
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  await expect(search(page)).toHaveCount(0);
  await openSearch(page);
  await search(page).fill('hotfix');
  await expect(names(page)).toHaveText(['payments-hotfix']);
  await page.getByRole('button', { name: 'Clear search' }).click();
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  await expect(search(page), 'nothing that one uses goes away').toBeFocused();
});

test('the search comes with the seventh row', async ({ page, demo }) => {
  await demo.reset({ workspaces: 100 });
  await openLinked(page, ENTITIES.noSource);
  await expect(search(page)).toBeVisible();
  await expect(page.getByText('98 workspaces', { exact: true }).first()).toBeAttached();
});

test('filters that match nothing are named and cleared with one button, which leaves the scope', async ({ page }) => {
  await openLinked(page, ENTITIES.payments);
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  await openSearch(page);
  await statusFilter(page).selectOption('Failed');
  await expect(page.getByText('No workspaces match “Failed”.')).toBeVisible();
  await expect(
    page.getByText('Only workspaces made from https://github.com/acme/payments are searched.'),
  ).toBeVisible();
  await expect(page.getByText('No workspaces found for this repository.')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Create workspace' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  await expect(statusFilter(page)).toHaveValue('');
  await expect(search(page)).toBeFocused();
  await page.reload();
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
});

test('what is stored of an earlier version’s quick filters is not applied', async ({ page }) => {
  await openLinked(page, ENTITIES.noSource);
  await scopeFilter(page).selectOption('All');
  await page.evaluate(() => {
    const key = Object.keys(localStorage).find(name => name.includes('/view'));
    localStorage.setItem(
      key,
      JSON.stringify({ ...JSON.parse(localStorage.getItem(key)), filter: 'owner:me status:failed' }),
    );
  });
  await page.reload();
  await expect(statusFilter(page)).toHaveValue('');
  await expect(scopeFilter(page)).toHaveValue('mine');
});

test('a search that is cleared leaves the scope, and what is not yet sent of it is not sent', async ({
  page,
  demo,
  settled,
}) => {
  await page.clock.install();
  await openLinked(page, ENTITIES.noSource);
  await expect(counted(page, '10 workspaces')).toBeAttached();
  await expect(page.getByRole('button', { name: 'Clear search' })).toBeHidden();
  await page.clock.pauseAt(new Date(Date.now() + 3_600_000));
  await search(page).fill('sandbox');
  await page.getByRole('button', { name: 'Clear search' }).click();
  await expect(search(page)).toHaveValue('');
  await expect(search(page)).toBeFocused();
  await page.clock.runFor(1000);
  await settled();
  expect(await demo.requests('GET /api/v2/workspaces?q=owner%3Ame+sandbox')).toEqual([]);
});

test('the configured search is where the list begins, and its pace, height and debounce are the platform team’s', async ({
  page,
}) => {
  await openLinked(page, '/');
  const config = JSON.stringify({
    deployment: { accessUrl: 'https://coder.example.com' },
    workspaces: { defaultQueryFilter: 'owner:me status:running' },
    tuning: { listMaxHeightPx: 120, searchDebounceMs: 0 },
  });
  await addElements(
    page,
    `<coder-provider config='${config}'><coder-workspaces-card></coder-workspaces-card></coder-provider>`,
  );
  await expect(statusFilter(page)).toHaveValue('status:running');
  await expect(names(page).first()).toBeVisible();
  expect((await page.locator('[part=viewport]').boundingBox()).height).toBeLessThanOrEqual(120);
  await page.clock.install();
  await page.clock.pauseAt(new Date(Date.now() + 30_000));
  await search(page).fill('platform');
  await page.clock.runFor(0);
  await expect(names(page)).toHaveText(['platform']);
});

test('what is below the last visible row is counted, and one can go there', async ({ page, demo }) => {
  await demo.reset({ workspaces: 100 });
  await openLinked(page, ENTITIES.noSource);
  const more = page.getByRole('button', { name: /more$/ });
  await expect(counted(page, '98 workspaces')).toBeAttached();
  const remaining = async () => Number((await more.textContent()).match(/\d+/)[0]);
  const before = await remaining();
  expect(before).toBeGreaterThan(80);
  await more.click();
  await expect.poll(remaining).toBeLessThan(before);
  await page.locator('[part=viewport]').evaluate(e => e.scrollTo(0, e.scrollHeight));
  await expect(more, 'nothing is below').toBeHidden();
  await expect(names(page).last()).toBeVisible();
});

test('where all rows can be seen nothing is said to be below', async ({ page }) => {
  await openLinked(page, ENTITIES.payments);
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  await expect(page.getByRole('button', { name: /more$/ })).toHaveCount(0);
  await page.setViewportSize({ width: 400, height: 900 });
  await expect(names(page).last()).toBeInViewport();
  await expect(page.getByRole('button', { name: /more$/ }), 'nor in a narrower card').toHaveCount(0);
});

test('a list comes back in the room it took the last time: nothing below it jumps', async ({ page, demo }) => {
  await openLinked(page, ENTITIES.payments);
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  const height = async () => Math.round((await page.locator('[part=list]').boundingBox()).height);
  const loaded = await height();
  await demo.control({ faults: [{ on: 'GET /api/v2/workspaces?', times: 1, hang_seconds: 60 }] });
  await page.reload();
  await expect(page.getByText('Loading workspaces…')).toBeAttached();
  expect(await height()).toBe(loaded);
});

for (const [name, entity, part] of [
  ['a repository', ENTITIES.platform, '[part=repo]'],
  ['a repository and a dev container', ENTITIES.payments, '[part=dev-container-link]'],
  ['a reminder', ENTITIES.noSource, '[part=reminders] summary'],
]) {
  test(`a card of an entity with ${name} keeps its height while the session is checked`, async ({ page, demo }) => {
    await openLinked(page, entity);
    await expect(names(page).first()).toBeVisible();
    const card = page.locator('[part=card]');
    await expect(card.locator(part)).toBeVisible();
    const height = async () => Math.round((await card.boundingBox()).height);
    const loaded = await height();
    await demo.control({ faults: [{ on: 'GET /api/v2/users/me', times: 1, hang_seconds: 60 }] });
    await page.reload();
    await expect(page.getByText('Checking your Coder session…')).toBeAttached();
    await expect.poll(height).toBe(loaded);
  });
}

test('workspaces that others share are a scope of their own', async ({ page, demo }) => {
  await openLinked(page, ENTITIES.noSource);
  await scopeFilter(page).selectOption('Shared with me');
  await expect(names(page)).toHaveText(['payments']);
  await expect(row(page, 'payments').locator('[part=row-origin]').first()).toHaveText('bob');
  await search(page).fill('nothing');
  await expect(page.getByText('No workspaces match “nothing”.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(scopeFilter(page), 'clearing leaves the scope').toHaveValue('shared');
  await expect(names(page)).toHaveText(['payments']);
  await page.reload();
  await expect(scopeFilter(page), 'the scope is remembered').toHaveValue('shared');
  await demo.control({ delete_workspace: 'payments' });
  await demo.control({ delete_workspace: 'payments' });
  await page.reload();
  await expect(page.getByText('No workspaces are shared with you.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Create workspace' }), 'which would not be among them').toHaveCount(0);
  await scopeFilter(page).selectOption('Mine');
  await expect(counted(page, '9 workspaces')).toBeAttached();
});

test('the row of another’s workspace has the owner’s avatar, one’s own has none', async ({ page }) => {
  await openLinked(page, ENTITIES.noSource);
  await scopeFilter(page).selectOption('All');
  await expect(counted(page, '12 workspaces')).toBeAttached();
  await expect(row(page, 'notebook').locator('[part=row-icon]')).toHaveCount(1);
  await expect(row(page, 'notebook').locator('[part=row-owner]')).toHaveCount(0);
  await toEnd(page);
  await expect(row(page, 'frontend').locator('[part=row-owner] img')).toHaveAttribute('src', /^data:image\/png/);
});
