// Titles of the page and the tab. A translation ref of their own: the app needs them before any element is shown,
// and the elements' texts would come with the other one.
import { createTranslationRef } from '@backstage/frontend-plugin-api';

const titles = { page: 'Coder', tab: 'Coder' } as const;

/** The titles of the page and the tab; name it in a `TranslationBlueprint` to change them (Backstage 1.57 and newer). */
export const coderTitlesTranslationRef = createTranslationRef({ id: 'coder.titles', messages: titles });

/** Returns a title: one that the app's translations may change where Backstage takes such a one, from 1.57 on. */
export function title(key: keyof typeof titles): string {
  // Only there can a ref be called.
  const ref: unknown = coderTitlesTranslationRef;
  return typeof ref === 'function' ? ref(key) : titles[key];
}
