// German, and a host's own messages.
import { CONFIG, ENTITIES, addElements, expect, names, openLinked, row, search, test } from './fixtures.mjs';

test('the card speaks German where the host does', async ({ page }) => {
  await page.goto('/settings');
  await page.getByLabel('Language').selectOption('de');
  await openLinked(page, ENTITIES.mistaken);
  await expect(page.getByRole('heading', { name: 'Coder-Workspaces' })).toBeVisible();
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  await expect(row(page, 'payments-hotfix').getByText('Gestoppt')).toBeVisible();
  await expect(page.getByRole('note')).toContainText('spec.coder.mode ist "atuo". Erlaubt: "manual" oder "auto".');
  await expect(page.locator('[part=card]')).toHaveAttribute('lang', 'de');
  await page.getByRole('button', { name: 'Weitere Aktionen' }).click();
  await page.getByRole('menuitem', { name: 'Suchen' }).click();
  await search(page).fill('a:b:c');
  await expect(page.getByText('setze den Wert in doppelte Anführungszeichen')).toBeVisible();
});

test('a host can replace texts by key, and another language is another card', async ({ page }) => {
  await page.goto('/');
  await addElements(
    page,
    `<coder-provider config='${CONFIG}'><coder-workspaces-card id="one"></coder-workspaces-card></coder-provider>`,
  );
  const set = host => page.evaluate(host => (document.querySelector('coder-provider').host = host), host);
  await set({ strings: { 'signIn.submit': 'Link account' } });
  await expect(page.getByRole('button', { name: 'Link account' })).toBeVisible();
  await set({ locale: 'de-CH' });
  await expect(page.getByRole('button', { name: 'Verbinden' })).toBeVisible();
  await set({ locale: 'fr' });
  await expect(page.getByRole('button', { name: 'Connect', exact: true })).toBeVisible();
});
