/**
 * The plugin's texts, to change or translate them.
 *
 * @packageDocumentation
 */
export { coderTranslationRef } from './translation';
