// Incomplete proxy entries: the card explains each one with the lines to add.
import { card, enter, expect, PAYMENTS, portal, row, signIn } from './portal.mjs';

const noEntry = portal({ 'coder.proxyPath': '/coder-elsewhere' });
const readsOnly = portal({ 'coder.proxyPath': '/coder-reads-only' });
const noHeader = portal({ 'coder.proxyPath': '/coder-without-header' });

noEntry('no entry', async ({ page }) => {
  await enter(page, PAYMENTS);
  await signIn(card(page));
  await expect(card(page).getByText('proxy:', { exact: false }).first()).toContainText("'/coder'");
});

readsOnly('an entry that lets only GET through lists, and explains the first write', async ({ page }) => {
  await enter(page, PAYMENTS);
  await signIn(card(page));
  await expect(row(page, 'payments-hotfix')).toBeVisible();
  await row(page, 'payments-hotfix').getByRole('button', { name: 'Update and start payments-hotfix' }).click();
  await expect(page.getByText("allowedMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']")).toBeVisible();
});

noHeader('an entry that drops the token says that it does, and does not blame the token', async ({ page }) => {
  await enter(page, PAYMENTS);
  await signIn(card(page));
  await expect(card(page).getByText("allowedHeaders: ['Coder-Session-Token']")).toBeVisible();
});
