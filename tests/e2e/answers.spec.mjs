// Attribution of responses to Coder, a gateway or Backstage, their effects, and single malformed rows of a list.
import { ENTITIES, TOKEN, expect, names, openLinked, openTall, row, test, tokenField } from './fixtures.mjs';
import { counter } from './faults.mjs';

const json = (status, body, more = {}) => ({
  status,
  content_type: 'application/json',
  body: JSON.stringify(body),
  ...more,
});
const GATEWAY = json(401, { message: 'Jwt issuer is not configured' });
const LIST = 'GET /api/v2/workspaces?';
const lists = async demo => (await demo.requests(LIST)).length;
const storedToken = page => page.evaluate(() => JSON.stringify({ ...localStorage }));
const refresh = async page => {
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Refresh' }).click();
};

test('a gateway’s 401 as the page loads is not Coder’s: it is named, the session stays, and it goes on by itself', async ({
  page,
  demo,
}) => {
  await demo.control({ faults: [{ on: 'GET /api/v2/users/me', ...GATEWAY }] });
  await openLinked(page);
  await expect(page.getByText('A gateway refused the request, not Coder.')).toBeVisible();
  await expect(page.getByText('Jwt issuer is not configured')).toBeVisible();
  await expect(page.getByText(/token is invalid/)).toHaveCount(0);
  await expect(tokenField(page)).toHaveCount(0);
  expect(await storedToken(page)).toContain(TOKEN);
  await demo.control({ faults: [] });
  await expect(names(page).first(), 'without a click').toBeVisible();
});

test('a gateway’s 401 for a list leaves what is shown, and no session is asked about', async ({ page, demo }) => {
  await openLinked(page);
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  const checks = (await demo.checks()).length;
  await demo.control({ faults: [{ on: LIST, ...GATEWAY }] });
  await refresh(page);
  await expect(page.getByText('A gateway refused the request, not Coder.')).toBeVisible();
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  expect((await demo.checks()).length).toBe(checks);
  await demo.control({ faults: [] });
  await expect(page.getByText('A gateway refused the request, not Coder.')).toHaveCount(0);
});

test('a 401 that Coder marks as its own ends the session, whatever its words', async ({ page, demo }) => {
  const body = { message: 'Brand-new words.' };
  await demo.control({
    faults: [{ on: 'GET /api/v2/users/me', ...json(401, body, { headers: { 'x-coder-build-version': 'v3.0.0' } }) }],
  });
  await openLinked(page);
  await expect(page.getByText('Your Coder session has ended. Connect again to go on.')).toBeVisible();
  await expect(page.getByText('Brand-new words.')).toBeVisible();
});

test('a suspended user is told so in Coder’s words', async ({ page, demo }) => {
  await demo.control({ suspended: true });
  await openLinked(page);
  await expect(page.getByText('Your Coder session has ended. Connect again to go on.')).toBeVisible();
  await expect(page.getByText(/User is not active \(status = "suspended"\)/)).toBeVisible();
});

test('Backstage’s own error is Backstage’s, with its words', async ({ page, demo }) => {
  const body = { error: { name: 'Error', message: 'unable to get local issuer certificate' } };
  await demo.control({ faults: [{ on: LIST, times: 1, ...json(500, body) }] });
  await openLinked(page);
  await expect(page.getByText('Backstage had an error, not Coder.')).toBeVisible();
  await expect(page.getByText('unable to get local issuer certificate')).toBeVisible();
  await expect(page.getByText('Coder had an internal error.')).toHaveCount(0);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(names(page).first()).toBeVisible();
});

test('a list that Coder refuses once while the session is good is asked for again by itself', async ({
  page,
  demo,
}) => {
  await openLinked(page);
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  const body = { message: 'Could not refresh expired OpenID Connect token. Try re-authenticating to continue.' };
  await demo.control({
    faults: [{ on: LIST, times: 1, ...json(401, body) }],
    workspace: { name: 'payments-hotfix', rename: 'renamed' },
  });
  await refresh(page);
  await expect(names(page), 'without a click').toHaveText(['payments', 'renamed']);
  await expect(page.getByText(/token is invalid/)).toHaveCount(0);
  await expect(tokenField(page)).toHaveCount(0);
});

test('a list that Coder refuses again and again while the session is good is asked for less and less often', async ({
  page,
  demo,
}) => {
  await page.clock.install();
  await openLinked(page);
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  await expect(() => page.clock.pauseAt(new Date(Date.now() + 1_000))).toPass();
  const requestCount = counter(page, LIST);
  const checked = counter(page, 'GET /api/v2/users/me');
  await demo.control({
    faults: [{ on: LIST, ...json(401, { message: 'Could not refresh expired OpenID Connect token.' }) }],
  });
  await refresh(page);
  await expect.poll(requestCount, 'once more as soon as the session was checked').toBe(2);
  await expect.poll(checked).toBe(2);
  await expect(page.getByText(/token is invalid/)).toBeVisible();
  await page.clock.runFor(7_000);
  expect(requestCount(), 'not yet').toBe(2);
  await demo.control({ faults: [] });
  await page.clock.runFor(6_000);
  await expect.poll(requestCount).toBe(3);
  await expect(page.getByText(/token is invalid/)).toHaveCount(0);
});

test('who is told when to ask again does not ask before, not even when the page is shown again', async ({
  page,
  demo,
}) => {
  await demo.control({ allowed_headers: ['Coder-Session-Token', 'Retry-After'] });
  await page.clock.install();
  await openLinked(page);
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  await expect(() => page.clock.pauseAt(new Date(Date.now() + 1_000))).toPass();
  await demo.control({ retry_after: 90, workspace: { name: 'payments-hotfix', rename: 'renamed' } });
  await refresh(page);
  await expect(page.getByText('Too many requests to Coder.')).toBeVisible();
  const before = await lists(demo);
  await demo.control({ retry_after: 0 });
  await page.clock.runFor(80_000);
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await page.clock.runFor(5_000);
  expect(await lists(demo)).toBe(before);
  await page.clock.runFor(6_000);
  await expect(names(page)).toHaveText(['payments', 'renamed']);
  expect(await lists(demo)).toBe(before + 1);
});

test('a refusal under a token with scopes says that the link lacks the permission, and which', async ({
  page,
  demo,
}) => {
  await demo.control({ scopes: ['workspace:read', 'template:read', 'api_key:read'] });
  await openTall(page, ENTITIES.noSource);
  await page.getByRole('button', { name: 'Actions for platform', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Stop', exact: true }).click();
  const notice = page.getByRole('alert').filter({ hasText: 'platform was not stopped.' });
  await expect(notice).toContainText('The connection to Coder lacks the permission for this.');
  await expect(notice).toContainText('workspace:stop');
  await expect(page.getByText('Coder does not allow this.')).toHaveCount(0);
});

test('a refusal under a token that is good for everything is the user’s', async ({ page, demo }) => {
  await openTall(page, ENTITIES.noSource);
  await demo.control({
    faults: [{ on: 'POST /api/v2/workspaces/', times: 1, ...json(403, { message: 'Forbidden.' }) }],
  });
  await page.getByRole('button', { name: 'Actions for platform', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Stop', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'platform was not stopped.' })).toContainText(
    'Coder does not allow this.',
  );
});

const AGENT = answer => answer.latest_build.resources[0].agents[0];
const UNREADABLE = {
  'an agent without an id': [
    answer => {
      delete AGENT(answer).id;
    },
    'latest_build.resources[0].agents[0].id: expected a value, found nothing',
  ],
  'a health that says nothing': [
    answer => {
      answer.health = {};
    },
    'health.healthy: expected a value, found nothing',
  ],
  'an app whose health is a number': [
    answer => {
      AGENT(answer).apps[0].health = 7;
    },
    'latest_build.resources[0].agents[0].apps[0].health: expected a string, found a number',
  ],
};
for (const [shape, [spoil, message]] of Object.entries(UNREADABLE)) {
  test(`${shape} costs its row and not the list: nine are there, the tenth says so`, async ({ page }) => {
    await page.route(/\/api\/v2\/workspaces\?/, async route => {
      const response = await route.fetch();
      const answer = await response.json();
      spoil(answer.workspaces.find(one => one.name === 'platform'));
      await route.fulfill({ response, body: JSON.stringify(answer) });
    });
    await openTall(page, ENTITIES.noSource);
    await expect(names(page)).toHaveCount(10);
    await expect(row(page, 'platform').getByText('Cannot be read')).toBeVisible();
    await expect(page.getByText('Cannot be read')).toHaveCount(1);
    await expect(row(page, 'payments').getByText('Running')).toBeVisible();
    await page.route(/\/api\/v2\/workspaces\/[^?]/, route => route.abort());
    await page.getByRole('button', { name: 'Actions for platform', exact: true }).click();
    await expect(page.getByRole('menuitem', { name: 'Stop', exact: true })).toHaveCount(0);
    await page.getByRole('menuitem', { name: 'Details' }).click();
    await expect(page.getByRole('dialog').getByText(message)).toBeVisible();
  });
}

test('a template that cannot be read costs itself, and its absence has words', async ({ page }) => {
  await page.route(/\/api\/v2\/templates$/, async route => {
    const response = await route.fetch();
    const answer = await response.json();
    answer.find(one => one.name === 'kubernetes').name = 7;
    await route.fulfill({ response, body: JSON.stringify(answer) });
  });
  await openTall(page, ENTITIES.noSource);
  await page.getByRole('button', { name: 'New workspace' }).click();
  const form = page.getByRole('dialog', { name: 'New workspace' });
  await form.getByRole('button', { name: 'Change template' }).click();
  await expect(form.getByText(/Not all templates can be shown.*name: expected a string, found a number/)).toBeVisible();
  await expect(form.getByRole('button', { name: 'Docker Containers' })).toBeVisible();
});

test('an agent that has not connected yet is connecting, not unhealthy', async ({ page, demo }) => {
  await openTall(page, ENTITIES.noSource);
  await expect(row(page, 'notebook').getByText('Connecting', { exact: true })).toBeVisible();
  await demo.control({ workspace: { name: 'notebook', agent: 'timeout' } });
  await refresh(page);
  await expect(row(page, 'notebook').getByText('Unhealthy')).toBeVisible();
});
