/**
 * The plugin's texts, to change or translate them. The default export brings the languages there are to an app with
 * feature discovery.
 *
 * @packageDocumentation
 */
import { createTranslationRef, createTranslationResource } from '@backstage/core-plugin-api/alpha';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { TranslationBlueprint } from '@backstage/plugin-app-react';

export { coderTitlesTranslationRef } from './titles';
export { coderTranslationRef } from './translation';

// By its id alone: an app that discovers this module does not have to load the texts with its first page.
const byId = createTranslationRef({ id: 'coder', messages: {} });

/** The plugin's texts in other languages than English. */
export const coderTranslations = createTranslationResource({
  ref: byId,
  translations: { de: () => import('./messages-de') },
});

export default createFrontendModule({
  pluginId: 'app',
  extensions: [TranslationBlueprint.make({ name: 'coder', params: { resource: coderTranslations } })],
});
