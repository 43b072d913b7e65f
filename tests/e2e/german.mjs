// German texts in a page that was reached in English, for screenshots: does the longer language fit?
import { readFileSync } from 'node:fs';

/** Returns the generated messages of a language: one line each, as `'key': "text",`. */
function messagesOf(language) {
  const file = new URL(`../../npm/backstage/src/translations/element.${language}.ts`, import.meta.url);
  const lines = readFileSync(file, 'utf8').matchAll(/^ {2}'([^']+)': (".*"),$/gm);
  return Object.fromEntries([...lines].map(([, key, text]) => [key, JSON.parse(text)]));
}

const messages = messagesOf('en');
const germanMessages = messagesOf('de');

const escaped = text => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** Patterns of the English texts, the longest first, with the German texts; `$<name>` in place of `{name}`. */
const PAIRS = Object.entries(messages)
  // A text of placeholders alone would fit everything.
  .filter(([, text]) => /\p{L}{2}/u.test(text.replace(/\{\w+\}/g, '')))
  .sort(([, a], [, b]) => b.length - a.length)
  .map(([key, text]) => {
    const names = new Set();
    const pattern = escaped(text).replace(/\\\{(\w+)\\\}/g, (_, name) => {
      const group = names.has(name) ? `\\k<${name}>` : `(?<${name}>.+)`;
      names.add(name);
      return group;
    });
    return [`^${pattern}$`, (germanMessages[key] ?? text).replace(/\{(\w+)\}/g, '$<$1>')];
  });

/** Replaces the texts of a page, in shadow trees as well. Relative times stay as they are. */
export function inGerman(page) {
  return page.evaluate(pairs => {
    const patterns = pairs.map(([pattern, translation]) => [new RegExp(pattern), translation]);
    const translate = root => {
      for (const node of root.childNodes) {
        const text = node.nodeType === Node.TEXT_NODE ? node.data.trim() : '';
        const [pattern, translation] = text ? (patterns.find(([pattern]) => pattern.test(text)) ?? []) : [];
        if (pattern) node.data = node.data.replace(text, text.replace(pattern, translation));
        translate(node);
      }
      if (root.shadowRoot) translate(root.shadowRoot);
    };
    translate(document.body);
  }, PAIRS);
}
