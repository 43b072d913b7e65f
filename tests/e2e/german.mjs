// German texts in a page that was reached in English, for screenshots: does the longer language fit?
import { germanMessages } from '../../npm/backstage/src/translations/element.de.ts';
import { messages } from '../../npm/backstage/src/translations/element.en.ts';

const escaped = text => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** Patterns of the English texts, the longest first, with the German texts; `$<name>` in place of `{name}`. */
const PAIRS = Object.entries(messages)
  .sort(([, a], [, b]) => b.length - a.length)
  .map(([key, english]) => {
    const names = new Set();
    const pattern = escaped(english).replace(/\\\{(\w+)\\\}/g, (_, name) => {
      const group = names.has(name) ? `\\k<${name}>` : `(?<${name}>.+)`;
      names.add(name);
      return group;
    });
    return [`^${pattern}$`, (germanMessages[key] ?? english).replace(/\{(\w+)\}/g, '$<$1>')];
  });

/** Replaces the texts of a page, in shadow trees as well. Relative times stay as they are. */
export function inGerman(page) {
  return page.evaluate(pairs => {
    const patterns = pairs.map(([pattern, german]) => [new RegExp(pattern), german]);
    const translate = root => {
      for (const node of root.childNodes) {
        const text = node.nodeType === Node.TEXT_NODE ? node.data.trim() : '';
        const [pattern, german] = text ? (patterns.find(([pattern]) => pattern.test(text)) ?? []) : [];
        if (pattern) node.data = node.data.replace(text, text.replace(pattern, german));
        translate(node);
      }
      if (root.shadowRoot) translate(root.shadowRoot);
    };
    translate(document.body);
  }, PAIRS);
}
