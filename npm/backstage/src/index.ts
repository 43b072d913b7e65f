/**
 * Coder workspaces in Backstage, for the new frontend system; `./legacy` is for the legacy one.
 *
 * @packageDocumentation
 */
export { default } from './plugin';
export { coderAuthApiRef, type CoderAuthApi } from './api/coderAuthApi';
export { coderHostApiRef, type CoderHostApi } from './api/coderHostApi';
export { isCoderAvailable } from './isCoderAvailable';
export type { CoderAppConfig } from 'backstage-plugin-coder-element';
