// Backstage cannot resolve its user for a while: a token entered meanwhile is not stored.
import { atRest, enter, expect, follow, installClock, portal, SESSION, signIn, TOKEN } from './portal.mjs';

const test = portal({});
test.use({ expectedErrors: async ({}, use) => use([/Failed to load resource/, /guest/i, /identity/i]) });

const stored = page =>
  page.evaluate(() =>
    [...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter(key => key.includes('/session/')),
  );

test('a token entered without a known user is not stored; with one it is the user’s own', async ({ page }) => {
  await installClock(page);
  await enter(page, '/');
  await expect(page.getByRole('link', { name: 'Coder', exact: true })).toBeVisible();
  // The guest's session has expired and cannot be renewed.
  const refresh = '**/api/auth/guest/refresh**';
  await page.route(refresh, route => route.fulfill({ status: 500, json: { error: { message: 'restarting' } } }));
  await page.clock.fastForward('02:00:00');
  const response = page.waitForResponse(refresh);
  await follow(page, '/coder');
  await response;
  const card = page.locator('coder-workspaces-card');
  await expect(card.getByLabel('Session token', { exact: true })).toBeVisible();
  // The identity is requested again by itself with backoff, at intervals of up to a minute.
  for (let time = 0; time < 6; time += 1) {
    const again = page.waitForResponse(refresh);
    await page.clock.fastForward('01:00');
    await again;
    // The next request is scheduled once the page has read the response.
    await page.evaluate(atRest);
  }
  await page.unroute(refresh);
  await signIn(card);
  await expect(card.getByRole('button', { name: 'New workspace' })).toBeVisible();
  expect(await stored(page)).toEqual([]);
  await page.clock.fastForward('01:00');
  await expect(card.getByLabel('Session token', { exact: true })).toBeVisible();
  await signIn(card);
  await expect(card.getByRole('button', { name: 'New workspace' })).toBeVisible();
  expect(await stored(page)).toEqual([SESSION]);
  expect(await page.evaluate(key => localStorage.getItem(key), SESSION)).toBe(TOKEN);
});
