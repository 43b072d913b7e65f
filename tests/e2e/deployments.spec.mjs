// Two Coder deployments on one page.
import { CONFIG, addElements, expect, names, signIn, storedTokens, test, tokenField } from './fixtures.mjs';

const card = (page, id) => page.locator(`#extra #${id}`);

test('each deployment has a session of its own', async ({ page, demo }) => {
  await page.goto('/');
  const provider = (id, path) =>
    `<coder-provider config='${CONFIG}' proxy-path="${path}"><coder-workspaces-card id="${id}"></coder-workspaces-card></coder-provider>`;
  await addElements(page, provider('us', '/coder') + provider('eu', '/coder-eu'));
  await signIn(card(page, 'us'));
  await expect(names(card(page, 'us'))).toHaveCount(10);
  await expect(tokenField(card(page, 'eu')), 'linking one does not link the other').toBeVisible();
  await signIn(card(page, 'eu'));
  await expect(names(card(page, 'eu'))).toHaveText(['payments', 'platform', 'payments-hotfix']);
  expect((await storedTokens(page)).sort()).toEqual([
    'backstage-plugin-coder/session/coder-eu/',
    'backstage-plugin-coder/session/coder/',
  ]);
  await demo.control({ down: true });
  await card(page, 'eu').getByRole('button', { name: 'More actions' }).click();
  await card(page, 'eu').getByRole('menuitem', { name: 'Disconnect from Coder' }).click();
  await expect(tokenField(card(page, 'eu'))).toBeVisible();
  await expect(names(card(page, 'us')), 'unlinking one leaves the other').toHaveCount(10);
  expect(await storedTokens(page)).toEqual(['backstage-plugin-coder/session/coder/']);
});
