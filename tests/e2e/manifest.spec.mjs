// custom-elements.json says what the elements are; the elements, and what stands in the source, must agree.
import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from './fixtures.mjs';

const ROOT = new URL('../../', import.meta.url);
const read = path => readFileSync(new URL(path, ROOT), 'utf8');
const ELEMENTS = JSON.parse(read('custom-elements.json')).modules[0].declarations;
const names = list => list.map(one => one.name).sort();

const sources = readdirSync(new URL('src/', ROOT), { recursive: true })
  .filter(path => path.endsWith('.rs') && !path.startsWith('standalone'))
  .map(path => read(`src/${path}`));
const found = pattern => [...new Set(sources.flatMap(text => [...text.matchAll(pattern)].map(match => match[1])))].sort();

test('every element is defined with the attributes and properties the manifest names', async ({ page }) => {
  await page.goto('/');
  const defined = await page.evaluate(async tags => {
    await Promise.all(tags.map(tag => customElements.whenDefined(tag)));
    return tags.map(tag => {
      const element = customElements.get(tag);
      const properties = Object.entries(Object.getOwnPropertyDescriptors(element.prototype)).filter(([, d]) => d.set).map(([name]) => name);
      return { tag, attributes: [...element.observedAttributes].sort(), properties: properties.sort() };
    });
  }, ELEMENTS.map(e => e.tagName));
  expect(defined).toEqual(ELEMENTS.map(e => ({ tag: e.tagName, attributes: names(e.attributes), properties: names(e.members) })));
  expect(found(/tag: "(coder-[a-z-]+)"/g)).toEqual(ELEMENTS.map(e => e.tagName).sort());
});

test('every part, slot and event of the source is in the manifest, and none besides', () => {
  const told = key => [...new Set(ELEMENTS.flatMap(e => names(e[key])))].filter(Boolean).sort();
  // Components for Rust only.
  const rust = ['error-boundary'];
  expect(told('cssParts')).toEqual(found(/part="([a-z-]+)"/g).filter(part => !rust.includes(part)));
  expect(told('slots')).toEqual(found(/<slot name="([a-z-]+)"/g));
  expect(told('events')).toEqual(found(/send(?:_text)?\(host, "(coder-[a-z-]+)"/g));
});

test('every custom property of the sheet is in the manifest, and none besides', () => {
  const used = [...new Set([...read('style/tokens.css').matchAll(/var\((--coder-[a-z-]+)/g)].map(match => match[1]))].sort();
  for (const element of ELEMENTS) expect(names(element.cssProperties)).toEqual(used);
});

test('the README names every element, attribute and event', () => {
  const readme = read('README.md');
  for (const element of ELEMENTS) {
    expect(readme).toContain(`\`<${element.tagName}>\``);
    for (const one of [...element.attributes, ...element.events]) expect(readme).toContain(`\`${one.name}\``);
  }
});
