// Linking an account on pages without any other element that offers it.
import { CONFIG, addElements, expect, names, openLinked, signIn, test, tokenField } from './fixtures.mjs';

const button = page => page.getByRole('region', { name: 'Connect to Coder' }).getByRole('button');
const provider = (inside, attributes = '') =>
  `<coder-provider config='${CONFIG}' ${attributes}>${inside}</coder-provider>`;
const CARD = '<coder-workspaces-card></coder-workspaces-card>';

/** Waits long enough for the fallback to appear, on the page's fake clock. */
const aWhile = page => page.clock.runFor(5_000);

test('it never shows while the account is linked', async ({ page }) => {
  await page.clock.install();
  await openLinked(page, '/');
  await addElements(page, provider('<p>Mine</p>', 'fallback-auth-ui="assertive"'));
  await expect.poll(() => page.evaluate(() => document.querySelector('coder-provider').shadowRoot !== null)).toBe(true);
  await aWhile(page);
  await expect(button(page)).toHaveCount(0);
});

test('it shows where nothing else offers to link, and leads the whole way', async ({ page }) => {
  await page.goto('/');
  await addElements(page, provider('<p>Mine</p>'));
  await button(page).click();
  const dialog = page.getByRole('dialog', { name: 'Connect to Coder' });
  await expect(dialog).toBeVisible();
  await signIn(dialog);
  await expect(dialog).toHaveCount(0);
  await expect(button(page)).toHaveCount(0);
});

test('it does not show beside a card, and comes when the card goes', async ({ page }) => {
  await page.clock.install();
  await page.goto('/');
  await addElements(page, provider(CARD));
  await expect(tokenField(page)).toBeVisible();
  await aWhile(page);
  await expect(button(page)).toHaveCount(0);
  await page.evaluate(() => document.querySelector('#extra coder-workspaces-card').remove());
  await aWhile(page);
  await expect(button(page)).toBeVisible();
});

test('a card that is loaded late takes the reason away before it shows', async ({ page }) => {
  await page.clock.install();
  await page.goto('/');
  await addElements(page, provider(''));
  await page.clock.runFor(300);
  await page.evaluate(
    card => document.querySelector('#extra coder-provider').insertAdjacentHTML('beforeend', card),
    CARD,
  );
  await expect(tokenField(page)).toBeVisible();
  await aWhile(page);
  await expect(button(page)).toHaveCount(0);
});

test('a provider elsewhere for the same deployment and user counts', async ({ page }) => {
  await page.clock.install();
  await page.goto('/');
  await addElements(page, provider('<p>App</p>') + provider(CARD));
  await expect(tokenField(page)).toBeVisible();
  await aWhile(page);
  await expect(button(page)).toHaveCount(0);
  await signIn(page);
  await expect(names(page).first()).toBeVisible();
  await aWhile(page);
  await expect(button(page)).toHaveCount(0);
});

test('assertive shows beside a card, hidden never', async ({ page }) => {
  await page.clock.install();
  await page.goto('/');
  await addElements(page, provider(CARD, 'fallback-auth-ui="assertive"'));
  await aWhile(page);
  await expect(button(page)).toBeVisible();
  await page.evaluate(() => document.querySelector('coder-provider').setAttribute('fallback-auth-ui', 'hidden'));
  await expect(button(page)).toHaveCount(0);
  await page.evaluate(() => document.querySelector('#extra coder-workspaces-card').remove());
  await aWhile(page);
  await expect(button(page)).toHaveCount(0);
});

test('a session that is still being checked is no reason to show', async ({ page, demo }) => {
  await page.clock.install();
  await demo.control({ faults: [{ on: 'GET /api/v2/users/me', hang_seconds: 60 }] });
  await openLinked(page, '/');
  await addElements(page, provider('<p>Mine</p>', 'fallback-auth-ui="assertive"'));
  await expect.poll(() => demo.checks()).toHaveLength(1);
  await aWhile(page);
  await expect(button(page)).toHaveCount(0);
});

test('at the end of a long page it covers nothing', async ({ page }) => {
  await page.goto('/');
  await addElements(page, provider('<div id="long"></div><p id="last">The last line</p>'));
  await page.locator('.frame').waitFor();
  await page.evaluate(() => {
    document.querySelector('#long').style.height = '3000px';
    document.querySelector('.frame').remove();
  });
  await expect(button(page), 'sticks to the window while one scrolls').toBeInViewport();
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  const last = await page.locator('#last').boundingBox();
  const own = await button(page).boundingBox();
  expect(last.y + last.height).toBeLessThanOrEqual(own.y);
});

test('Escape, the backdrop and Close shut the dialog and give the focus back', async ({ page }) => {
  await page.goto('/');
  await addElements(page, provider('<p>Mine</p>'));
  const dialog = page.getByRole('dialog');
  for (const shut of [
    () => page.keyboard.press('Escape'),
    () => page.mouse.click(5, 5),
    () => dialog.getByRole('button', { name: 'Close' }).click(),
  ]) {
    await button(page).click();
    await expect(dialog).toBeVisible();
    await shut();
    await expect(dialog).toHaveCount(0);
    await expect(button(page)).toBeFocused();
  }
});

test('content behind a session shows only with one, and the settings row links and unlinks', async ({ page, demo }) => {
  await page.goto('/');
  await addElements(
    page,
    provider(
      '<coder-auth-wrapper><p>Behind a session</p></coder-auth-wrapper><coder-provider-settings></coder-provider-settings>',
    ),
  );
  await expect(page.getByText('Behind a session')).toBeHidden();
  await expect(page.getByText('Sign in to Coder to access your development workspaces')).toBeVisible();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await signIn(page.getByRole('dialog'));
  await expect(page.getByText('Behind a session')).toBeVisible();
  await expect(page.getByText('Signed in as Alice Adams')).toBeVisible();
  await demo.control({ down: true });
  await page.getByRole('button', { name: 'Disconnect from Coder' }).click();
  await expect(page.getByText('Behind a session')).toBeHidden();
});
