// Checks that the elements are defined in the browser as custom-elements.json says. Native tests of xtask compare the
// manifest with the sources.
import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures.mjs';

const ELEMENTS = JSON.parse(readFileSync(new URL('../../custom-elements.json', import.meta.url), 'utf8')).modules[0]
  .declarations;
const names = list => list.map(one => one.name).sort();

test('every element is defined with the attributes and properties the manifest names', async ({ page }) => {
  await page.goto('/');
  const defined = await page.evaluate(
    async tags => {
      await Promise.all(tags.map(tag => customElements.whenDefined(tag)));
      return tags.map(tag => {
        const element = customElements.get(tag);
        const properties = Object.entries(Object.getOwnPropertyDescriptors(element.prototype))
          .filter(([, d]) => d.set)
          .map(([name]) => name);
        return { tag, attributes: [...element.observedAttributes].sort(), properties: properties.sort() };
      });
    },
    ELEMENTS.map(e => e.tagName),
  );
  expect(defined).toEqual(
    ELEMENTS.map(e => ({ tag: e.tagName, attributes: names(e.attributes), properties: names(e.members) })),
  );
});
