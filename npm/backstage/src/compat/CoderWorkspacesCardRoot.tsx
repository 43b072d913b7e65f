// The card's frame with its session, dialogs and shared context: the React plugin's API on top of
// `<coder-card-root>`.
import type { CoderAppConfig, CoderCardChange } from 'backstage-plugin-coder-element';
import { useId, useMemo, useState, type HTMLAttributes, type PropsWithChildren, type ReactNode } from 'react';
import { Placeholder } from '../components/Placeholder';
import { useCoderHost } from '../hooks/useCoderHost';
import { useElementEvents } from '../hooks/useElementEvents';
import { ShadowPartsElement } from './ShadowPartsElement';
import { NO_CONFIG } from './useCoderWorkspacesConfig';
import { useHeadingText } from './useHeadingText';
import { usePageEntity } from './usePageEntity';
import { useRefetch } from './useRefetch';
import { CardContext } from './useWorkspacesCardContext';
import { workspacesQuery } from './workspacesQuery';

/** Props of {@link CoderWorkspacesCardRoot}. */
export type CoderWorkspacesCardRootProps = PropsWithChildren<{
  /** Search of a controlled card. */
  queryFilter?: string;
  /** Initial search. */
  defaultQueryFilter?: string;
  onFilterChange?: (filter: string) => void;
  /** Whether to show only workspaces of the entity's repository, and to use its `spec.coder`. */
  readEntityData?: boolean;
  /** Content above the list, usually a `CoderWorkspacesCardHeaderRow`. */
  headerContent?: ReactNode;
  appConfig?: CoderAppConfig;
}> &
  Omit<HTMLAttributes<HTMLDivElement>, 'role' | 'aria-labelledby' | 'children'>;

/** The card's frame, session and dialogs; its children appear while the account is linked. */
export function CoderWorkspacesCardRoot(props: CoderWorkspacesCardRootProps) {
  return <Root key={String(props.readEntityData ?? false)} {...props} />;
}

function Root({
  queryFilter,
  defaultQueryFilter,
  onFilterChange,
  readEntityData = false,
  headerContent,
  appConfig: override,
  children,
  ...rest
}: CoderWorkspacesCardRootProps) {
  const entity = usePageEntity(readEntityData);
  const { appConfig, proxyPath, host } = useCoderHost(override, entity);
  const { onWorkspaceCreated, onError } = useElementEvents();
  const [card, setCard] = useState<CoderCardChange>({
    filter: queryFilter ?? defaultQueryFilter ?? '',
    config: NO_CONFIG,
    state: 'loading',
    count: null,
    workspaces: [],
    refreshing: false,
    error: null,
  });
  const [requestedFilter, setRequestedFilter] = useState<string>();
  const { refreshKey, refetch, resolveRefetches } = useRefetch();
  const headerId = useId();
  const title = useHeadingText(headerId);
  const context = useMemo(
    () => ({
      queryFilter: card.filter,
      onFilterChange: setRequestedFilter,
      workspacesConfig: card.config,
      workspacesQuery: workspacesQuery(card, refetch),
      headerId,
    }),
    [card, refetch, headerId],
  );
  if (!host || (readEntityData && !entity)) return <Placeholder height={200} />;
  return (
    <CardContext.Provider value={context}>
      <div {...rest}>
        <ShadowPartsElement
          tag="coder-card-root"
          height={200}
          attributes={{
            'read-entity-data': readEntityData ? '' : undefined,
            'query-filter': queryFilter,
            'default-query-filter': defaultQueryFilter,
            'proxy-path': proxyPath,
          }}
          properties={{ entity, config: appConfig, host, filter: requestedFilter, refreshKey }}
          shadowTargets={[{ selector: 'section', attributes: { 'aria-label': title } }]}
          on={{
            'coder-filter-change': event => {
              // The requested search is applied. Clearing it allows the same request again.
              setRequestedFilter(undefined);
              onFilterChange?.(event.detail.filter);
            },
            'coder-card-change': event => {
              setCard(event.detail);
              if (!event.detail.refreshing) resolveRefetches(workspacesQuery(event.detail, refetch));
            },
            'coder-workspace-created': event => onWorkspaceCreated(event.detail),
            'coder-error': event => onError(event.detail),
          }}
        >
          {headerContent && <div slot="header">{headerContent}</div>}
          {children}
        </ShadowPartsElement>
      </div>
    </CardContext.Provider>
  );
}
