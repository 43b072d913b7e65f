import { createTranslationRef } from '@backstage/core-plugin-api/alpha';
import { messages } from './en';

/**
 * Ref of the plugin's messages, for a `TranslationBlueprint` or `createTranslationResource` that changes them. It
 * includes all messages of the elements, so that an app can translate them as with other plugins.
 */
export const coderTranslationRef = createTranslationRef({
  id: 'coder',
  messages,
  translations: { de: () => import('./de') },
});
