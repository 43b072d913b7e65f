import type { HTMLAttributes, ReactNode } from 'react';
import { CardPart, booleanAttribute, type HostProps } from './CardPart';

/** Props of {@link CoderWorkspacesCardHeaderRow}. */
export interface CoderWorkspacesCardHeaderRowProps extends Omit<HTMLAttributes<HTMLDivElement>, 'children'> {
  headerText?: string;
  headerLevel?: 'h1' | 'h2' | 'h3' | 'h4' | 'h5' | 'h6';
  /** Content at the end of the row. Default: the create button and the menu. */
  actions?: ReactNode;
  /** Replacement for the text that names the repository. */
  activeRepoFilteringText?: ReactNode;
  /** Ignored, for compatibility with the React plugin: the row always spans the card. */
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
    ...hostProps
  } = props;
  const isText = repoText === undefined || typeof repoText === 'string';
  return (
    <CardPart
      key={`${headerLevel} ${Boolean(actions)}`}
      name="header-row"
      attributes={{
        'header-text': headerText,
        'header-level': headerLevel?.slice(1),
        'repo-text': isText ? repoText : undefined,
        'custom-actions': booleanAttribute(actions),
      }}
      hostProps={hostProps as HostProps}
      shadowTargets={[
        { selector: '[part~=title]', className: headerClassName },
        { selector: 'hgroup', className: hgroupClassName },
        { selector: '[part~=repo]', className: subheaderClassName },
      ]}
    >
      {actions && (
        <span slot="actions" style={{ display: 'contents' }}>
          {actions}
        </span>
      )}
      {!isText && <span slot="repo">{repoText}</span>}
    </CardPart>
  );
}
