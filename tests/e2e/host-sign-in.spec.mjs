// Signing in through the host (OAuth), if the host supports that.
import { CONFIG, OTHER_TOKEN, TOKEN, addElements, expect, names, signIn, test, tokenField } from './fixtures.mjs';

/** Opens a card with a host that signs in like Backstage's OAuth2 API; `window.oauth` controls the host. */
async function open(page, oauth = {}) {
  await page.goto('/');
  await page.evaluate(
    ([config, oauth]) => {
      window.oauth = { session: '', silences: 0, asked: [], signedOut: 0, listeners: [], ...oauth };
      const ready = new Promise(resolve => (window.oauth.release = resolve));
      if (!oauth.slow) window.oauth.release();
      const provider = document.createElement('coder-provider');
      provider.config = JSON.parse(config);
      provider.host = {
        user: 'user:default/oauth',
        oauth: {
          async getAccessToken({ optional, instantPopup }) {
            await ready;
            window.oauth.asked.push(instantPopup ? 'popup' : 'optional');
            if (optional && window.oauth.silences > 0) {
              window.oauth.silences -= 1;
              return '';
            }
            if (window.oauth.session || optional) return window.oauth.session;
            if (window.oauth.fails)
              throw Object.assign(new Error(window.oauth.fails[1]), { name: window.oauth.fails[0] });
            return (window.oauth.session = window.oauth.grants);
          },
          async signOut() {
            window.oauth.signedOut += 1;
            window.oauth.session = '';
          },
          subscribe: listener => void window.oauth.listeners.push(listener),
        },
      };
      provider.append(document.createElement('coder-workspaces-card'));
      document.body.append(provider);
    },
    [CONFIG, oauth],
  );
}

const button = page => page.getByRole('button', { name: 'Connect with Coder' });
const stored = page => page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));

test('the host’s sign-in comes first, then the token form; what it gives is sent and never stored', async ({
  page,
}) => {
  await open(page, { grants: TOKEN });
  await expect(button(page)).toBeVisible();
  await expect(page.getByText('or', { exact: true })).toBeVisible();
  await expect(tokenField(page)).toBeVisible();
  const above = await page.locator('coder-workspaces-card').evaluate(card => {
    const all = [...card.shadowRoot.querySelectorAll('button, input')];
    return all.findIndex(e => e.textContent.includes('Connect with Coder')) < all.findIndex(e => e.matches('input'));
  });
  expect(above).toBe(true);
  await button(page).click();
  await expect(names(page).first()).toBeVisible();
  expect(await page.evaluate(() => window.oauth.asked[0]), 'without a second click in a dialog of the host’s').toBe(
    'optional',
  );
  expect(await page.evaluate(() => window.oauth.asked)).toContain('popup');
  expect(await stored(page)).not.toContain(TOKEN);
});

test('a session the host already has opens the card without a click, and without the form in between', async ({
  page,
}) => {
  await open(page, { session: TOKEN, slow: true });
  await expect(page.getByText('Checking your Coder session…')).toBeAttached();
  await expect(tokenField(page)).toHaveCount(0);
  await page.evaluate(() => window.oauth.release());
  await expect(names(page).first()).toBeVisible();
  expect(await page.evaluate(() => window.oauth.asked.includes('popup'))).toBe(false);
});

test('the token is asked for before each request, so that the host may refresh it', async ({ page, demo }) => {
  await open(page, { session: TOKEN });
  await expect(names(page)).toHaveCount(10);
  await page.evaluate(next => (window.oauth.session = next), OTHER_TOKEN);
  await demo.control({ revoke_token: TOKEN });
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Refresh' }).click();
  await expect(names(page), 'the refreshed token’s user').toHaveText(['payments']);
});

const FAILURES = [
  ['closed', ['PopupClosedError', 'Login failed, popup was closed'], 'The sign-in was not completed.'],
  ['blocked', ['PopupRejectedError', 'Failed to open auth popup.'], 'The browser blocked the sign-in window.'],
  ['denied', ['Error', 'access_denied: you may not'], 'The sign-in was refused. Try again, or enter a session token.'],
];
for (const [name, fails, said] of FAILURES) {
  test(`a ${name} window is explained, and both ways in stay open`, async ({ page }) => {
    await open(page, { fails });
    await button(page).click();
    await expect(page.getByRole('alert').filter({ hasText: said })).toBeVisible();
    await expect(page.getByText(/token is invalid/)).toHaveCount(0);
    await expect(button(page)).toBeEnabled();
    await signIn(page);
    await expect(names(page).first()).toBeVisible();
  });
}

test('unlinking signs the host out; the host’s own sign-out closes the card, and its sign-in opens it again', async ({
  page,
}) => {
  await open(page, { session: TOKEN });
  await expect(names(page).first()).toBeVisible();
  const tell = (session, state) =>
    page.evaluate(
      ([session, state]) => {
        window.oauth.session = session;
        window.oauth.listeners.forEach(listener => listener(state));
      },
      [session, state],
    );
  await tell('', 'SIGNED_OUT');
  await expect(button(page)).toBeVisible();
  await tell(TOKEN, 'SIGNED_IN');
  await expect(names(page).first()).toBeVisible();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Disconnect from Coder' }).click();
  await expect(button(page)).toBeVisible();
  expect(await page.evaluate(() => window.oauth.signedOut)).toBe(1);
});

test('a host that has no token once is asked again, and nothing ends', async ({ page, demo }) => {
  await open(page, { session: TOKEN });
  await expect(names(page)).toHaveCount(10);
  await page.evaluate(() => {
    window.oauth.silences = 1;
  });
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Refresh' }).click();
  const lists = async () => (await demo.requests('GET /api/v2/workspaces?')).length;
  await expect.poll(() => page.evaluate(() => window.oauth.silences)).toBe(0);
  const before = await lists();
  await expect.poll(lists, 'asked again by itself').toBeGreaterThan(before);
  await expect(names(page)).toHaveCount(10);
  await expect(page.getByText(/no session with Coder/)).toHaveCount(0);
});

test('a host that has none for longer is asked again when the page is looked at, and what was there comes back', async ({
  page,
}) => {
  await page.clock.install();
  await open(page, { session: TOKEN });
  await expect(names(page)).toHaveCount(10);
  await page.evaluate(() => {
    window.oauth.silences = Infinity;
  });
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Refresh' }).click();
  await expect(names(page), 'the grace period').toHaveCount(10);
  await page.clock.runFor(6_500);
  await expect(page.getByText('Backstage has no session with Coder at the moment.')).toBeVisible();
  await expect(button(page), 'linked still').toHaveCount(0);
  await page.evaluate(() => {
    window.oauth.silences = 0;
    window.dispatchEvent(new Event('online'));
  });
  await page.clock.runFor(10);
  await expect(names(page)).toHaveCount(10);
});

test('a restart in steps survives a host that has no token in between', async ({ page, demo }) => {
  await demo.control({
    build_rate: 0,
    faults: [
      { on: 'GET /api/v2/buildinfo', status: 200, content_type: 'application/json', body: '{"version":"v2.35.0"}' },
    ],
  });
  await open(page, { session: TOKEN });
  await page.getByRole('button', { name: 'Actions for platform', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Restart', exact: true }).click();
  const builds = async () => (await demo.requests('POST /api/v2/workspaces/')).length;
  await expect.poll(builds).toBe(1);
  await page.evaluate(() => {
    window.oauth.silences = 1;
  });
  await expect.poll(() => page.evaluate(() => window.oauth.silences)).toBe(0);
  await demo.control({ build_seconds: 20 });
  await expect.poll(builds, 'the start was not forgotten').toBe(2);
});

test('a cleared storage ends no session that keeps nothing there', async ({ page, context }) => {
  await open(page, { session: TOKEN });
  await expect(names(page)).toHaveCount(10);
  const other = await context.newPage();
  await other.goto('/');
  await other.evaluate(() => {
    localStorage.setItem('somebody', 'else’s');
    localStorage.clear();
  });
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Refresh' }).click();
  await expect(names(page)).toHaveCount(10);
  await expect(button(page)).toHaveCount(0);
});

test('a host without it shows nothing of it', async ({ page }) => {
  await page.goto('/');
  await addElements(page, `<coder-workspaces-card config='${CONFIG}'></coder-workspaces-card>`);
  await expect(tokenField(page)).toBeVisible();
  await expect(button(page)).toHaveCount(0);
  await expect(page.getByText('or', { exact: true })).toHaveCount(0);
});
