import type { HTMLAttributes, Ref } from 'react';
import { CardPart, type HostProps } from './CardPart';

/** Props of {@link CoderWorkspacesCardWorkspacesListIcon}. */
export interface CoderWorkspacesCardWorkspacesListIconProps extends Omit<
  HTMLAttributes<HTMLDivElement>,
  'children' | 'aria-hidden'
> {
  /** A URL, a path on the deployment, or empty. */
  src?: string;
  workspaceName: string;
  imageClassName?: string;
  imageRef?: Ref<HTMLImageElement>;
}

/** A workspace's icon: its template's, or a letter. */
export function CoderWorkspacesCardWorkspacesListIcon(props: CoderWorkspacesCardWorkspacesListIconProps) {
  const { src, workspaceName, imageClassName, imageRef, ...hostProps } = props;
  return (
    <CardPart
      name="list-icon"
      attributes={{ src, 'workspace-name': workspaceName }}
      hostProps={hostProps as HostProps}
      shadowTargets={[{ selector: 'img', className: imageClassName, ref: imageRef as Ref<never> }]}
    />
  );
}
