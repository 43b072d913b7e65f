import type { CoderWorkspace } from 'backstage-plugin-coder-element';
import type { LiHTMLAttributes } from 'react';
import { CardPart, type HostProps } from './CardPart';

/** Props of {@link CoderWorkspacesCardWorkspacesListItem}. */
export interface CoderWorkspacesCardWorkspacesListItemProps extends Omit<LiHTMLAttributes<HTMLLIElement>, 'children'> {
  workspace: Pick<CoderWorkspace, 'id'>;
  buttonClassName?: string;
  linkClassName?: string;
  listFlexRowClassName?: string;
  onlineStatusContainerClassName?: string;
  onlineStatusLightClassName?: string;
}

/** The card's own row, for use in `renderListItem`. */
export function CoderWorkspacesCardWorkspacesListItem(props: CoderWorkspacesCardWorkspacesListItemProps) {
  const {
    workspace,
    buttonClassName,
    linkClassName,
    listFlexRowClassName,
    onlineStatusContainerClassName,
    onlineStatusLightClassName,
    ...hostProps
  } = props;
  return (
    <CardPart
      key={workspace.id}
      name="list-item"
      attributes={{ 'workspace-id': workspace.id }}
      hostProps={hostProps as HostProps}
      shadowTargets={[
        { selector: '[part~=row-body]', className: listFlexRowClassName },
        { selector: '[part~=row-link]', className: linkClassName },
        { selector: '[part~=row-action]', className: buttonClassName },
        { selector: '[part~=row-status]', className: onlineStatusContainerClassName },
        { selector: '[part~=row-status] > span', className: onlineStatusLightClassName },
      ]}
    />
  );
}
