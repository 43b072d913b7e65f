// The new frontend system, in which a dependency is enough to install the plugin.
import {
  card,
  EXPIRED_TOKEN,
  enter,
  enterLinked,
  expect,
  follow,
  installClock,
  names,
  NO_SOURCE,
  PAYMENTS,
  picture,
  PLATFORM,
  portal,
  row,
  SESSION,
  signIn,
  TOKEN,
} from './portal.mjs';
import { countListenersAndTimers } from '../listener-count.mjs';

const test = portal({});

test('the card is found by discovery alone, signs in, and lists the workspaces of the entity’s repository', async ({
  page,
  demo,
}) => {
  await enter(page, PAYMENTS);
  await expect(card(page)).toBeVisible();
  await picture(page, 'new-signed-out');
  await signIn(card(page));
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  await picture(page, 'new-light');
  // The token is stored per user, and Backstage's own token is not sent to Coder.
  expect(await page.evaluate(key => localStorage.getItem(key), SESSION)).toBe(TOKEN);
  expect(await demo.requestHeaders()).toContain('coder-session-token');
  expect(await demo.requestHeaders()).not.toContain('authorization');
});

test('the card shows on the first screen, with the space inside that its neighbors have', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await enterLinked(page, PAYMENTS);
  await expect(card(page).getByRole('heading')).toBeInViewport();
  const title = await card(page)
    .getByRole('heading')
    .evaluate(e => e.getBoundingClientRect().left);
  const edge = await page.locator('coder-workspaces-card').evaluate(e => e.getBoundingClientRect().left);
  expect(Math.round(title - edge)).toBe(12);
});

test('a workspace is created, followed until it runs, and opened', async ({ page, demo }) => {
  await demo.control({ build_rate: 0 });
  await enterLinked(page, NO_SOURCE);
  await card(page).getByRole('button', { name: 'New workspace' }).click();
  const form = page.getByRole('dialog', { name: 'New workspace' });
  await form.getByLabel('Workspace name').fill('from-backstage');
  // The button moves down when the parameters come.
  await expect(form.getByRole('textbox', { name: 'Repository' })).toBeVisible();
  await form.getByRole('button', { name: 'Create workspace' }).click();
  const details = page.getByRole('dialog', { name: 'from-backstage' });
  await expect(details.getByText('Pending')).toBeVisible();
  await expect(page.getByText('Workspace from-backstage is being created.')).toBeVisible();
  await demo.control({ build_seconds: 600 });
  await expect(details.getByText('Running', { exact: true })).toBeVisible();
  await expect(details.getByRole('link', { name: /code-server/ })).toHaveAttribute('href', /^https:\/\//);
  await picture(page, 'new-details');
});

test('a stopped workspace is started from its row', async ({ page, demo }) => {
  await demo.control({ build_rate: 0 });
  await enterLinked(page, PAYMENTS);
  await row(page, 'payments-hotfix').getByRole('button', { name: 'Update and start payments-hotfix' }).click();
  await expect(row(page, 'payments-hotfix').getByText(/^(Pending|Starting)$/)).toBeVisible();
});

test('the card follows the app into the dark', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await enterLinked(page, PAYMENTS);
  await expect(names(page)).toHaveCount(2);
  await expect(page.locator('body')).toHaveAttribute('data-theme-mode', 'dark');
  await picture(page, 'new-dark');
  const surface = await page.evaluate(() =>
    getComputedStyle(document.body).getPropertyValue('--bui-bg-neutral-1').trim(),
  );
  const drawn = await card(page).evaluate(e => getComputedStyle(e).backgroundColor);
  const asColor = await page.evaluate(value => {
    const probe = document.body.appendChild(Object.assign(document.createElement('i'), { style: `color: ${value}` }));
    const color = getComputedStyle(probe).color;
    probe.remove();
    return color;
  }, surface);
  expect(drawn).toBe(asColor);
});

test('the page in the navigation lists all of one’s workspaces', async ({ page }) => {
  await enterLinked(page, '/');
  await page.getByRole('link', { name: 'Coder', exact: true }).click();
  // A card that fills a page shows all of them.
  await expect(names(page)).toHaveCount(10);
  await picture(page, 'new-page');
});

test('an ended Coder session asks for a new token; the portal’s session is not in question', async ({ page, demo }) => {
  await enterLinked(page, PAYMENTS);
  await expect(names(page)).toHaveCount(2);
  // The session check must be over, or it would notice the revoked token before the click does.
  await expect.poll(() => demo.requests('GET /api/v2/users/me/keys/')).toHaveLength(1);
  await demo.control({ revoke_token: TOKEN });
  await card(page).getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Refresh' }).click();
  await expect(card(page).getByLabel('Session token', { exact: true })).toBeVisible();
  await expect(card(page).getByText('Your Backstage session has ended.')).toHaveCount(0);
});

test('an expired token is refused with Coder’s reason', async ({ page }) => {
  await enter(page, PAYMENTS);
  await signIn(card(page), EXPIRED_TOKEN);
  await expect(card(page).getByRole('alert')).toContainText(/expired/i);
});

test('an ended Backstage session says so, and Coder stays linked', async ({ page, portal }) => {
  await enterLinked(page, PAYMENTS);
  await expect(names(page)).toHaveCount(2);
  await portal.restart();
  await card(page).getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Refresh' }).click();
  await expect(card(page).getByText('Your Backstage session has ended.')).toBeVisible();
  await expect(card(page).getByRole('button', { name: 'Reload page' })).toBeVisible();
  expect(await page.evaluate(key => localStorage.getItem(key), SESSION)).toBe(TOKEN);
});

test('going from entity to entity leaves nothing behind: no element, listener, timer or request', async ({
  page,
  demo,
}) => {
  await installClock(page);
  await page.addInitScript(countListenersAndTimers);
  const pendingListenersAndTimers = () => page.evaluate(() => window.pendingListenersAndTimers());
  await enterLinked(page, PAYMENTS);
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  const thereAndBack = async () => {
    await follow(page, PLATFORM);
    await expect(names(page)).toHaveText(['platform']);
    await follow(page, PAYMENTS);
    await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  };
  await thereAndBack();
  const once = await pendingListenersAndTimers();
  expect(once.listeners).toBeGreaterThan(0);
  for (let round = 0; round < 5; round += 1) await thereAndBack();
  await expect.poll(async () => (await pendingListenersAndTimers()).listeners).toBeLessThanOrEqual(once.listeners);
  await expect.poll(async () => (await pendingListenersAndTimers()).timers).toBeLessThanOrEqual(once.timers);
  expect(await page.locator('coder-workspaces-card').count()).toBe(1);
  const lists = async () => (await demo.requests('GET /api/v2/workspaces?')).length;
  const before = await lists();
  await page.clock.fastForward(65_000);
  // One card remains, so one list is requested. Leaked cards would request theirs too.
  await expect.poll(lists).toBe(before + 1);
});
