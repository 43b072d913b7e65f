// Portals with a policy without 'unsafe-eval'.
import { card, enter, enterLinked, expect, names, PAYMENTS, portal } from './portal.mjs';

const policy = script => ({ 'backend.csp': { 'script-src': script } });
const strict = portal(policy(["'self'"]));
const opened = portal(policy(["'self'", "'wasm-unsafe-eval'"]));

// Backstage itself evaluates strings in some places, which logs errors under such a policy.
const complaints = async ({}, use) =>
  use([/Failed to load resource/, /Content Security Policy/, /unsafe-eval/, /EvalError/, /Error compiling schema/]);
strict.use({ expectedErrors: complaints });
opened.use({ expectedErrors: complaints });

strict('without WebAssembly the card’s place says what to add, and the portal goes on', async ({ page }) => {
  await enter(page, PAYMENTS);
  const notice = page.getByRole('alert').filter({ hasText: 'The Coder plugin could not be started.' });
  await expect(notice).toContainText('script-src: ["\'self\'", "\'wasm-unsafe-eval\'"]');
  await expect(page.getByRole('heading', { name: 'payments' })).toBeVisible();
});

opened('with wasm-unsafe-eval it works', async ({ page }) => {
  await enterLinked(page, PAYMENTS);
  await expect(card(page)).toBeVisible();
  await expect(names(page)).toHaveCount(2);
});
