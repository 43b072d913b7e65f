import { useAsyncEntity } from '@backstage/plugin-catalog-react';
import { Placeholder } from './Placeholder';
import { WorkspacesCard, type CoderWorkspacesCardProps } from './WorkspacesCard';

/** The card for the page's entity. */
export function EntityWorkspacesCard(props: CoderWorkspacesCardProps & { fullPage?: boolean }) {
  const { entity } = useAsyncEntity();
  return entity ? <WorkspacesCard {...props} entity={entity} /> : <Placeholder height={200} />;
}
