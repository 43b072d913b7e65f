import type { CSSProperties } from 'react';
import { SettingsRow } from './CoderProviderSettings';
import { EachDeployment } from './EachDeployment';
import { WorkspacesCard } from './WorkspacesCard';

const COLUMN: CSSProperties = { display: 'grid', gap: 'var(--bui-space-4, 16px)' };

/** The user's own workspaces, of any entity, and the linked account, for each deployment. */
export function CoderOverview({ style }: { style?: CSSProperties }) {
  return (
    <div style={{ ...COLUMN, ...style }}>
      <EachDeployment>
        {title => (
          <>
            <WorkspacesCard fullPage headerText={title} />
            <SettingsRow title={title} />
          </>
        )}
      </EachDeployment>
    </div>
  );
}
