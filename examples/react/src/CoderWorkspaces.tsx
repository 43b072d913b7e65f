// The card as a React component.
import 'backstage-plugin-coder-element/jsx';
import type {
  CoderAppConfig,
  CoderEntity,
  CoderProviderElement,
  CoderWorkspaceCreated,
  CoderWorkspacesCardElement,
} from 'backstage-plugin-coder-element';
import { useEffect, useRef } from 'react';

export interface CoderWorkspacesProps {
  config: CoderAppConfig;
  entity: CoderEntity;
  /** Show only workspaces made from the entity's repository. */
  onlyRepository: boolean;
  onWorkspaceCreated: (workspace: CoderWorkspaceCreated) => void;
}

export function CoderWorkspaces({ config, entity, onlyRepository, onWorkspaceCreated }: CoderWorkspacesProps) {
  const provider = useRef<CoderProviderElement>(null);
  const card = useRef<CoderWorkspacesCardElement>(null);

  // Objects are properties. React 18 would write them into attributes; React 19 sets properties by itself, but not
  // on elements that are defined later. Set through a ref they are kept until then.
  useEffect(() => {
    if (provider.current) provider.current.config = config;
  }, [config]);
  useEffect(() => {
    if (card.current) card.current.entity = entity;
  }, [entity]);

  useEffect(() => {
    const element = card.current;
    // The types know the event and its detail.
    const created = (event: CustomEvent<CoderWorkspaceCreated>) => onWorkspaceCreated(event.detail);
    element?.addEventListener('coder-workspace-created', created);
    return () => element?.removeEventListener('coder-workspace-created', created);
  }, [onWorkspaceCreated]);

  return (
    <coder-provider ref={provider}>
      {/* A boolean attribute is there or not. */}
      <coder-workspaces-card ref={card} header-level="2" read-entity-data={onlyRepository ? '' : undefined} />
    </coder-provider>
  );
}
