// Linking and unlinking a Coder account.
import {
  ACCESS_URL,
  ENTITIES,
  EXPIRED_TOKEN,
  OTHER_TOKEN,
  TOKEN,
  expect,
  names,
  openLinked,
  row,
  signIn,
  storedTokens,
  test,
  tokenField,
} from './fixtures.mjs';

test('a developer signs in with a session token and sees the workspaces', { tag: '@smoke' }, async ({ page, demo }) => {
  await page.goto(ENTITIES.payments);
  await expect(page.getByRole('heading', { name: 'Connect to Coder' })).toBeVisible();
  await expect(page.getByRole('link', { name: /token page/ })).toHaveAttribute('href', `${ACCESS_URL}/cli-auth`);
  await signIn(page);
  await expect(page.getByRole('heading', { name: 'Coder Workspaces' })).toBeVisible();
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  await expect(page.getByRole('region', { name: 'Coder Workspaces' }), 'the keyboard stays in the card').toBeFocused();
  expect(await demo.requestHeaders()).toContain('coder-session-token');
});

test('a pasted token is trimmed', async ({ page }) => {
  await page.goto(ENTITIES.payments);
  await signIn(page, `  ${TOKEN}\t`);
  await expect(names(page).first()).toBeVisible();
});

test('Enter in the field signs in', { tag: '@smoke' }, async ({ page }) => {
  await page.goto(ENTITIES.payments);
  await tokenField(page).fill(TOKEN);
  await tokenField(page).press('Enter');
  await expect(names(page).first()).toBeVisible();
});

test('what is no token is said before anything is sent, and stays in the field', async ({ page, demo, settled }) => {
  await page.goto(ENTITIES.payments);
  await signIn(page, 'not-a-token');
  await expect(page.getByText('This does not look like a session token.')).toBeVisible();
  await expect(tokenField(page)).toHaveValue('not-a-token');
  await expect(tokenField(page)).toHaveAttribute('aria-invalid', 'true');
  await expect(tokenField(page)).toBeFocused();
  await signIn(page, '');
  await expect(page.getByText('Enter a session token.')).toBeVisible();
  await settled();
  expect(await demo.requests()).toEqual([]);
});

test('a wrong token is told as Coder tells it, and the same token can be tried again', async ({ page, demo }) => {
  await demo.control({ revoke_token: TOKEN });
  await page.goto(ENTITIES.payments);
  await signIn(page);
  await expect(page.getByText('This token is invalid or has expired.')).toBeVisible();
  await page.getByText('Details', { exact: true }).click();
  await expect(page.getByText('API key is invalid.')).toBeVisible();
  await expect(tokenField(page)).toHaveValue(TOKEN);
  expect(await storedTokens(page)).toEqual([]);
  await demo.reset();
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(names(page).first()).toBeVisible();
});

test('an expired token says when it expired', async ({ page }) => {
  await page.goto(ENTITIES.payments);
  await signIn(page, EXPIRED_TOKEN);
  await expect(page.getByText('API key expired at "2026-01-01 00:00:00 +0000 UTC".')).toBeVisible();
});

test('a token that expires while the card is open leads back to the form once, and the next one goes on', async ({
  page,
  demo,
  settled,
}) => {
  await openLinked(page);
  await expect(names(page).first()).toBeVisible();
  // The card's other requests must be over, or they would notice the revoked token before the click does.
  await settled();
  await demo.control({ revoke_token: TOKEN });
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Refresh' }).click();
  await expect(page.getByText('Your Coder session has ended. Connect again to go on.')).toBeVisible();
  await expect(tokenField(page), 'nothing that one typed is wrong').not.toHaveAttribute('aria-invalid', 'true');
  await expect(names(page)).toHaveCount(0);
  await settled();
  expect(await demo.checks(), 'one check at load, one revalidation').toHaveLength(2);
  await signIn(page, OTHER_TOKEN);
  await expect(names(page)).toHaveText(['payments']);
});

test('a reload keeps the session and shows no form in between', { tag: '@smoke' }, async ({ page, demo }) => {
  await page.goto(ENTITIES.payments);
  await signIn(page);
  await expect(names(page).first()).toBeVisible();
  await demo.control({ faults: [{ on: 'GET /api/v2/users/me', times: 1, hang_seconds: 60 }] });
  await page.reload();
  await expect(page.getByText('Checking your Coder session…')).toBeAttached();
  await expect(tokenField(page)).toHaveCount(0);
  await page.reload();
  await expect(names(page).first()).toBeVisible();
});

test('unlinking forgets the token here and in a second tab', async ({ page, context }) => {
  await openLinked(page);
  await expect(names(page).first()).toBeVisible();
  const second = await context.newPage();
  await second.goto(ENTITIES.payments);
  await expect(names(second).first()).toBeVisible();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Disconnect from Coder' }).click();
  await expect(tokenField(page)).toBeVisible();
  await expect(tokenField(page)).toBeFocused();
  await expect(tokenField(second)).toBeVisible();
  expect(await storedTokens(page)).toEqual([]);
  await page.reload();
  await expect(tokenField(page)).toBeVisible();
});

test('a session that ends while a menu has the focus takes the menu with it', async ({ page, context }) => {
  await openLinked(page);
  await expect(names(page).first()).toBeVisible();
  const second = await context.newPage();
  await second.goto(ENTITIES.payments);
  await expect(names(second).first()).toBeVisible();
  await page.getByRole('button', { name: 'More actions' }).click();
  await expect(page.getByRole('menuitem', { name: 'Search' })).toBeFocused();
  await second.getByRole('button', { name: 'More actions' }).click();
  await second.getByRole('menuitem', { name: 'Disconnect from Coder' }).click();
  await expect(tokenField(page)).toBeVisible();
  await expect(page.getByRole('menu')).toHaveCount(0);
});

test('signing in here signs in a second tab', async ({ page, context }) => {
  await page.goto(ENTITIES.payments);
  const second = await context.newPage();
  await second.goto(ENTITIES.platform);
  await expect(tokenField(second)).toBeVisible();
  await signIn(page);
  await expect(row(second, 'platform')).toBeVisible();
});

test('the menu says who is linked and what answers', async ({ page, demo, settled }) => {
  await openLinked(page);
  await expect(names(page).first()).toBeVisible();
  await settled();
  expect(await demo.requests('GET /api/v2/buildinfo'), 'not before someone asks').toEqual([]);
  await page.getByRole('button', { name: 'More actions' }).click();
  await expect(page.getByText('Signed in as Alice Adams')).toBeVisible();
  await expect(page.getByText('Coder v2.36.0+demo')).toBeVisible();
  expect(await demo.requests('GET /api/v2/buildinfo')).toHaveLength(1);
});

test('another Backstage user on the same browser does not inherit the session', async ({ page }) => {
  await openLinked(page);
  await expect(names(page).first()).toBeVisible();
  await page.goto('/settings');
  await page.getByLabel('User').fill('user:default/someone-else');
  await page.getByLabel('User').press('Tab');
  await page.goto(ENTITIES.payments);
  await expect(tokenField(page)).toBeVisible();
});

for (const [storage, isStored] of [
  ['session', true],
  ['memory', false],
]) {
  test(`with ${storage} storage the token ${isStored ? 'lasts' : 'does not last'} over a reload and is never in local storage`, async ({
    page,
  }) => {
    await page.goto('/settings');
    await page.getByLabel('Token storage').selectOption(storage);
    await page.goto(ENTITIES.payments);
    await signIn(page);
    await expect(names(page).first()).toBeVisible();
    expect(await storedTokens(page)).toEqual([]);
    await page.reload();
    await expect(isStored ? names(page).first() : tokenField(page)).toBeVisible();
  });
}

test('the token is sent to the proxy as a header and stands nowhere else', async ({ page, demo }) => {
  const urls = [];
  page.on('request', request => urls.push(request.url()));
  await page.goto(ENTITIES.payments);
  await signIn(page);
  await expect(names(page).first()).toBeVisible();
  expect(urls.filter(url => url.includes(TOKEN) || !url.startsWith(demo.url))).toEqual([]);
  expect(await page.content()).not.toContain(TOKEN);
  const shadow = await page.evaluate(() => {
    const text = node =>
      [...node.children]
        .map(c => c.outerHTML + (c.value ?? '') + (c.shadowRoot ? text(c.shadowRoot) : '') + text(c))
        .join('');
    return text(document.body);
  });
  expect(shadow).not.toContain(TOKEN);
});
