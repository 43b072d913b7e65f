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

test('who links in one tab finds it in another, where nothing typed is lost until then', async ({ page, context }) => {
  const other = await context.newPage();
  await enter(other, PAYMENTS);
  await tokenField(card(other)).fill('half a token');
  const looked = () => other.waitForResponse(response => /\/link$/.test(response.url()));
  const comesBack = async () => {
    await setVisible(other, false);
    await setVisible(other, true);
  };
  await Promise.all([looked(), comesBack()]);
  await expect(tokenField(card(other))).toHaveValue('half a token');
  await page.goto(PAYMENTS);
  await signIn(card(page));
  await expect(names(card(page)).first()).toBeVisible();
  await Promise.all([looked(), comesBack()]);
  await expect(names(card(other))).toHaveText(['payments', 'payments-hotfix']);
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

test('a linked token says since when it is linked and until when it is valid, and warns before its end', async ({
  page,
  demo,
}) => {
  await demo.control({ session_ends_in: 5 * 3_600 + 60 });
  await enter(page, PAYMENTS);
  await signIn(card(page));
  await expect(names(card(page)).first()).toBeVisible();
  await expect(card(page).getByText('Your Coder session ends in 5 hours.')).toBeVisible();
  await card(page).getByRole('button', { name: 'Enter a new token' }).click();
  await demo.control({ session_ends_in: 7 * 86_400 });
  await signIn(page.getByRole('dialog', { name: 'Connect to Coder' }), OTHER_TOKEN);
  await expect(card(page).getByText(/Your Coder session ends/)).toHaveCount(0);

  // Coder says the end now, and not as it was at the linking.
  await demo.control({ session_ends_in: 3 * 86_400 });
  await page.goto('/coder');
  const day = days =>
    page.evaluate(ms => new Date(ms).toLocaleDateString('en', { dateStyle: 'medium' }), Date.now() + days * 86_400_000);
  const settings = page.locator('coder-provider-settings');
  await expect(settings.getByText(`Linked for all of your browsers since ${await day(0)}.`)).toBeVisible();
  await expect(settings.getByText(`The token is valid until ${await day(3)}.`)).toBeVisible();
  await picture(page, 'gateway-settings');
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
