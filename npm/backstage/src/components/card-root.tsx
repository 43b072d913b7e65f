// The card's frame, its session and dialogs, and what its parts share: the React plugin's names over
// `<coder-card-root>`.
import type { CoderAppConfig, CoderCardChange, CoderEntity, CoderWorkspacesConfig } from 'backstage-plugin-coder-element';
import { useAsyncEntity } from '@backstage/plugin-catalog-react';
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type HTMLAttributes,
  type PropsWithChildren,
  type ReactNode,
} from 'react';
import { useEmbedding } from '../host';
import { loadWorkspacesConfig, onLoaded } from '../loading';
import { useTold } from '../told';
import { workspacesQuery, type WorkspacesQuery } from '../workspaces-query';
import { Element } from './Element';
import { Placeholder } from './Notice';

/** What {@link useWorkspacesCardContext} gives. */
export interface WorkspacesCardContext {
  /** The search. */
  queryFilter: string;
  /** Changes it, or asks its owner to. */
  onFilterChange: (filter: string) => void;
  workspacesConfig: CoderWorkspacesConfig;
  /** The list. */
  workspacesQuery: WorkspacesQuery;
  /** The `id` for a heading of one's own, which then is the card's name. */
  headerId: string;
}

const CardContext = createContext<WorkspacesCardContext | undefined>(undefined);

const NO_CONFIG: CoderWorkspacesConfig = {
  mode: 'manual',
  templateName: null,
  creationUrl: null,
  repoUrl: null,
  repoUrlParamKeys: [],
  isReadingEntityData: false,
  params: {},
};

/** What the parts of a card share; below {@link CoderWorkspacesCardRoot} only. */
export function useWorkspacesCardContext(): WorkspacesCardContext {
  const context = useContext(CardContext);
  if (!context) throw new Error('useWorkspacesCardContext is used outside of CoderWorkspacesCardRoot');
  return context;
}

/**
 * The entity whose page one stands on; `undefined` where it is not asked for, or not known yet. Elsewhere than on an
 * entity's page, asking throws.
 */
function usePageEntity(asked: boolean): CoderEntity | undefined {
  const first = useRef(asked).current;
  if (asked !== first) throw new Error('The value of "readEntityData" is not allowed to change across re-renders');
  // The flag stays, and so does the order of hooks.
  const { entity } = asked ? useAsyncEntity() : { entity: undefined };
  return entity as unknown as CoderEntity | undefined;
}

/** The configuration merged with the entity's; empty until the elements are loaded. */
export function useCoderWorkspacesConfig({ readEntityData = false }: { readEntityData?: boolean } = {}): CoderWorkspacesConfig {
  const { appConfig } = useEmbedding();
  const entity = usePageEntity(readEntityData);
  const [merged, setMerged] = useState(NO_CONFIG);
  useEffect(() => {
    let current = true;
    const merge = () =>
      loadWorkspacesConfig(appConfig, entity).then(
        config => current && setMerged(config),
        // Whoever shows something of ours says why it could not be loaded; once it is there, this is done again.
        () => {},
      );
    const end = onLoaded(merge);
    void merge();
    return () => {
      current = false;
      end();
    };
  }, [appConfig, entity]);
  return merged;
}

/** A number that is another whenever the list is asked for again, and the promises of who asked. */
function useRefetch() {
  const [refreshKey, setRefreshKey] = useState<number>();
  const waiting = useRef<((query: WorkspacesQuery) => void)[]>([]);
  const refetch = useCallback(() => {
    setRefreshKey((key = 0) => key + 1);
    return new Promise<WorkspacesQuery>(resolve => waiting.current.push(resolve));
  }, []);
  const answered = useCallback((query: WorkspacesQuery) => waiting.current.splice(0).forEach(resolve => resolve(query)), []);
  return { refreshKey, refetch, answered };
}

/** The words of the heading with this id, where an app has one of its own. */
function useTitle(headerId: string): string | undefined {
  const [title, setTitle] = useState<string>();
  useEffect(() => {
    setTitle(document.getElementById(headerId)?.textContent || undefined);
  });
  return title;
}

/** Props of {@link CoderWorkspacesCardRoot}. */
export type CoderWorkspacesCardRootProps = PropsWithChildren<{
  /** The search, where its owner controls it. */
  queryFilter?: string;
  /** The search to begin with. */
  defaultQueryFilter?: string;
  onFilterChange?: (filter: string) => void;
  /** Show only workspaces made from the entity's repository, and use its `spec.coder`. */
  readEntityData?: boolean;
  /** What stands above: usually a {@link CoderWorkspacesCardHeaderRow}. */
  headerContent?: ReactNode;
  appConfig?: CoderAppConfig;
}> &
  Omit<HTMLAttributes<HTMLDivElement>, 'role' | 'aria-labelledby' | 'children'>;

/** The card's frame, session and dialogs; its children show once the account is linked. */
export function CoderWorkspacesCardRoot(props: CoderWorkspacesCardRootProps) {
  return <Root key={String(props.readEntityData ?? false)} {...props} />;
}

function Root({
  queryFilter,
  defaultQueryFilter,
  onFilterChange,
  readEntityData = false,
  headerContent,
  appConfig: given,
  children,
  ...rest
}: CoderWorkspacesCardRootProps) {
  const entity = usePageEntity(readEntityData);
  const { appConfig, proxyPath, host } = useEmbedding(given);
  const told = useTold();
  const [shown, setShown] = useState<CoderCardChange>({
    filter: queryFilter ?? defaultQueryFilter ?? '',
    config: NO_CONFIG,
    state: 'loading',
    count: null,
    workspaces: [],
    refreshing: false,
    error: null,
  });
  const [wanted, setWanted] = useState<string>();
  const { refreshKey, refetch, answered } = useRefetch();
  const headerId = useId();
  const title = useTitle(headerId);
  const context = useMemo(
    () => ({
      queryFilter: shown.filter,
      onFilterChange: setWanted,
      workspacesConfig: shown.config,
      workspacesQuery: workspacesQuery(shown, refetch),
      headerId,
    }),
    [shown, refetch, headerId],
  );
  if (!host || (readEntityData && !entity)) return <Placeholder height={200} />;
  return (
    <CardContext.Provider value={context}>
      <div {...rest}>
        <Element
          tag="coder-card-root"
          height={200}
          attributes={{
            'read-entity-data': readEntityData ? '' : undefined,
            'query-filter': queryFilter,
            'default-query-filter': defaultQueryFilter,
            'proxy-path': proxyPath,
          }}
          properties={{ entity, config: appConfig, host, filter: wanted, refreshKey }}
          inner={[{ at: 'section', attributes: { 'aria-label': title } }]}
          on={{
            'coder-filter-change': event => {
              // What was wanted is taken; the same may be wanted again.
              setWanted(undefined);
              onFilterChange?.(event.detail.filter);
            },
            'coder-card-change': event => {
              setShown(event.detail);
              if (!event.detail.refreshing) answered(workspacesQuery(event.detail, refetch));
            },
            'coder-workspace-created': event => told.created(event.detail),
            'coder-error': event => told.failed(event.detail),
          }}
        >
          {headerContent && <div slot="header">{headerContent}</div>}
          {children}
        </Element>
      </div>
    </CardContext.Provider>
  );
}
