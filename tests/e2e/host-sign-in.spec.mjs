// Signing in through the host (OAuth), where the host can do that.
import { CONFIG, OTHER_TOKEN, TOKEN, addElements, expect, names, signIn, test, tokenField } from './fixtures.mjs';

/** A card whose host signs in as Backstage's OAuth2 API does: `window.oauth` says how. */
async function open(page, oauth = {}) {
  await page.goto('/');
  await page.evaluate(([config, oauth]) => {
    window.oauth = { session: '', asked: [], signedOut: 0, listeners: [], ...oauth };
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
          if (window.oauth.session || optional) return window.oauth.session;
          if (window.oauth.fails) throw Object.assign(new Error(window.oauth.fails[1]), { name: window.oauth.fails[0] });
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
  }, [CONFIG, oauth]);
}

const button = page => page.getByRole('button', { name: 'Sign in with Coder' });
const stored = page => page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));

test('the host’s sign-in comes first, then the token form; what it gives is sent and never stored', async ({ page }) => {
  await open(page, { grants: TOKEN });
  await expect(button(page)).toBeVisible();
  await expect(page.getByText('or', { exact: true })).toBeVisible();
  await expect(tokenField(page)).toBeVisible();
  const above = await page.locator('coder-workspaces-card').evaluate(card => {
    const all = [...card.shadowRoot.querySelectorAll('button, input')];
    return all.findIndex(e => e.textContent.includes('Sign in with Coder')) < all.findIndex(e => e.matches('input'));
  });
  expect(above).toBe(true);
  await button(page).click();
  await expect(names(page).first()).toBeVisible();
  expect(await page.evaluate(() => window.oauth.asked[0]), 'without a second click in a dialog of the host’s').toBe('optional');
  expect(await page.evaluate(() => window.oauth.asked)).toContain('popup');
  expect(await stored(page)).not.toContain(TOKEN);
});

test('a session the host already has opens the card without a click, and without the form in between', async ({ page }) => {
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
    await expect(page.getByText(/did not accept/)).toHaveCount(0);
    await expect(button(page)).toBeEnabled();
    await signIn(page);
    await expect(names(page).first()).toBeVisible();
  });
}

test('unlinking signs the host out; the host’s own sign-out closes the card, and its sign-in opens it again', async ({ page }) => {
  await open(page, { session: TOKEN });
  await expect(names(page).first()).toBeVisible();
  const tell = (session, state) => page.evaluate(([session, state]) => {
    window.oauth.session = session;
    window.oauth.listeners.forEach(listener => listener(state));
  }, [session, state]);
  await tell('', 'SIGNED_OUT');
  await expect(button(page)).toBeVisible();
  await tell(TOKEN, 'SIGNED_IN');
  await expect(names(page).first()).toBeVisible();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Unlink Coder account' }).click();
  await expect(button(page)).toBeVisible();
  expect(await page.evaluate(() => window.oauth.signedOut)).toBe(1);
});

test('a host without it shows nothing of it', async ({ page }) => {
  await page.goto('/');
  await addElements(page, `<coder-workspaces-card config='${CONFIG}'></coder-workspaces-card>`);
  await expect(tokenField(page)).toBeVisible();
  await expect(button(page)).toHaveCount(0);
  await expect(page.getByText('or', { exact: true })).toHaveCount(0);
});
