// The card's parts, to be put together in another way: the React plugin's names over `<coder-card-root>` and
// `<coder-card-part>`.
import type {
  CoderAppConfig,
  CoderCardChange,
  CoderEntity,
  CoderRowsChange,
  CoderWorkspace,
  CoderWorkspacesConfig,
} from 'backstage-plugin-coder-element';
import { workspacesConfig } from 'backstage-plugin-coder-element';
import { useAsyncEntity } from '@backstage/plugin-catalog-react';
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type HTMLAttributes,
  type PropsWithChildren,
  type ReactNode,
} from 'react';
import { useEmbedding } from '../host';
import { useTold } from '../told';
import { Element } from './Element';
import { Placeholder } from './Notice';

/** What {@link useWorkspacesCardContext} gives. */
export interface WorkspacesCardContext {
  /** The search. */
  queryFilter: string;
  /** Changes it, or asks its owner to. */
  onFilterChange: (filter: string) => void;
  workspacesConfig: CoderWorkspacesConfig;
  /** How far the list is, and how many workspaces it has. */
  workspacesQuery: Pick<CoderCardChange, 'state' | 'count'>;
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
    workspacesConfig(appConfig, entity).then(
      config => current && setMerged(config),
      // Whoever shows something of ours says why it could not be loaded.
      () => {},
    );
    return () => {
      current = false;
    };
  }, [appConfig, entity]);
  return merged;
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
  const [{ filter, config, state, count }, setChange] = useState<CoderCardChange>({
    filter: queryFilter ?? defaultQueryFilter ?? '',
    config: NO_CONFIG,
    state: 'loading',
    count: null,
  });
  const [wanted, setWanted] = useState<string>();
  const change = useCallback((text: string) => setWanted(text), []);
  const context = useMemo(
    () => ({ queryFilter: filter, onFilterChange: change, workspacesConfig: config, workspacesQuery: { state, count } }),
    [filter, change, config, state, count],
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
          properties={{ entity, config: appConfig, host, filter: wanted }}
          on={{
            'coder-filter-change': event => {
              // What was wanted is taken; the same may be wanted again.
              setWanted(undefined);
              onFilterChange?.(event.detail.filter);
            },
            'coder-card-change': event => setChange(event.detail),
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

interface PartProps {
  name: string;
  attributes?: Record<string, string | undefined>;
  onRows?: (change: CoderRowsChange) => void;
  children?: ReactNode;
}

/** Parts are made anew where an attribute changes that is read once; those that follow keep their element. */
function Part({ name, attributes, onRows, children }: PartProps) {
  useWorkspacesCardContext();
  return (
    <Element
      tag="coder-card-part"
      attributes={{ name, ...attributes }}
      properties={{}}
      on={{ 'coder-rows-change': event => onRows?.(event.detail) }}
    >
      {children}
    </Element>
  );
}

const flag = (value: unknown) => (value ? '' : undefined);

/** Props of {@link CoderWorkspacesCardHeaderRow}. */
export interface CoderWorkspacesCardHeaderRowProps {
  headerText?: string;
  headerLevel?: 'h1' | 'h2' | 'h3' | 'h4' | 'h5' | 'h6';
  /** What stands at the end of the row. Default: the button that creates in place, and the menu. */
  actions?: ReactNode;
  /** In place of the line that names the repository. */
  activeRepoFilteringText?: string;
}

/** The title row. */
export function CoderWorkspacesCardHeaderRow(props: CoderWorkspacesCardHeaderRowProps) {
  const { headerText, headerLevel, actions, activeRepoFilteringText } = props;
  return (
    <Part
      key={`${headerLevel} ${Boolean(actions)}`}
      name="header-row"
      attributes={{
        'header-text': headerText,
        'header-level': headerLevel?.slice(1),
        'repo-text': activeRepoFilteringText,
        'custom-actions': flag(actions),
      }}
    >
      {actions && <span slot="actions" style={{ display: 'contents' }}>{actions}</span>}
    </Part>
  );
}

/** The search box. */
export function CoderWorkspacesCardSearchBox() {
  return <Part name="search-box" />;
}

/** A round link to Coder's own creation form. */
export function CoderWorkspacesCardCreateWorkspacesLink() {
  return <Part name="create-workspace-link" />;
}

/** The menu with "Refresh" and "Unlink". */
export function CoderWorkspacesCardExtraActionsButton() {
  return <Part name="extra-actions" />;
}

/** Props of {@link CoderWorkspacesReminderAccordion}. */
export interface CoderWorkspacesReminderAccordionProps {
  canShowEntityReminder?: boolean;
  canShowTemplateNameReminder?: boolean;
}

/** What the card cannot do as configured, and how to mend it. */
export function CoderWorkspacesReminderAccordion(props: CoderWorkspacesReminderAccordionProps) {
  const { canShowEntityReminder = true, canShowTemplateNameReminder = true } = props;
  return (
    <Part
      key={`${canShowEntityReminder} ${canShowTemplateNameReminder}`}
      name="reminders"
      attributes={{
        'without-entity-reminder': flag(!canShowEntityReminder),
        'without-template-reminder': flag(!canShowTemplateNameReminder),
      }}
    />
  );
}

/** Props of {@link CoderWorkspacesCardWorkspacesList}. */
export interface CoderWorkspacesCardWorkspacesListProps {
  /** In place of what stands there when there are no rows. */
  emptyState?: ReactNode;
  /**
   * Draws the inside of a row; all rows must be of one height. Only rows in view are there, and `workspaces` holds
   * those.
   */
  renderListItem?: (item: { workspace: CoderWorkspace; index: number; workspaces: readonly CoderWorkspace[] }) => ReactNode;
}

/** The list. */
export function CoderWorkspacesCardWorkspacesList({ emptyState, renderListItem }: CoderWorkspacesCardWorkspacesListProps) {
  const [{ rows }, setRows] = useState<CoderRowsChange>({ rows: [] });
  const workspaces = useMemo(() => rows.map(row => row.workspace), [rows]);
  return (
    <Part
      key={`${Boolean(emptyState)} ${Boolean(renderListItem)}`}
      name="workspaces-list"
      attributes={{ 'custom-items': flag(renderListItem), 'custom-empty': flag(emptyState) }}
      onRows={setRows}
    >
      {emptyState && <div slot="empty">{emptyState}</div>}
      {renderListItem &&
        rows.map(({ index, workspace }) => (
          <div key={workspace.id} slot={`row-${workspace.id}`} style={{ height: '100%' }}>
            {renderListItem({ workspace, index, workspaces })}
          </div>
        ))}
    </Part>
  );
}

/** The row that the card itself draws, for `renderListItem`. */
export function CoderWorkspacesCardWorkspacesListItem({ workspace }: { workspace: Pick<CoderWorkspace, 'id'> }) {
  return <Part key={workspace.id} name="list-item" attributes={{ 'workspace-id': workspace.id }} />;
}

/** A workspace's icon: its template's, or a letter. */
export function CoderWorkspacesCardWorkspacesListIcon({ src, workspaceName }: { src?: string; workspaceName: string }) {
  return <Part name="list-icon" attributes={{ src, 'workspace-name': workspaceName }} />;
}
