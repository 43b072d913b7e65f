// The card's parts, to be put together in another way: the React plugin's names over `<coder-card-part>`.
import type { CoderRowsChange, CoderWorkspace } from 'backstage-plugin-coder-element';
import {
  useMemo,
  useRef,
  useState,
  type AnchorHTMLAttributes,
  type ButtonHTMLAttributes,
  type FieldsetHTMLAttributes,
  type HTMLAttributes,
  type LiHTMLAttributes,
  type ReactNode,
  type Ref,
} from 'react';
import type { Inner } from '../inside';
import { useWorkspacesCardContext } from './card-root';
import { Element } from './Element';

interface PartProps {
  name: string;
  attributes?: Record<string, string | undefined>;
  /** What any element takes: given to the part as a whole. */
  common?: HTMLAttributes<HTMLElement>;
  inner?: readonly Inner[];
  onRows?: (change: CoderRowsChange) => void;
  children?: ReactNode;
}

/** Parts are made anew where an attribute changes that is read once; those that follow keep their element. */
function Part({ name, attributes, onRows, ...rest }: PartProps) {
  useWorkspacesCardContext();
  return (
    <Element
      tag="coder-card-part"
      attributes={{ name, ...attributes }}
      properties={{}}
      on={{ 'coder-rows-change': event => onRows?.(event.detail) }}
      {...rest}
    />
  );
}

const flag = (value: unknown) => (value ? '' : undefined);

/** Attributes that are the same on every element; those of one kind of element only have their own place. */
type Common = HTMLAttributes<HTMLElement>;

/** Props of {@link CoderWorkspacesCardHeaderRow}. */
export interface CoderWorkspacesCardHeaderRowProps extends Omit<HTMLAttributes<HTMLDivElement>, 'children'> {
  headerText?: string;
  headerLevel?: 'h1' | 'h2' | 'h3' | 'h4' | 'h5' | 'h6';
  /** What stands at the end of the row. Default: the button that creates in place, and the menu. */
  actions?: ReactNode;
  /** In place of the line that names the repository. */
  activeRepoFilteringText?: ReactNode;
  /** Taken, without effect, as in the React plugin: the row always ends where its card does. */
  fullBleedLayout?: boolean;
  headerClassName?: string;
  hgroupClassName?: string;
  subheaderClassName?: string;
}

/** The title row. */
export function CoderWorkspacesCardHeaderRow(props: CoderWorkspacesCardHeaderRowProps) {
  const {
    headerText,
    headerLevel,
    actions,
    activeRepoFilteringText: repoText,
    fullBleedLayout: _,
    headerClassName,
    hgroupClassName,
    subheaderClassName,
    ...common
  } = props;
  const inWords = repoText === undefined || typeof repoText === 'string';
  return (
    <Part
      key={`${headerLevel} ${Boolean(actions)}`}
      name="header-row"
      attributes={{
        'header-text': headerText,
        'header-level': headerLevel?.slice(1),
        'repo-text': inWords ? repoText : undefined,
        'custom-actions': flag(actions),
      }}
      common={common as Common}
      inner={[
        { at: '[part~=title]', className: headerClassName },
        { at: 'hgroup', className: hgroupClassName },
        { at: '[part~=repo]', className: subheaderClassName },
      ]}
    >
      {actions && <span slot="actions" style={{ display: 'contents' }}>{actions}</span>}
      {!inWords && <span slot="repo">{repoText}</span>}
    </Part>
  );
}

/** Props of {@link CoderWorkspacesCardSearchBox}. */
export interface CoderWorkspacesCardSearchBoxProps
  extends Omit<FieldsetHTMLAttributes<HTMLFieldSetElement>, 'children' | 'aria-labelledby'> {
  searchInputRef?: Ref<HTMLInputElement>;
  clearButtonRef?: Ref<HTMLButtonElement>;
  labelWrapperClassName?: string;
  clearButtonClassName?: string;
  searchInputClassName?: string;
}

/** The search box. */
export function CoderWorkspacesCardSearchBox(props: CoderWorkspacesCardSearchBoxProps) {
  const { searchInputRef, clearButtonRef, labelWrapperClassName, clearButtonClassName, searchInputClassName, ...common } = props;
  return (
    <Part
      name="search-box"
      common={common as Common}
      inner={[
        { at: '[part~=search-box]', className: labelWrapperClassName },
        { at: '[part~=search-input]', className: searchInputClassName, ref: searchInputRef as Ref<never> },
        { at: '[part~=search-clear]', className: clearButtonClassName, ref: clearButtonRef as Ref<never> },
      ]}
    />
  );
}

/** What the React plugin hands to Material UI's tooltip and menu: taken, without effect. The browser’s own are used here. */
interface OfMaterialUi {
  tooltipProps?: object;
  toolTipProps?: object;
  tooltipRef?: Ref<unknown>;
  menuProps?: object;
}

/** Props of {@link CoderWorkspacesCardCreateWorkspacesLink}. */
export interface CoderWorkspacesCardCreateWorkspacesLinkProps
  extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'children' | 'href'>,
    Pick<OfMaterialUi, 'tooltipProps' | 'tooltipRef'> {
  /** In place of the link’s words. */
  tooltipText?: string;
}

/** A round link to Coder's own creation form. */
export function CoderWorkspacesCardCreateWorkspacesLink(props: CoderWorkspacesCardCreateWorkspacesLinkProps) {
  const { tooltipText, tooltipProps: _, tooltipRef: __, target, ...common } = props;
  return (
    <Part
      name="create-workspace-link"
      common={common as Common}
      inner={[{ at: 'a', attributes: { target, title: tooltipText, 'aria-label': tooltipText } }]}
    />
  );
}

/** Props of {@link CoderWorkspacesCardExtraActionsButton}. */
export interface CoderWorkspacesCardExtraActionsButtonProps
  extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children' | 'id' | 'aria-controls'>,
    OfMaterialUi {
  /** In place of the button’s words. */
  tooltipText?: string;
  /** Told when the menu has closed; Material UI’s reasons. */
  onClose?: (event: object, reason: ClosingReason) => void;
}

type ClosingReason = 'backdropClick' | 'escapeKeyDown' | 'tabKeyDown';

const REASONS: Record<string, ClosingReason> = { Escape: 'escapeKeyDown', Tab: 'tabKeyDown' };

/** The menu with "Refresh" and "Unlink". */
export function CoderWorkspacesCardExtraActionsButton(props: CoderWorkspacesCardExtraActionsButtonProps) {
  const { tooltipText, onClose, tooltipProps: _, toolTipProps: __, tooltipRef: ___, menuProps: ____, disabled, ...common } = props;
  const lastKey = useRef('');
  const remember = (event: Event) => {
    lastKey.current = (event as KeyboardEvent).key;
  };
  return (
    <Part
      name="extra-actions"
      common={common as Common}
      inner={[
        {
          at: '[part~=actions-button]',
          attributes: { title: tooltipText, 'aria-label': tooltipText, disabled: flag(disabled) },
          // The menu takes the focus a moment after it opens.
          on: { keydown: remember },
        },
        {
          at: '[part~=menu]',
          on: {
            keydown: remember,
            beforetoggle: event => {
              if ((event as ToggleEvent).newState === 'open') lastKey.current = '';
            },
            toggle: event => {
              if ((event as ToggleEvent).newState === 'closed') onClose?.(event, REASONS[lastKey.current] ?? 'backdropClick');
            },
          },
        },
      ]}
    />
  );
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
export interface CoderWorkspacesCardWorkspacesListProps extends Omit<HTMLAttributes<HTMLDivElement>, 'children'> {
  /** In place of what stands there when there are no rows. */
  emptyState?: ReactNode;
  /**
   * Draws the inside of a row; all rows must be of one height. Only rows in view are there, and `workspaces` holds
   * those.
   */
  renderListItem?: (item: { workspace: CoderWorkspace; index: number; workspaces: readonly CoderWorkspace[] }) => ReactNode;
  /** Taken, without effect: rows have no numbers, and a list is a list to a screen reader. */
  ordered?: boolean;
  /** Whether the rows go to the card’s edges. Default: `true`. */
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
  ...common
}: CoderWorkspacesCardWorkspacesListProps) {
  const [{ rows }, setRows] = useState<CoderRowsChange>({ rows: [] });
  const workspaces = useMemo(() => rows.map(row => row.workspace), [rows]);
  return (
    <Part
      key={`${Boolean(emptyState)} ${Boolean(renderListItem)}`}
      name="workspaces-list"
      attributes={{ 'custom-items': flag(renderListItem), 'custom-empty': flag(emptyState) }}
      common={{ ...common, style: fullBleedLayout ? style : { paddingInline: 'var(--bui-space-3, 16px)', ...style } } as Common}
      inner={[{ at: '[part~=rows]', className: listClassName }]}
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

/** Props of {@link CoderWorkspacesCardWorkspacesListItem}. */
export interface CoderWorkspacesCardWorkspacesListItemProps extends Omit<LiHTMLAttributes<HTMLLIElement>, 'children'> {
  workspace: Pick<CoderWorkspace, 'id'>;
  buttonClassName?: string;
  linkClassName?: string;
  listFlexRowClassName?: string;
  onlineStatusContainerClassName?: string;
  onlineStatusLightClassName?: string;
}

/** The row that the card itself draws, for `renderListItem`. */
export function CoderWorkspacesCardWorkspacesListItem(props: CoderWorkspacesCardWorkspacesListItemProps) {
  const {
    workspace,
    buttonClassName,
    linkClassName,
    listFlexRowClassName,
    onlineStatusContainerClassName,
    onlineStatusLightClassName,
    ...common
  } = props;
  return (
    <Part
      key={workspace.id}
      name="list-item"
      attributes={{ 'workspace-id': workspace.id }}
      common={common as Common}
      inner={[
        { at: '[part~=row-body]', className: listFlexRowClassName },
        { at: '[part~=row-link]', className: linkClassName },
        { at: '[part~=row-link] > span', className: buttonClassName },
        { at: '[part~=row-status]', className: onlineStatusContainerClassName },
        { at: '[part~=row-status] > svg', className: onlineStatusLightClassName },
      ]}
    />
  );
}

/** Props of {@link CoderWorkspacesCardWorkspacesListIcon}. */
export interface CoderWorkspacesCardWorkspacesListIconProps extends Omit<HTMLAttributes<HTMLDivElement>, 'children' | 'aria-hidden'> {
  /** An address, a path on the deployment, or empty. */
  src?: string;
  workspaceName: string;
  imageClassName?: string;
  imageRef?: Ref<HTMLImageElement>;
}

/** A workspace's icon: its template's, or a letter. */
export function CoderWorkspacesCardWorkspacesListIcon(props: CoderWorkspacesCardWorkspacesListIconProps) {
  const { src, workspaceName, imageClassName, imageRef, ...common } = props;
  return (
    <Part
      name="list-icon"
      attributes={{ src, 'workspace-name': workspaceName }}
      common={common as Common}
      inner={[{ at: 'img', className: imageClassName, ref: imageRef as Ref<never> }]}
    />
  );
}
