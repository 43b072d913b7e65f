// Signing in with Coder by the portal's own OAuth provider, with PKCE, which Coder requires since 2.31.
import { card, enter, expect, names, PAYMENTS, picture, portal, SESSION } from './portal.mjs';

const test = portal({ 'app.extensions': [{ 'page:catalog': { config: { path: '/' } } }, { 'api:coder/auth': true }] });

const signIn = page => card(page).getByRole('button', { name: 'Connect with Coder' });

async function consent(page, answer) {
  const [popup] = await Promise.all([page.waitForEvent('popup'), signIn(page).click()]);
  await expect(popup.getByRole('heading', { name: 'Authorize Acme Portal' })).toBeVisible();
  const closed = popup.waitForEvent('close');
  await popup.getByRole('button', { name: answer }).click();
  await closed;
}

test('who allows it is signed in, also after a reload, and no token is kept', async ({ page, demo }) => {
  await enter(page, PAYMENTS);
  await consent(page, 'Allow');
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  await picture(page, 'new-oauth');
  expect(await page.evaluate(key => localStorage.getItem(key), SESSION)).toBeNull();
  expect(await demo.requestHeaders()).toContain('coder-session-token');
  await page.reload();
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
});

test('who does not is told so, and can still enter a token', async ({ page }) => {
  await enter(page, PAYMENTS);
  await consent(page, 'Cancel');
  await expect(card(page).getByRole('alert').filter({ hasText: 'The sign-in was refused.' })).toBeVisible();
  await expect(signIn(page)).toBeVisible();
  await expect(card(page).getByLabel('Session token', { exact: true })).toBeVisible();
});

test('unlinking ends the portal’s session with Coder too', async ({ page }) => {
  await enter(page, PAYMENTS);
  await consent(page, 'Allow');
  await expect(names(page)).toHaveCount(2);
  await card(page).getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Disconnect from Coder' }).click();
  await expect(signIn(page)).toBeVisible();
  await page.reload();
  await expect(signIn(page)).toBeVisible();
});

test('a sign-in that could not be fetched says so, and can be tried again', async ({ page }) => {
  let blocked = true;
  const refused = [];
  await page.route('**/static/**/*.js', async route => {
    const response = await route.fetch();
    // The client's chunk, by the provider that it creates.
    const isClient = /id:\s*["']coder["'],\s*title:\s*["']Coder["']/.test(await response.text());
    if (!isClient || !blocked) return route.fulfill({ response });
    refused.push(route.request().url());
    return route.abort();
  });
  await enter(page, PAYMENTS);
  const retry = card(page).getByRole('alert').getByRole('button', { name: 'Try again' });
  await expect(retry).toBeVisible();
  expect(refused.length).toBeGreaterThan(0);
  blocked = false;
  await retry.click();
  await consent(page, 'Allow');
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
});
