import { useContext, useMemo, type PropsWithChildren, type ReactNode } from 'react';
import { ProviderContext } from '../hooks/ProviderContext';
import { useCoderHost } from '../hooks/useCoderHost';

/**
 * Content for each of several deployments, with the deployment's title. There is one, without a title, if one deployment
 * is configured or a `CoderProvider` names it.
 */
export function EachDeployment({ children }: { children: (title: string | undefined) => ReactNode }) {
  const { deployments } = useCoderHost();
  const provider = useContext(ProviderContext);
  if (deployments.length < 2 || provider?.deployment !== undefined) return children(undefined);
  return deployments.map(({ id, title = id }) => (
    <InDeployment key={id} id={id}>
      {children(`Coder: ${title}`)}
    </InDeployment>
  ));
}

function InDeployment({ id, children }: PropsWithChildren<{ id: string }>) {
  const appConfig = useContext(ProviderContext)?.appConfig;
  const value = useMemo(() => ({ appConfig, deployment: id }), [appConfig, id]);
  return <ProviderContext.Provider value={value}>{children}</ProviderContext.Provider>;
}
