// Linking an account in a window of Coder, by the OAuth application of the backend plugin.
import {
  card,
  coderApi,
  enter,
  expect,
  names,
  PAYMENTS,
  picture,
  portal,
  setVisible,
  tokenField,
  withOAuth,
} from './portal.mjs';

const DEPLOYMENT = '/v1/deployments/default';
/** The beginning of the demo's access and refresh tokens. */
const TOKENS = /oauth\d{5}-|coder_\d{10}_/;

const test = portal(withOAuth({})).extend({
  /** No account is linked yet. */
  unlinked: [
    async ({ portal, demo }, use) => {
      await coderApi(portal.url, 'DELETE', `${DEPLOYMENT}/link`);
      await demo.reset();
      await use();
    },
    { auto: true },
  ],
});

const connect = page => card(page).getByRole('button', { name: 'Connect with Coder' });

/** Opens the window of Coder and answers there. */
async function answer(page, choice) {
  const [popup] = await Promise.all([page.waitForEvent('popup'), connect(page).click()]);
  await expect(popup.getByRole('heading', { name: 'Authorize Acme Portal' })).toBeVisible();
  const closed = popup.waitForEvent('close');
  if (choice) await popup.getByRole('button', { name: choice }).click();
  else await popup.close();
  await closed;
}

const stored = page =>
  page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));

test('an account is linked with a click, for all browsers, and no browser gets a token', async ({
  page,
  browser,
  portal,
}) => {
  const bodies = [];
  page.on('response', async response => {
    if (response.url().includes('/api/coder/')) bodies.push(await response.text().catch(() => ''));
  });
  await enter(page, PAYMENTS);
  await expect(connect(page)).toBeVisible();
  await picture(page, 'gateway-oauth');
  await answer(page, 'Allow');
  await expect(names(card(page))).toHaveText(['payments', 'payments-hotfix']);
  expect(await stored(page)).not.toMatch(TOKENS);
  expect(bodies.join()).not.toMatch(TOKENS);

  const other = await browser.newContext({ baseURL: portal.url });
  const elsewhere = await other.newPage();
  await enter(elsewhere, PAYMENTS);
  await expect(names(card(elsewhere))).toHaveText(['payments', 'payments-hotfix']);
  await other.close();
});

for (const [what, choice] of [
  ['canceled in Coder', 'Cancel'],
  ['ended by closing its window', undefined],
]) {
  test(`a sign-in that is ${what} shows an error, and can be repeated`, async ({ page }) => {
    await enter(page, PAYMENTS);
    await tokenField(card(page)).fill('half a token');
    await answer(page, choice);
    await expect(card(page).getByRole('alert').filter({ hasText: 'The sign-in was not completed.' })).toBeVisible();
    await expect(tokenField(card(page)), 'what was typed is still there').toHaveValue('half a token');
    await answer(page, 'Allow');
    await expect(names(card(page)).first()).toBeVisible();
  });
}

test('an access token that is about to end is refreshed once, and nobody notices', async ({ page, demo }) => {
  await demo.control({ oauth_lifetime: 60 });
  await enter(page, PAYMENTS);
  await connect(page).waitFor();
  // The list is requested as soon as the account is linked, with a token that lasts a minute.
  await answer(page, 'Allow');
  await expect(names(card(page)).first()).toBeVisible();
  await demo.control({ oauth_lifetime: 86_400 });
  await page.reload();
  await expect(names(card(page)).first()).toBeVisible();
  const before = (await demo.requests('POST /oauth2/tokens')).length;
  expect(before, 'the exchange of the code, and refreshes').toBeGreaterThan(1);
  await setVisible(page, false);
  await setVisible(page, true);
  await page.reload();
  await expect(names(card(page)).first()).toBeVisible();
  expect((await demo.requests('POST /oauth2/tokens')).length, 'a token that lasts is not refreshed').toBe(before);
});

test('no memory of the page has a token of Coder', async ({ page }) => {
  await page.addInitScript(() => {
    const { instantiateStreaming } = WebAssembly;
    window.memories = [];
    WebAssembly.instantiateStreaming = async (...values) => {
      const result = await instantiateStreaming.apply(WebAssembly, values);
      const memories = Object.values(result.instance.exports).filter(value => value instanceof WebAssembly.Memory);
      window.memories.push(...memories);
      return result;
    };
  });
  await enter(page, PAYMENTS);
  await answer(page, 'Allow');
  await expect(names(card(page)).first()).toBeVisible();
  await card(page).getByRole('button', { name: 'Actions for payments', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Details' }).click();
  await expect(page.getByRole('dialog', { name: 'payments' })).toBeVisible();

  const chunks = [];
  const devTools = await page.context().newCDPSession(page);
  devTools.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await devTools.send('HeapProfiler.takeHeapSnapshot');
  const memories = await page.evaluate(() =>
    window.memories.map(({ buffer }) => new TextDecoder('latin1').decode(buffer)),
  );
  for (const memory of [chunks.join(''), memories.join('')]) {
    expect(memory.includes('payments-hotfix'), 'it is the memory of the card').toBe(true);
    expect(memory.match(TOKENS)?.[0]).toBeUndefined();
  }
});

test('who unlinks is unlinked at Coder as well', async ({ page, demo }) => {
  await enter(page, PAYMENTS);
  await answer(page, 'Allow');
  await expect(names(card(page)).first()).toBeVisible();
  await card(page).locator('[part=header]').getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Disconnect from Coder' }).click();
  await expect(connect(page)).toBeVisible();
  await expect.poll(() => demo.requests('POST /oauth2/revoke')).toHaveLength(1);
});

test('who unlinks while Coder is down is unlinked there later', async ({ page, portal, demo }) => {
  await enter(page, PAYMENTS);
  await answer(page, 'Allow');
  await expect(names(card(page)).first()).toBeVisible();
  await demo.control({ down: true });
  expect((await coderApi(portal.url, 'DELETE', `${DEPLOYMENT}/link`)).status).toBe(200);
  await demo.control({ down: false });
  const asked = (await demo.requests('POST /oauth2/revoke')).length;
  const run = '/.backstage/scheduler/v1/tasks/revoke-tokens/trigger';
  expect((await coderApi(portal.url, 'POST', run)).status).toBe(200);
  await expect.poll(() => demo.requests('POST /oauth2/revoke')).toHaveLength(asked + 1);
});

test('an authorization that another browser began links nobody', async ({ page, portal }) => {
  const begun = await coderApi(portal.url, 'POST', `${DEPLOYMENT}/oauth`);
  expect(begun.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/);
  const { url } = await begun.json();
  await page.goto(url);
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByText('Your Coder account was not linked.')).toBeVisible();
  const { isLinked } = await (await coderApi(portal.url, 'GET', `${DEPLOYMENT}/link`)).json();
  expect(isLinked).toBe(false);
  await page.reload();
  await expect(page.getByText('Your Coder account was not linked.'), 'nor a second time').toBeVisible();
});
