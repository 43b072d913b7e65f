import type { CSSProperties } from 'react';
import { CoderProviderSettings } from './CoderProviderSettings';
import { WorkspacesCard } from './WorkspacesCard';

const COLUMN: CSSProperties = { display: 'grid', gap: 'var(--bui-space-4, 16px)' };

/** The user's own workspaces, of any entity, and the linked account. */
export function CoderOverview({ style }: { style?: CSSProperties }) {
  return (
    <div style={{ ...COLUMN, ...style }}>
      <WorkspacesCard fullPage />
      <CoderProviderSettings />
    </div>
  );
}
