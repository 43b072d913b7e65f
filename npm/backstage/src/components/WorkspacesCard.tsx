import type { Entity } from '@backstage/catalog-model';
import { useAnalytics } from '@backstage/core-plugin-api';
import { useAsyncEntity } from '@backstage/plugin-catalog-react';
import type { CoderAppConfig, CoderEntity } from 'backstage-plugin-coder-element';
import { useMemo, type HTMLAttributes, type ReactNode } from 'react';
import { useEmbedding } from '../host';
import { useTold } from '../told';
import { Element } from './Element';
import { Placeholder } from './Notice';

/** Props of {@link CoderWorkspacesCard}; attributes of a `div` are the card’s. */
export interface CoderWorkspacesCardProps
  extends Omit<HTMLAttributes<HTMLDivElement>, 'role' | 'aria-labelledby' | 'children'> {
  /** The search, where its owner controls it. */
  queryFilter?: string;
  /** The search to begin with. Default: what was chosen the last time, else the configured one, else `owner:me`. */
  defaultQueryFilter?: string;
  /** Told when the search changes. */
  onFilterChange?: (filter: string) => void;
  /** Show only workspaces made from the entity's repository, and use its `spec.coder`. Default: `false`. */
  readEntityData?: boolean;
  /** The title's words. */
  headerText?: string;
  /** The title's level. Default: `h2`. */
  headerLevel?: 'h1' | 'h2' | 'h3' | 'h4' | 'h5' | 'h6';
  /** `compatible` shows it only for entities with `spec.coder` or a devcontainers tag. Default: `always`. */
  show?: 'always' | 'compatible';
  /** The configuration, where neither a provider nor `app-config.yaml` has it. */
  appConfig?: CoderAppConfig;
  /** Before the buttons of the title row. */
  actions?: ReactNode;
  /** In place of what stands there when there are no rows. */
  emptyState?: ReactNode;
  /** Below the list. */
  footer?: ReactNode;
}

/** The Coder workspaces of the entity whose page it stands on; of the user where it stands elsewhere. */
export function CoderWorkspacesCard(props: CoderWorkspacesCardProps) {
  return props.readEntityData ? <OnEntityPage {...props} /> : <Card {...props} />;
}

/** The card of the entity whose page it stands on. */
export function OnEntityPage(props: CoderWorkspacesCardProps & { roomy?: boolean }) {
  const { entity } = useAsyncEntity();
  return entity ? <Card {...props} entity={entity} /> : <Placeholder height={200} />;
}

/** The card with an entity given to it. */
export function Card({ entity, roomy, ...props }: CoderWorkspacesCardProps & { entity?: Entity; roomy?: boolean }) {
  const {
    queryFilter,
    defaultQueryFilter,
    onFilterChange,
    readEntityData,
    headerText,
    headerLevel,
    show,
    appConfig: ofCard,
    actions,
    emptyState,
    footer,
    ...common
  } = props;
  const { appConfig: given, proxyPath, host } = useEmbedding(ofCard);
  // A card with a page to itself shows more rows, unless the configuration says how many.
  const appConfig = useMemo(
    () => (roomy && given ? { ...given, tuning: { listMaxHeightPx: 840, ...given.tuning } } : given),
    [roomy, given],
  );
  const analytics = useAnalytics();
  const told = useTold();
  if (!host) return <Placeholder height={200} />;
  return (
    <Element
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
      common={common}
      properties={{ entity: entity as CoderEntity | undefined, config: appConfig, host }}
      on={{
        'coder-filter-change': event => {
          analytics.captureEvent('filter', 'Coder workspaces');
          onFilterChange?.(event.detail.filter);
        },
        'coder-workspace-created': event => told.created(event.detail),
        'coder-error': event => told.failed(event.detail),
      }}
    >
      {actions && <span slot="actions">{actions}</span>}
      {emptyState && <div slot="empty">{emptyState}</div>}
      {footer && <div slot="footer">{footer}</div>}
    </Element>
  );
}
