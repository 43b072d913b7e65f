// Relative times that stay up to date, and the end of a session.
import {
  ENTITIES,
  OTHER_TOKEN,
  expect,
  names,
  openLinked,
  row,
  scopeFilter,
  search,
  test,
  toEnd,
  tokenField,
} from './fixtures.mjs';

test('rows say when they were used last and when they stop by themselves', async ({ page, demo }) => {
  await demo.control({ workspace: { name: 'notebook', stops_in: 30 } });
  await demo.control({ workspace: { name: 'payments-hotfix', used_ago: 8_000 } });
  await openLinked(page, ENTITIES.noSource);
  await expect(row(page, 'payments').getByText('Stops in 5 hours')).toBeVisible();
  await expect(row(page, 'notebook').getByText('Stops any moment')).toBeVisible();
  await toEnd(page);
  await expect(row(page, 'sandbox').getByText('Used 3 days ago')).toBeVisible();
  await expect(row(page, 'payments-hotfix').getByText('Used 2 hours ago')).toBeVisible();
  await expect(row(page, 'sandbox').getByText(/^Stops/), 'a stopped one stops no more').toHaveCount(0);
  await scopeFilter(page).selectOption('All');
  await search(page).fill('frontend');
  await expect(row(page, 'frontend').getByText('Never used')).toBeVisible();
});

test('times stay true as time passes, without a request, and touch nothing else', async ({ page, demo, settled }) => {
  // Builds tell the time each second.
  for (const name of ['gpu-training', 'reports']) await demo.control({ workspace: { name, status: 'stopped' } });
  await page.clock.install();
  await openLinked(page, ENTITIES.noSource);
  await expect(row(page, 'payments').getByText('Stops in 5 hours')).toBeVisible();
  // Icons are requested after the rows are painted.
  await expect(row(page, 'payments').locator('img')).toBeVisible();
  await settled();
  await demo.control({ down: true });
  await page.evaluate(() => {
    const list = document.querySelector('coder-workspaces-card').shadowRoot.querySelector('ol');
    window.changed = new Set();
    new MutationObserver(all =>
      all.forEach(m => {
        const element = m.target.nodeType === Node.TEXT_NODE ? m.target.parentElement : m.target;
        const what = m.type === 'attributes' ? m.attributeName : element.tagName;
        window.changed.add(element.closest('[part=row-times]') ? 'times' : what);
      }),
    ).observe(list, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  await page.clock.pauseAt(new Date(Date.now() + 40 * 60_000));
  await expect(row(page, 'payments').getByText('Stops in 4 hours')).toBeVisible();
  expect(await page.evaluate(() => [...window.changed].sort())).toEqual(['times', 'title']);
});

test('a session that ends soon is said before it ends, with the way to go on', async ({ page, demo }) => {
  await demo.control({ session_ends_in: 5 * 3_600 + 60 });
  await openLinked(page);
  await expect(names(page).first()).toBeVisible();
  await expect(page.getByText('Your Coder session ends in 5 hours.')).toBeVisible();
  await page.getByRole('button', { name: 'Enter a new token' }).click();
  await tokenField(page).fill(OTHER_TOKEN);
  await demo.control({ session_ends_in: 7 * 86_400 });
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(names(page)).toHaveText(['payments']);
  await expect(page.getByText(/Your Coder session ends/)).toHaveCount(0);
});

test('a session that slides is asked about once and says nothing', async ({ page, demo }) => {
  await openLinked(page);
  await expect(names(page).first()).toBeVisible();
  await expect
    .poll(() => demo.requests('GET /api/v2/users/me/keys/'))
    .toEqual(['GET /api/v2/users/me/keys/demodemo01']);
  await expect(page.getByText(/Your Coder session ends/)).toHaveCount(0);
});

test('a token typed as the session’s next stays when it fails', async ({ page, demo }) => {
  await demo.control({ session_ends_in: 3_600, revoke_token: OTHER_TOKEN });
  await openLinked(page);
  await page.getByRole('button', { name: 'Enter a new token' }).click();
  await tokenField(page).fill(OTHER_TOKEN);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByText('This token is invalid or has expired.')).toBeVisible();
  await expect(tokenField(page)).toHaveValue(OTHER_TOKEN);
});
