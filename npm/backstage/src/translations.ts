/**
 * The plugin's messages, for changes and translations. The default export adds the built-in languages to an app
 * with feature discovery.
 *
 * @packageDocumentation
 */
import { createTranslationRef, createTranslationResource } from '@backstage/core-plugin-api/alpha';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { TranslationBlueprint } from '@backstage/plugin-app-react';

export { coderTitlesTranslationRef } from './translations/titles';
export { coderTranslationRef } from './translations/ref';

// A ref without messages: an app that discovers this module need not load them with its first page.
const byId = createTranslationRef({ id: 'coder', messages: {} });

/** The plugin's messages in languages other than English. */
export const coderTranslations = createTranslationResource({
  ref: byId,
  translations: { de: () => import('./translations/de') },
});

export default createFrontendModule({
  pluginId: 'app',
  extensions: [TranslationBlueprint.make({ name: 'coder', params: { resource: coderTranslations } })],
});
