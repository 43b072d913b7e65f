import type { CoderRowsChange, CoderWorkspace } from 'backstage-plugin-coder-element';
import { useMemo, useState, type HTMLAttributes, type ReactNode } from 'react';
import { CardPart, booleanAttribute, type HostProps } from './CardPart';

/** Props of {@link CoderWorkspacesCardWorkspacesList}. */
export interface CoderWorkspacesCardWorkspacesListProps extends Omit<HTMLAttributes<HTMLDivElement>, 'children'> {
  /** Replacement for the empty state. */
  emptyState?: ReactNode;
  /**
   * Renders the content of a row. All rows must have the same height. The list is virtual: only the rows in view
   * are rendered, and `workspaces` holds only those.
   */
  renderListItem?: (item: {
    workspace: CoderWorkspace;
    index: number;
    workspaces: readonly CoderWorkspace[];
  }) => ReactNode;
  /** Ignored: rows are never numbered, and screen readers announce a list either way. */
  ordered?: boolean;
  /** Whether the rows span the card. Default: `true`. */
  fullBleedLayout?: boolean;
  listClassName?: string;
}

/** The list. */
export function CoderWorkspacesCardWorkspacesList({
  emptyState,
  renderListItem,
  ordered: _,
  fullBleedLayout = true,
  listClassName,
  style,
  ...hostProps
}: CoderWorkspacesCardWorkspacesListProps) {
  const [{ rows }, setRows] = useState<CoderRowsChange>({ rows: [] });
  const workspaces = useMemo(() => rows.map(row => row.workspace), [rows]);
  return (
    <CardPart
      key={`${Boolean(emptyState)} ${Boolean(renderListItem)}`}
      name="workspaces-list"
      attributes={{ 'custom-items': booleanAttribute(renderListItem), 'custom-empty': booleanAttribute(emptyState) }}
      hostProps={
        {
          ...hostProps,
          style: fullBleedLayout ? style : { paddingInline: 'var(--bui-space-3, 16px)', ...style },
        } as HostProps
      }
      shadowTargets={[{ selector: '[part~=rows]', className: listClassName }]}
      onRowsChange={setRows}
    >
      {emptyState && <div slot="empty">{emptyState}</div>}
      {renderListItem &&
        rows.map(({ index, workspace }) => (
          <div key={workspace.id} slot={`row-${workspace.id}`} style={{ height: '100%' }}>
            {renderListItem({ workspace, index, workspaces })}
          </div>
        ))}
    </CardPart>
  );
}
