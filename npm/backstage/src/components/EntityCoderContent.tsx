import { EntityWorkspacesCard } from './EntityWorkspacesCard';

/** The tab of an entity page, which sets the padding itself. */
export function EntityCoderContent() {
  return <EntityWorkspacesCard readEntityData fullPage />;
}
