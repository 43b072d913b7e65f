import { EntityWorkspacesCard } from './EntityWorkspacesCard';
import { WorkspacesCard, type CoderWorkspacesCardProps } from './WorkspacesCard';

/** The Coder workspaces of the page's entity with `readEntityData`, otherwise the user's. */
export function CoderWorkspacesCard(props: CoderWorkspacesCardProps) {
  return props.readEntityData ? <EntityWorkspacesCard {...props} /> : <WorkspacesCard {...props} />;
}
