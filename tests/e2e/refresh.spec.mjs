// The poll intervals of the list.
import { CONFIG, ENTITIES, expect, names, openLinked, setVisible, test } from './fixtures.mjs';

const lists = async demo => (await demo.requests('GET /api/v2/workspaces?')).length;

/**
 * Advances the clock in steps of one second, so that a tab receives another tab's response before its own poll.
 * Resolves with the minutes that passed, because a step takes time too.
 */
async function pass(context, seconds, settled) {
  const now = () => context.pages()[0].evaluate(() => Date.now());
  const from = await now();
  for (let second = 0; second < seconds; second += 1) {
    await settled();
    await context.clock.fastForward(1_000);
  }
  await settled();
  return ((await now()) - from) / 60_000;
}

/** Opens the list under a stopped clock. */
async function stopped(page) {
  await page.clock.install();
  await openLinked(page, ENTITIES.payments);
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  // On a busy machine, the time may have passed before the page receives the command.
  await expect(() => page.clock.pauseAt(new Date(Date.now() + 1_000))).toPass();
}

test('once a minute while nothing changes', async ({ page, demo, settled }) => {
  await stopped(page);
  const before = await lists(demo);
  await page.clock.runFor(55_000);
  await settled();
  expect(await lists(demo)).toBe(before);
  await page.clock.runFor(6_000);
  await expect.poll(() => lists(demo)).toBe(before + 1);
  // The next interval starts with the response.
  await settled();
  await page.clock.runFor(55_000);
  await settled();
  expect(await lists(demo)).toBe(before + 1);
});

test('every five seconds while something does', async ({ page, demo, settled }) => {
  await demo.control({ workspace: { name: 'payments-hotfix', status: 'starting' } });
  await stopped(page);
  let name = 'payments-hotfix';
  for (const rename of ['first', 'second', 'third']) {
    await demo.control({ workspace: { name, rename } });
    name = rename;
    const before = await lists(demo);
    await page.clock.runFor(5_100);
    // The next interval starts with the response.
    await expect(names(page)).toHaveText(['payments', rename]);
    await settled();
    expect(await lists(demo)).toBe(before + 1);
  }
});

test('as often as the platform team says', async ({ page, demo, settled }) => {
  await demo.control({ workspace: { name: 'payments-hotfix', status: 'starting' } });
  const config = JSON.stringify({ ...JSON.parse(CONFIG), tuning: { activePollMs: 2000 } });
  await page.addInitScript(
    value => localStorage.setItem('backstage-plugin-coder/standalone', value),
    JSON.stringify({ config }),
  );
  await stopped(page);
  const before = await lists(demo);
  // Twice in less than the default interval of five seconds.
  let name = 'payments-hotfix';
  for (const rename of ['first', 'second']) {
    await demo.control({ workspace: { name, rename } });
    name = rename;
    await page.clock.runFor(2_100);
    await expect(names(page)).toHaveText(['payments', rename]);
  }
  await settled();
  expect(await lists(demo)).toBe(before + 2);
});

test('not at all while nobody looks, and at once when somebody does', async ({ page, demo, settled }) => {
  await stopped(page);
  await setVisible(page, false);
  await page.clock.runFor(10);
  await settled();
  const before = await lists(demo);
  // Minute by minute, so that each request finishes within its minute and is counted.
  for (let minute = 0; minute < 10; minute += 1) {
    await page.clock.runFor(60_000);
    await settled();
  }
  expect(await lists(demo)).toBe(before);
  await setVisible(page, true);
  await page.clock.runFor(10);
  await expect.poll(() => lists(demo)).toBe(before + 1);
});

test('three tabs on one list ask no more often than one, and all see what changed', async ({
  context,
  page,
  demo,
  settled,
}) => {
  test.setTimeout(600_000);
  const tabs = [page, await context.newPage(), await context.newPage()];
  await context.clock.install();
  for (const tab of tabs) {
    await openLinked(tab, ENTITIES.payments);
    await expect(names(tab)).toHaveText(['payments', 'payments-hotfix']);
  }
  const before = await lists(demo);
  await demo.control({ workspace: { name: 'payments-hotfix', rename: 'renamed' } });
  const minutes = await pass(context, 190, settled);
  const requestCount = (await lists(demo)) - before;
  expect(requestCount).toBeGreaterThanOrEqual(2);
  expect(requestCount).toBeLessThanOrEqual(Math.ceil(minutes));
  for (const tab of tabs) await expect(names(tab)).toHaveText(['payments', 'renamed']);
});

test('a tab whose leader is closed asks by itself', async ({ context, page, demo, settled }) => {
  const leader = await context.newPage();
  await context.clock.install();
  for (const tab of [page, leader]) {
    await openLinked(tab, ENTITIES.payments);
    await expect(names(tab)).toHaveText(['payments', 'payments-hotfix']);
  }
  await leader.close();
  const before = await lists(demo);
  const minutes = await pass(context, 75, settled);
  const requestCount = (await lists(demo)) - before;
  expect(requestCount).toBeGreaterThanOrEqual(1);
  expect(requestCount).toBeLessThanOrEqual(Math.ceil(minutes));
});

test('rows that wait to be painted are not requested again', async ({ page, demo, settled }) => {
  // No frame is painted until `paint` is called, so the list waits after the first rows of the response.
  await page.addInitScript(() => {
    const { requestAnimationFrame } = window;
    const callbacks = [];
    window.requestAnimationFrame = act => callbacks.push(act);
    window.paint = () => {
      window.requestAnimationFrame = requestAnimationFrame;
      callbacks.forEach(act => requestAnimationFrame(act));
    };
  });
  await openLinked(page, ENTITIES.noSource);
  await expect(names(page)).not.toHaveCount(0);
  // Timers run in the order of their ends: the one for missing rows has 80 ms.
  await page.evaluate(() => new Promise(done => setTimeout(done, 200)));
  await page.evaluate(() => window.paint());
  await expect(page.getByText('10 workspaces').first()).toBeVisible();
  await settled();
  expect(await lists(demo)).toBe(1);
});

test('a focused page does not repeat a request that has just been sent', async ({ page, demo, settled }) => {
  const routes = [];
  await page.route('**/api/v2/workspaces?*', route => routes.push(route));
  await openLinked(page, ENTITIES.payments);
  await expect.poll(() => routes.length).toBe(1);
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  // The request of a focused page would be sent at once.
  await page.evaluate(() => new Promise(done => setTimeout(done)));
  expect(routes).toHaveLength(1);
  for (const route of routes) await route.continue();
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  await settled();
  expect(await lists(demo)).toBe(1);
});

test('a focused page repeats a request that may be lost', async ({ page, demo, settled }) => {
  await page.clock.install();
  const routes = [];
  await page.route('**/api/v2/workspaces?*', route => routes.push(route));
  await openLinked(page, ENTITIES.payments);
  await expect.poll(() => routes.length).toBe(1);
  await page.clock.fastForward(3_000);
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect.poll(() => routes.length).toBe(2);
  await routes[1].continue();
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  await settled();
  expect(await lists(demo)).toBe(1);
});
