// Browsers with missing or disabled features: the elements work without them, or name the missing feature.
import { readFileSync } from 'node:fs';
import { ENTITIES, expect, names, openLinked, openTall, row, test } from './fixtures.mjs';

const PACKAGE = readFileSync(new URL('../../npm/element/index.js', import.meta.url), 'utf8');

/** Loads the element's package on an otherwise empty page; returns the outcome. */
async function load(page, spoil) {
  await page.route('**/element/blank', route =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Blank</title>' }),
  );
  await page.route('**/element/index.js', route => route.fulfill({ contentType: 'text/javascript', body: PACKAGE }));
  await page.addInitScript(spoil);
  await page.goto('/element/blank');
  return page.evaluate(async () => {
    const { load } = await import('/element/index.js');
    return load().then(
      () => 'loaded',
      error => `${error.code}: ${error.message}`,
    );
  });
}

test('WebAssembly that is switched off is said as that, not as an old browser', async ({ page }) => {
  const error = await load(page, () => delete globalThis.WebAssembly);
  expect(error).toMatch(/^disabled: WebAssembly is switched off in this browser/);
});

test('a browser whose WebAssembly is too old is said as that', async ({ page }) => {
  const error = await load(page, () => (WebAssembly.validate = bytes => bytes.length <= 8));
  expect(error).toMatch(/^unsupported: This browser is too old/);
});

test('a policy that forbids WebAssembly is said as that', async ({ page }) => {
  const error = await load(
    page,
    () =>
      (WebAssembly.compile = async () => {
        throw new WebAssembly.CompileError('blocked');
      }),
  );
  expect(error).toMatch(/^csp: /);
});

/** Removes the popover API, which browsers of 2023 lack. */
function forgetPopovers() {
  for (const name of ['showPopover', 'hidePopover', 'togglePopover', 'popover']) delete HTMLElement.prototype[name];
}

test('menus work without popovers: by click and by keys, and close', async ({ page, demo }) => {
  await page.addInitScript(forgetPopovers);
  await openTall(page);
  const button = page.getByRole('button', { name: 'Actions for platform', exact: true });
  const items = page.getByRole('menuitem');
  await button.click();
  await expect(items.first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(items.nth(1)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(items).toHaveCount(0);
  await expect(button).toBeFocused();
  await button.click();
  await expect(items.first()).toBeFocused();
  await button.click();
  await expect(items).toHaveCount(0);
  await page.keyboard.press('ArrowDown');
  await expect(items.first()).toBeFocused();
  const box = await items.first().boundingBox();
  const at = await button.boundingBox();
  expect(Math.abs(box.y - at.y), 'beside its button').toBeLessThan(400);
  // A click elsewhere closes the menu.
  await page.getByRole('searchbox').click();
  await expect(items).toHaveCount(0);
  await button.click();
  await page.getByRole('menuitem', { name: 'Stop', exact: true }).click();
  await expect.poll(() => demo.requests('POST /api/v2/workspaces/')).toHaveLength(1);
});

for (const [what, forget] of Object.entries({
  'no adopted sheets': () => {
    for (const of of [Document, ShadowRoot]) delete of.prototype.adoptedStyleSheets;
  },
  'no constructed sheets': () => {
    window.CSSStyleSheet = function () {
      throw new TypeError('Illegal constructor');
    };
  },
})) {
  test.describe(`a browser that has ${what}`, () => {
    test('shows the styles where the page’s policy lets it', async ({ page }) => {
      await page.route('**/*', async route => {
        if (route.request().resourceType() !== 'document') return route.fallback();
        const response = await route.fetch();
        const { 'content-security-policy': policy, ...headers } = response.headers();
        return route.fulfill({ response, headers });
      });
      await page.addInitScript(forget);
      await openTall(page, ENTITIES.noSource);
      await expect(names(page)).toHaveCount(10);
      expect(await row(page, 'payments').evaluate(e => getComputedStyle(e).overflow)).toBe('hidden');
      const sheets = await page
        .locator('coder-workspaces-card')
        .evaluate(e => e.shadowRoot.querySelectorAll('style').length);
      expect(sheets).toBe(1);
    });

    test('says so where the page’s policy blocks the styles', async ({ page, expectedErrors }) => {
      expectedErrors.push(/Content Security Policy/);
      await page.addInitScript(forget);
      await openLinked(page, ENTITIES.noSource);
      await expect(names(page).first()).toBeVisible();
      await expect(
        page.getByText('This page’s Content-Security-Policy blocks the card’s styles in this browser.'),
      ).toBeVisible();
    });
  });
}
