// What the extensions of the new frontend system show, as one chunk.
export { CoderOverview } from './CoderOverview';
export { CoderWorkspacesCard } from './CoderWorkspacesCard';
export { EntityCoderContent } from './EntityCoderContent';
