// The card's appearance, as a host, the system or the window size demands it.
import {
  addElements,
  CONFIG,
  ENTITIES,
  expect,
  names,
  openLinked,
  openSearch,
  statusFilter,
  test,
} from './fixtures.mjs';

const style = (locator, property) => locator.evaluate((e, p) => getComputedStyle(e)[p], property);

for (const width of [320, 480, 768, 1280, 1600]) {
  test(`at ${width} pixels nothing is wider than the window, and every row can be opened`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await openLinked(page, ENTITIES.noSource);
    await expect(names(page).first()).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    const card = await page.locator('coder-workspaces-card').boundingBox();
    for (const link of await page.getByRole('link', { name: /^Open workspace/ }).all()) {
      const box = await link.boundingBox();
      expect(box.x + box.width).toBeLessThanOrEqual(card.x + card.width);
    }
  });
}

test('a title, its buttons and badges stand whole at 320 pixels', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 900 });
  await openLinked(page, ENTITIES.payments);
  await expect(names(page).first()).toBeVisible();
  const title = page.getByRole('heading', { name: 'Coder Workspaces' });
  expect((await title.boundingBox()).height, 'one line').toBeLessThan(40);
  const whole = await page
    .locator('[part=row-badge]')
    .first()
    .evaluate(badge => {
      const [own, around] = [badge, badge.parentElement].map(e => e.getBoundingClientRect());
      return own.right <= around.right;
    });
  expect(whole).toBe(true);
});

test('Backstage’s tokens and our own restyle it', async ({ page }) => {
  await openLinked(page, '/');
  await addElements(
    page,
    `<coder-provider config='${CONFIG}'><coder-workspaces-card></coder-workspaces-card></coder-provider>`,
  );
  await expect(names(page).first()).toBeVisible();
  await page.evaluate(() => {
    document.documentElement.style.setProperty('--bui-bg-neutral-1', 'rgb(1, 2, 3)');
    document.querySelector('#extra').style.setProperty('--coder-accent', 'rgb(4, 5, 6)');
  });
  await expect.poll(() => style(page.locator('[part=card]'), 'backgroundColor')).toBe('rgb(1, 2, 3)');
  await expect.poll(() => style(page.locator('[part=row-open-menu]').nth(1), 'color')).toBe('rgb(4, 5, 6)');
});

test('type and room follow the page’s type size', async ({ page }) => {
  await openLinked(page);
  await expect(names(page).first()).toBeVisible();
  const before = (await page.locator('[part=row]').first().boundingBox()).height;
  await page.evaluate(() => (document.documentElement.style.fontSize = '32px'));
  await expect
    .poll(async () => (await page.locator('[part=row]').first().boundingBox()).height)
    .toBeGreaterThan(before * 1.9);
});

test('a system without motion gets none', async ({ page, demo }) => {
  await demo.control({ workspace: { name: 'payments-hotfix', status: 'starting' } });
  await openLinked(page);
  await expect(page.getByText('Starting…', { exact: true })).toBeVisible();
  // A document does not count the animations of its shadow trees.
  const animations = () =>
    page.evaluate(() => {
      const roots = [document];
      for (const root of roots) {
        for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) roots.push(shadowRoot);
      }
      return roots.reduce((sum, root) => sum + root.getAnimations().length, 0);
    });
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await expect.poll(animations).toBeGreaterThan(0);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect.poll(animations).toBe(0);
});

test('in forced colors cards and controls have edges, and what is chosen stands out', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await openLinked(page);
  await expect(names(page).first()).toBeVisible();
  expect(await style(page.locator('[part=card]'), 'borderTopStyle')).toBe('solid');
  expect(await style(page.getByRole('button', { name: 'More actions' }), 'borderTopStyle')).toBe('solid');
  await openSearch(page);
  expect(await style(statusFilter(page), 'borderTopStyle')).toBe('solid');
  const weight = () => style(statusFilter(page), 'fontWeight');
  const before = await weight();
  await statusFilter(page).selectOption('Running');
  await expect.poll(weight).not.toBe(before);
});
