/**
 * Coder workspaces in Backstage, for the new frontend system; `./legacy` is for the old one.
 *
 * @packageDocumentation
 */
export { default } from './plugin';
export { coderAuthApiRef, type CoderAuthApi } from './auth';
export { isCoderAvailable } from './availability';
export type { CoderAppConfig } from 'backstage-plugin-coder-element';
