import { ENTITIES, expect, names, openLinked, openTall, row, search, test } from './fixtures.mjs';
for (const width of [384, 508])
  for (const dark of [false, true])
    test(`tools ${width} ${dark}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
      await page.setViewportSize({ width: width + 64, height: 700 });
      await openLinked(page, ENTITIES.noSource);
      await expect(row(page, 'payments').getByRole('button', { name: /Open payments in/ })).toBeVisible();
      await expect(search(page)).toBeVisible();
      await page.screenshot({ path: `/tmp/shot-tools-${width}-${dark ? 'dark' : 'light'}.png` });
      await search(page).fill('status:run');
      await page.waitForTimeout(1500);
      await page.screenshot({ path: `/tmp/shot-hint-${width}-${dark ? 'dark' : 'light'}.png` });
    });
test('few', async ({ page }) => {
  await page.setViewportSize({ width: 508 + 64, height: 600 });
  await openLinked(page, ENTITIES.payments);
  await expect(row(page, 'payments').getByRole('button', { name: /Open payments in/ })).toBeVisible();
  await page.screenshot({ path: `/tmp/shot-few.png` });
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Search' }).click();
  await expect(search(page)).toBeFocused();
  await search(page).fill('ownr:me foo');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(800);
  await page.screenshot({ path: `/tmp/shot-few-search.png` });
  await search(page).fill('nothing');
  await page.getByLabel('Status', { exact: true }).selectOption('Failed');
  await page.waitForTimeout(800);
  await page.screenshot({ path: `/tmp/shot-few-none.png` });
});
