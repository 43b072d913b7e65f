// Titles of the page and the tab. They have their own translation ref, because the app needs them before any
// element is shown, and the other ref would load all messages of the elements.
import { createTranslationRef } from '@backstage/frontend-plugin-api';

const titles = { page: 'Coder', tab: 'Coder' } as const;

/**
 * Ref of the page's and the tab's titles, for a `TranslationBlueprint` that changes them (Backstage 1.57 and
 * newer).
 */
export const coderTitlesTranslationRef = createTranslationRef({ id: 'coder.titles', messages: titles });

/** Returns a title, which the app's translations can change since Backstage 1.57. */
export function title(key: keyof typeof titles): string {
  // Translation refs are callable since Backstage 1.57.
  const ref: unknown = coderTitlesTranslationRef;
  return typeof ref === 'function' ? ref(key) : titles[key];
}
