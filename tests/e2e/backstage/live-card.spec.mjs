// The card with live updates: rows change under the user's eyes, and nothing is polled.
import {
  card,
  coderApi,
  enter,
  expect,
  installClock,
  names,
  PAYMENTS,
  PLATFORM,
  portal,
  row,
  setVisible,
  TOKEN,
  withBackend,
} from './portal.mjs';

const DEPLOYMENT = '/v1/deployments/default';

/** The shortest that a configuration may say. */
const IDLE_MS = 5_000;

const test = portal(withBackend({ 'coder.tuning': { idlePollMs: IDLE_MS } })).extend({
  linked: [
    async ({ portal, demo }, use) => {
      void demo;
      await coderApi(portal.url, 'PUT', `${DEPLOYMENT}/link`, { body: { token: TOKEN } });
      await use();
    },
    { auto: true },
  ],
});

const sockets = async demo => (await fetch(`${demo.url}/control/sockets`)).json();

/** Records the requests of a page to the plugin, as `METHOD path`. */
function requestsOf(page) {
  const all = [];
  page.on('request', request => {
    const [, path] = request.url().split(`/api/coder${DEPLOYMENT}`);
    if (path) all.push(`${request.method()} ${path}`);
  });
  return all;
}

/** Returns a row's status. */
const status = (page, name, text) => row(page, name).getByText(text, { exact: true }).first();

/** Waits until the rows of a page are followed. */
async function followed(demo, count = 2) {
  await expect
    .poll(async () => Object.keys(await sockets(demo)).filter(path => path.endsWith('/watch-ws')).length)
    .toBe(count);
}

const lists = requests => requests.filter(line => line.startsWith('GET /api/v2/workspaces?'));
const streams = requests => requests.filter(line => line === 'POST /live');

test('a row changes as soon as its workspace does, and nothing is polled', async ({ page, demo }) => {
  const requests = requestsOf(page);
  await enter(page, PAYMENTS);
  await followed(demo);
  const before = requests.length;
  await expect(row(page, 'payments-hotfix').getByText('Outdated')).toBeVisible();
  await demo.control({ workspace: { name: 'payments-hotfix', outdated: false } });
  await expect(row(page, 'payments-hotfix').getByText('Outdated')).toBeHidden();
  expect(requests.slice(before)).toEqual([]);
  await demo.control({ workspace: { name: 'payments', status: 'stopping' } });
  await expect(status(page, 'payments', 'Stopping')).toBeVisible();
  expect(streams(requests)).toHaveLength(1);
  expect(lists(requests)).toHaveLength(1);
});

test('a workspace that is made elsewhere appears', async ({ page, demo, portal }) => {
  await enter(page, PAYMENTS);
  await followed(demo);
  const answer = await coderApi(portal.url, 'GET', `${DEPLOYMENT}/api/v2/workspaces?q=name%3Apayments&limit=1`);
  const [{ template_id }] = (await answer.json()).workspaces;
  const repo = { name: 'repo_url', value: 'https://github.com/acme/payments' };
  const body = { name: 'payments-by-cli', template_id, rich_parameter_values: [repo] };
  const made = await coderApi(portal.url, 'POST', `${DEPLOYMENT}/api/v2/users/me/workspaces`, { body });
  expect(made.status).toBe(201);
  await expect(row(page, 'payments-by-cli')).toBeVisible();
});

test('tabs share a stream, and the next one takes it over', async ({ page, context, demo }) => {
  const other = await context.newPage();
  const requests = [requestsOf(page), requestsOf(other)];
  await enter(page, PAYMENTS);
  await followed(demo);
  await other.goto(PAYMENTS);
  await expect(names(card(other)).first()).toBeVisible();
  await demo.control({ workspace: { name: 'payments', status: 'stopping' } });
  for (const tab of [page, other]) await expect(status(tab, 'payments', 'Stopping')).toBeVisible();
  expect(requests.flatMap(streams)).toHaveLength(1);
  await page.close();
  await expect.poll(() => streams(requests[1])).toHaveLength(1);
  await demo.control({ workspace: { name: 'payments', status: 'stopped' } });
  await expect(status(other, 'payments', 'Stopped')).toBeVisible();
});

test('a tab that shows something else is followed by the same stream', async ({ page, context, demo }) => {
  await enter(page, PAYMENTS);
  await followed(demo);
  const other = await context.newPage();
  const requests = requestsOf(other);
  await other.goto(PLATFORM);
  await expect(names(card(other)).first()).toBeVisible();
  await expect.poll(async () => Object.keys(await sockets(demo)).length).toBeGreaterThan(3);
  const [name] = await names(card(other)).allTextContents();
  await demo.control({ workspace: { name, status: 'stopping' } });
  await expect(status(other, name, 'Stopping')).toBeVisible();
  expect(streams(requests)).toEqual([]);
});

test('a hidden page follows nothing, and is up to date when it is shown', async ({ page, demo }) => {
  await enter(page, PAYMENTS);
  await followed(demo);
  await setVisible(page, false);
  await expect.poll(() => sockets(demo)).toEqual({});
  await demo.control({ workspace: { name: 'payments', status: 'stopped' } });
  await setVisible(page, true);
  await expect(status(page, 'payments', 'Stopped')).toBeVisible();
  await followed(demo);
});

test('nobody polls while updates are live, in no tab', async ({ page, context, demo }) => {
  await installClock(page);
  await enter(page, PAYMENTS);
  await followed(demo);
  const other = await context.newPage();
  await installClock(other);
  await other.goto(PAYMENTS);
  await expect(names(card(other)).first()).toBeVisible();
  for (const tab of [page, other]) {
    const requests = requestsOf(tab);
    await expect(async () => {
      const before = lists(requests).length;
      // Not so long that the stream seems lost: the backend's clock is not faked.
      for (let i = 0; i < 4; i += 1) await tab.clock.runFor(IDLE_MS);
      expect(lists(requests).length).toBe(before);
    }).toPass();
  }
  await followed(demo);
});

test('a card whose stream fails polls, and follows again by itself', async ({ page, demo }) => {
  const requests = requestsOf(page);
  await page.route('**/live', route => route.abort());
  await enter(page, PAYMENTS);
  await expect(names(card(page)).first()).toBeVisible();
  await expect.poll(() => streams(requests).length).toBeGreaterThan(0);
  await demo.control({ workspace: { name: 'payments', status: 'stopped' } });
  await expect(status(page, 'payments', 'Stopped')).toBeVisible();
  await page.unroute('**/live');
  await followed(demo);
  await demo.control({ workspace: { name: 'payments', status: 'stopping' } });
  await expect(status(page, 'payments', 'Stopping')).toBeVisible();
});

test('the log of a build arrives in its details', async ({ page, demo }) => {
  const requests = requestsOf(page);
  await demo.control({ workspace: { name: 'payments', status: 'stopped' }, build_rate: 0.5 });
  await enter(page, PAYMENTS);
  await followed(demo);
  await row(page, 'payments')
    .getByRole('button', { name: /^Start/ })
    .click();
  await row(page, 'payments').getByRole('button', { name: 'Actions for payments' }).click();
  await page.getByRole('menuitem', { name: /Details/ }).click();
  const log = page.getByRole('dialog').getByRole('log').first();
  await expect.poll(async () => Object.keys(await sockets(demo)).some(path => path.endsWith('/logs'))).toBe(true);
  const ofLogs = () => requests.filter(line => line.includes('/logs'));
  // The request that was due when the log began to be followed is sent before these lines.
  await expect(log.getByText('3 to add')).toBeVisible();
  const before = ofLogs().length;
  await expect(log.getByText(/: Creating\.\.\./)).toBeVisible();
  expect(ofLogs().slice(before)).toEqual([]);
  await demo.control({ build_rate: 20 });
  await expect(log.getByText('Apply complete!')).toBeVisible();
  await expect(page.getByRole('dialog').getByText('Running').first()).toBeVisible();
});

test('unlinking elsewhere leads to the sign-in form', async ({ page, demo, portal }) => {
  await enter(page, PAYMENTS);
  await followed(demo);
  await coderApi(portal.url, 'DELETE', `${DEPLOYMENT}/link`);
  await expect(card(page).getByLabel('Session token')).toBeVisible();
});
