import type { Entity } from '@backstage/catalog-model';
import { useAnalytics } from '@backstage/core-plugin-api';
import type { CoderAppConfig, CoderEntity } from 'backstage-plugin-coder-element';
import { useMemo, type HTMLAttributes, type ReactNode } from 'react';
import { useCoderHost } from '../hooks/useCoderHost';
import { useElementEvents } from '../hooks/useElementEvents';
import { CustomElement } from './CustomElement';
import { Placeholder } from './Placeholder';

/** Props of `CoderWorkspacesCard`; attributes of a `div` apply to the card. */
export interface CoderWorkspacesCardProps extends Omit<
  HTMLAttributes<HTMLDivElement>,
  'role' | 'aria-labelledby' | 'children'
> {
  /** Search of a controlled card. */
  queryFilter?: string;
  /** Initial search. Default: the last choice, then the configured one, then `owner:me`. */
  defaultQueryFilter?: string;
  /** Callback for changes of the search. */
  onFilterChange?: (filter: string) => void;
  /** Whether to show only workspaces of the entity's repository, and to use its `spec.coder`. Default: `false`. */
  readEntityData?: boolean;
  /** Title of the card. */
  headerText?: string;
  /** Heading level of the title. Default: `h2`. */
  headerLevel?: 'h1' | 'h2' | 'h3' | 'h4' | 'h5' | 'h6';
  /** `compatible` shows the card only for entities with `spec.coder` or a devcontainers tag. Default: `always`. */
  show?: 'always' | 'compatible';
  /** Configuration. Default: the provider's, then `coder:` of `app-config.yaml`. */
  appConfig?: CoderAppConfig;
  /** Content before the buttons of the title row. */
  actions?: ReactNode;
  /** Replacement for the empty state. */
  emptyState?: ReactNode;
  /** Content below the list. */
  footer?: ReactNode;
}

/** The card with an explicit entity. */
export function WorkspacesCard({
  entity,
  fullPage,
  ...props
}: CoderWorkspacesCardProps & { entity?: Entity; fullPage?: boolean }) {
  const {
    queryFilter,
    defaultQueryFilter,
    onFilterChange,
    readEntityData,
    headerText,
    headerLevel,
    show,
    appConfig: override,
    actions,
    emptyState,
    footer,
    ...hostProps
  } = props;
  const { appConfig: config, proxyPath, host } = useCoderHost(override, entity);
  // A card that fills a page shows more rows, unless the configuration sets the height.
  const appConfig = useMemo(
    () => (fullPage && config ? { ...config, tuning: { listMaxHeightPx: 840, ...config.tuning } } : config),
    [fullPage, config],
  );
  const analytics = useAnalytics();
  const { onWorkspaceCreated, onError } = useElementEvents();
  if (!host) return <Placeholder height={200} />;
  return (
    <CustomElement
      tag="coder-workspaces-card"
      height={200}
      attributes={{
        'read-entity-data': readEntityData ? '' : undefined,
        'query-filter': queryFilter,
        'default-query-filter': defaultQueryFilter,
        'header-text': headerText,
        'header-level': headerLevel?.slice(1),
        show,
        'proxy-path': proxyPath,
      }}
      hostProps={hostProps}
      properties={{ entity: entity as CoderEntity | undefined, config: appConfig, host }}
      on={{
        'coder-filter-change': event => {
          analytics.captureEvent('filter', 'Coder workspaces');
          onFilterChange?.(event.detail.filter);
        },
        'coder-workspace-created': event => onWorkspaceCreated(event.detail),
        'coder-error': event => onError(event.detail),
      }}
    >
      {actions && <span slot="actions">{actions}</span>}
      {emptyState && <div slot="empty">{emptyState}</div>}
      {footer && <div slot="footer">{footer}</div>}
    </CustomElement>
  );
}
