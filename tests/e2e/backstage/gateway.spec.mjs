// The card in a portal whose backend has the plugin: linked once, no token in the browser.
import {
  ACCESS_URL,
  card,
  coderApi,
  enter,
  enterLinked,
  expect,
  names,
  OTHER_TOKEN,
  PAYMENTS,
  picture,
  portal,
  row,
  setVisible,
  signIn,
  TOKEN,
  tokenField,
  withBackend,
} from './portal.mjs';

const test = portal(withBackend({})).extend({
  /** No account is linked yet. */
  unlinked: [
    async ({ portal, demo }, use) => {
      void demo;
      await coderApi(portal.url, 'DELETE', '/v1/deployments/default/link');
      await use();
    },
    { auto: true },
  ],
});

/** Records the requests of a page that go anywhere near Coder. */
function coderRequests(page) {
  const all = [];
  page.on('request', request => {
    if (/\/api\/(coder|proxy)\//.test(request.url())) all.push(request);
  });
  return all;
}

/** Returns where a browser keeps a text. */
const kept = (page, text) =>
  page.evaluate(
    text =>
      [localStorage, sessionStorage].flatMap(storage =>
        Object.entries(storage).filter(([, value]) => value.includes(text)),
      ),
    text,
  );

/** Chooses an item of the card's menu. */
async function fromMenu(page, name) {
  await card(page).locator('[part=header]').getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name }).click();
}

test('an account is linked once for all browsers, and no browser keeps its token', async ({
  page,
  browser,
  portal,
}) => {
  const requests = coderRequests(page);
  await enter(page, PAYMENTS);
  await expect(card(page).getByText('Kept encrypted by Backstage')).toBeVisible();
  await picture(page, 'gateway-link');
  await signIn(card(page));
  await expect(names(card(page))).toHaveText(['payments', 'payments-hotfix']);
  expect(await kept(page, TOKEN)).toEqual([]);
  expect((await page.context().cookies()).filter(({ value }) => value.includes(TOKEN))).toEqual([]);
  for (const request of requests) {
    expect(request.url()).not.toContain('/api/proxy/');
    expect(Object.keys(await request.allHeaders())).not.toContain('coder-session-token');
  }
  const withToken = requests.filter(request => request.postData()?.includes(TOKEN));
  expect(
    withToken.map(request => request.method()),
    'the token is sent once, to be kept',
  ).toEqual(['PUT']);

  const other = await browser.newContext({ baseURL: portal.url });
  const elsewhere = await other.newPage();
  await enter(elsewhere, PAYMENTS);
  await expect(names(card(elsewhere))).toHaveText(['payments', 'payments-hotfix']);
  await other.close();
});

test('a workspace is started and stopped through the gateway', async ({ page, demo }) => {
  await demo.control({ workspace: { name: 'payments', status: 'stopped' } });
  await enter(page, PAYMENTS);
  await signIn(card(page));
  const payments = row(page, 'payments');
  await payments.getByRole('button', { name: /^Start/ }).click();
  await expect.poll(() => demo.requests('POST /api/v2/workspaces/')).toHaveLength(1);
  await expect(payments.getByText(/Running|Starting/).first()).toBeVisible();
});

test('who unlinks in one browser is unlinked in all', async ({ page, browser, portal }) => {
  await enter(page, PAYMENTS);
  await signIn(card(page));
  await expect(names(card(page)).first()).toBeVisible();
  const other = await browser.newContext({ baseURL: portal.url });
  const elsewhere = await other.newPage();
  await enter(elsewhere, PAYMENTS);
  await expect(names(card(elsewhere)).first()).toBeVisible();
  await fromMenu(elsewhere, 'Disconnect from Coder');
  await expect(tokenField(card(elsewhere))).toBeVisible();
  // The page refreshes its list when it is looked at again.
  await setVisible(page, false);
  await setVisible(page, true);
  await expect(tokenField(card(page))).toBeVisible();
  await other.close();
});

test('a link that Coder ended says so, and another token takes its place', async ({ page, demo }) => {
  await enter(page, PAYMENTS);
  await signIn(card(page));
  await expect(names(card(page)).first()).toBeVisible();
  await demo.control({ revoke_token: TOKEN });
  await page.reload();
  await expect(tokenField(card(page))).toBeVisible();
  await signIn(card(page), OTHER_TOKEN);
  await expect(
    card(page)
      .getByRole('list', { name: 'Workspaces' })
      .or(card(page).getByText(/No workspaces/))
      .first(),
  ).toBeVisible();
});

test('a refused token is said at its field, and stays there', async ({ page }) => {
  await enter(page, PAYMENTS);
  await signIn(card(page), 'aaaaaaaaaa-0123456789abcdefghijkl');
  await expect(card(page).getByRole('alert').filter({ hasText: /\w/ })).toBeVisible();
  await expect(tokenField(card(page))).toHaveValue('aaaaaaaaaa-0123456789abcdefghijkl');
});

test('a token of the time before is offered to the gateway, and then removed', async ({ page }) => {
  await enterLinked(page, PAYMENTS);
  await expect(tokenField(card(page))).toHaveValue(TOKEN);
  await expect(card(page).getByText('Connecting moves it to Backstage.')).toBeVisible();
  await card(page).getByRole('button', { name: 'Connect' }).click();
  await expect(names(card(page)).first()).toBeVisible();
  expect(await kept(page, TOKEN)).toEqual([]);
});

test('links lead to Coder itself, not to the gateway', async ({ page }) => {
  await enter(page, PAYMENTS);
  await signIn(card(page));
  await expect(names(card(page)).first()).toBeVisible();
  const hrefs = await card(page)
    .getByRole('link')
    .evaluateAll(links => links.map(link => link.href));
  expect(hrefs.filter(href => href.includes('/api/coder/'))).toEqual([]);
  expect(hrefs.every(href => href.startsWith(ACCESS_URL) || !href.includes('coder.example.com'))).toBe(true);
});
