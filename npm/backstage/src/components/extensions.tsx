// What the extensions of the new frontend system show. From Backstage 1.57 on the framework owns the history there.
import type { PropsWithChildren } from 'react';
import { useAppNavigate } from '../frontend-api';
import { NavigationContext } from '../navigation';
import { EntityCoderContent, Overview } from './Page';
import { CoderWorkspacesCard, type CoderWorkspacesCardProps } from './WorkspacesCard';

function Navigating({ children }: PropsWithChildren<{}>) {
  if (!useAppNavigate) return <>{children}</>;
  return <NavigationContext.Provider value={useAppNavigate}>{children}</NavigationContext.Provider>;
}

export function EntityCard(props: CoderWorkspacesCardProps) {
  return (
    <Navigating>
      <CoderWorkspacesCard {...props} />
    </Navigating>
  );
}

export function EntityContent() {
  return (
    <Navigating>
      <EntityCoderContent />
    </Navigating>
  );
}

export function Page() {
  return (
    <Navigating>
      <Overview />
    </Navigating>
  );
}
