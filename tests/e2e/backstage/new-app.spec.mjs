// The new frontend system: a dependency is all it takes.
import { card, enter, expect, names, PAYMENTS, portal, row, signIn } from './portal.mjs';

const test = portal({});

test('the card is found by discovery alone, signs in, and lists the workspaces of the entity’s repository', async ({ page }) => {
  await enter(page, PAYMENTS);
  await expect(card(page)).toBeVisible();
  await signIn(card(page));
  await expect(row(page, 'payments')).toBeVisible();
  await page.screenshot({ path: '/tmp/bs-new.png', fullPage: true });
  console.log(await names(card(page)).allTextContents());
});
