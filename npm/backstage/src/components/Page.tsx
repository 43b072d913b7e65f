import type { CSSProperties } from 'react';
import { CoderProviderSettings } from './Session';
import { Card, OnEntityPage } from './WorkspacesCard';

const COLUMN: CSSProperties = { display: 'grid', gap: 'var(--bui-space-4, 16px)' };

/** The user's own workspaces, whatever entity they belong to, and the linked account. */
export function Overview({ style }: { style?: CSSProperties }) {
  return (
    <div style={{ ...COLUMN, ...style }}>
      <Card roomy />
      <CoderProviderSettings />
    </div>
  );
}

/** A page of the user's workspaces, for a route of the legacy system, which leaves the space around it to the page. */
export function CoderPage() {
  return <Overview style={{ padding: 'var(--bui-space-6, 24px)' }} />;
}

/** The tab on an entity's page, which has its own space around it. */
export function EntityCoderContent() {
  return <OnEntityPage readEntityData roomy />;
}
