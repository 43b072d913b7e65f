import type { AnchorHTMLAttributes } from 'react';
import { CardPart, type HostProps } from './CardPart';
import type { MuiCompatProps } from './MuiCompatProps';

/** Props of {@link CoderWorkspacesCardCreateWorkspacesLink}. */
export interface CoderWorkspacesCardCreateWorkspacesLinkProps
  extends
    Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'children' | 'href'>,
    Pick<MuiCompatProps, 'tooltipProps' | 'tooltipRef'> {
  /** Replacement for the link's tooltip and label. */
  tooltipText?: string;
}

/** A round link to Coder's own creation form. */
export function CoderWorkspacesCardCreateWorkspacesLink(props: CoderWorkspacesCardCreateWorkspacesLinkProps) {
  const { tooltipText, tooltipProps: _, tooltipRef: __, target, ...hostProps } = props;
  return (
    <CardPart
      name="create-workspace-link"
      hostProps={hostProps as HostProps}
      shadowTargets={[{ selector: 'a', attributes: { target, title: tooltipText, 'aria-label': tooltipText } }]}
    />
  );
}
