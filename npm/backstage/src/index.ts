/**
 * Coder workspaces in Backstage, for the new frontend system; `./legacy` is for the old one.
 *
 * @packageDocumentation
 */
export { default } from './plugin';
export { coderAuthApiRef, type CoderAuthApi } from './auth';
export { coderHostApiRef, type CoderHostApi } from './host-api';
export { isCoderAvailable } from './availability';
export type { CoderAppConfig } from 'backstage-plugin-coder-element';
