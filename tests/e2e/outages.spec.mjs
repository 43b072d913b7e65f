// A deployment that is down, slow or missing, and a misconfigured proxy.
import {
  ENTITIES,
  TOKEN,
  counted,
  expect,
  names,
  openLinked,
  openTall,
  row,
  signIn,
  test,
  tokenField,
} from './fixtures.mjs';

const refresh = async page => {
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Refresh' }).click();
};

test('a deployment that is down at sign-in is said as what it is, and it goes on by itself when it is back', async ({
  page,
  demo,
}) => {
  await demo.control({ down: true });
  await page.goto(ENTITIES.payments);
  await signIn(page);
  await expect(page.getByText('Coder cannot be reached.')).toBeVisible();
  await expect(page.getByText(/token is invalid/)).toHaveCount(0);
  await demo.control({ down: false });
  await expect(names(page).first(), 'without a click').toBeVisible();
});

test('a deployment that goes down later leaves the last known list, says so, and recovers by itself', async ({
  page,
  demo,
}) => {
  await openLinked(page);
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  await demo.control({ down: true });
  await refresh(page);
  await expect(page.getByText('Showing the last known state.')).toBeVisible();
  await expect(page.getByText('Coder cannot be reached.')).toBeVisible();
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  await demo.control({ down: false, workspace: { name: 'payments-hotfix', status: 'starting' } });
  await expect(page.getByText('Showing the last known state.')).toHaveCount(0);
  await expect(row(page, 'payments-hotfix').getByText('Starting', { exact: true })).toBeVisible();
});

test('an outage that an action meets as well is said once', async ({ page, demo }) => {
  await openLinked(page);
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  await demo.control({ down: true });
  await page.getByRole('button', { name: 'Update and start payments-hotfix' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'payments-hotfix was not started.' })).toBeVisible();
  await expect(page.getByText('Showing the last known state.')).toBeVisible();
  await expect(page.getByText('Coder cannot be reached.')).toHaveCount(1);
});

test('a list that cannot be fetched says why and can be asked for again', async ({ page, demo }) => {
  const body = JSON.stringify({ message: 'Internal error fetching workspaces.', detail: 'database is on fire' });
  await demo.control({
    faults: [{ on: 'GET /api/v2/workspaces?', times: 1, status: 500, content_type: 'application/json', body }],
  });
  await openLinked(page);
  await expect(page.getByText('Coder had an internal error.')).toBeVisible();
  await expect(page.getByText('Internal error fetching workspaces. database is on fire')).toBeVisible();
  await expect(page.getByText(/No workspaces found/)).toHaveCount(0);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(names(page).first()).toBeVisible();
});

test('a hanging deployment is given up after 20 seconds, as what it is', async ({ page, demo }) => {
  await demo.control({ faults: [{ on: 'GET /api/v2/users/me', hang_seconds: 120 }] });
  await page.clock.install();
  await page.goto(ENTITIES.payments);
  await signIn(page);
  await expect(page.getByRole('button', { name: 'Checking…' })).toBeVisible();
  await expect.poll(() => demo.checks()).toHaveLength(1);
  await page.clock.runFor(20_000);
  await expect(page.getByText('Coder did not answer in time.')).toBeVisible();
});

test('a web page in place of an answer is said', async ({ page, demo }) => {
  await demo.control({
    faults: [{ on: 'GET /api/v2/users/me', status: 200, content_type: 'text/html', body: '<h1>Log in</h1>' }],
  });
  await page.goto(ENTITIES.payments);
  await signIn(page);
  await expect(page.getByText('Something other than Coder answered.')).toBeVisible();
});

test('an ended Backstage session is not taken for Coder’s', async ({ page, demo }) => {
  await demo.control({ require_backstage_token: 'backstage-token' });
  await page.goto(ENTITIES.payments);
  await signIn(page);
  await expect(page.getByText('Your Backstage session has ended.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Reload page' })).toBeVisible();
});

test('a proxy that drops the token names the line that is missing', async ({ page, demo }) => {
  await demo.control({ allowed_headers: [] });
  await page.goto(ENTITIES.payments);
  await signIn(page);
  await expect(page.getByText('Backstage’s proxy drops the Coder session token.')).toBeVisible();
  await expect(page.getByText("allowedHeaders: ['Coder-Session-Token']")).toBeVisible();
});

test('a missing proxy entry shows the entry to add', async ({ page }) => {
  await page.goto('/settings');
  await page.getByLabel('Proxy path').fill('/elsewhere');
  await page.getByLabel('Proxy path').press('Tab');
  await page.goto(ENTITIES.payments);
  await signIn(page);
  await expect(page.getByText('Backstage has no proxy to Coder at this path.')).toBeVisible();
  await expect(page.getByText('proxy:')).toBeVisible();
});

test('offline is said, and the list is back when the network is', async ({ page, context }) => {
  await openLinked(page);
  await expect(names(page).first()).toBeVisible();
  await context.setOffline(true);
  await refresh(page);
  await expect(page.getByText('You are offline.')).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText('You are offline.')).toHaveCount(0);
  await expect(names(page).first()).toBeVisible();
});

test('a slow answer that comes after a newer one changes nothing', async ({ page, demo }) => {
  await openLinked(page, ENTITIES.noSource);
  await expect(counted(page, '10 workspaces')).toBeAttached();
  await demo.control({ faults: [{ on: 'GET /api/v2/workspaces?q=owner%3Ame+status%3Arunning', hang_seconds: 60 }] });
  const box = page.getByRole('searchbox');
  await box.fill('status:running');
  await box.press('Enter');
  await expect
    .poll(async () => (await demo.requests('GET /api/v2/workspaces?q=owner%3Ame+status%3Arunning')).length)
    .toBe(1);
  await box.fill('status:failed');
  await box.press('Enter');
  await expect(names(page)).toHaveText(['legacy-batch']);
});

test('a tab that was suspended shows what is true when it goes on', async ({ page, demo, context }) => {
  await openTall(page, ENTITIES.payments, { tuning: { idlePollMs: 5_000 } });
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  const cdp = await context.newCDPSession(page);
  await cdp.send('Page.setWebLifecycleState', { state: 'frozen' });
  await demo.control({ workspace: { name: 'payments-hotfix', rename: 'renamed' } });
  await cdp.send('Page.setWebLifecycleState', { state: 'active' });
  await expect(names(page)).toHaveText(['payments', 'renamed']);
});

test('unlinking works while the deployment is down', async ({ page, demo }) => {
  await demo.control({ down: true });
  await openLinked(page);
  await expect(page.getByText('Coder cannot be reached.')).toBeVisible();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Disconnect from Coder' }).click();
  await expect(tokenField(page)).toBeVisible();
  await demo.control({ down: false });
  await signIn(page, TOKEN);
  await expect(names(page).first()).toBeVisible();
});
