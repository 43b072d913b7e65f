import { CoderProviderSettings } from './Session';
import { Card, OnEntityPage } from './WorkspacesCard';

const COLUMN = { display: 'grid', gap: 'var(--bui-space-4, 16px)', padding: 'var(--bui-space-6, 24px)' } as const;

/** The user's own workspaces, whatever entity they belong to, and the linked account. */
export function CoderPage() {
  return (
    <div style={COLUMN}>
      <Card roomy />
      <CoderProviderSettings />
    </div>
  );
}

/** The tab on an entity's page. */
export function EntityCoderContent() {
  return (
    <div style={COLUMN}>
      <OnEntityPage readEntityData roomy />
    </div>
  );
}
