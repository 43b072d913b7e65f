import { useEntity } from '@backstage/plugin-catalog-react';
import type { CoderAppConfig, CoderEntity } from 'backstage-plugin-coder-element';
import { useCoderHost } from '../hooks/useCoderHost';
import { useElementEvents } from '../hooks/useElementEvents';
import { CustomElement } from './CustomElement';

/** A button that opens the workspace of the page's entity, or the form to create one. */
export function CoderOpenButton({ appConfig: override }: { appConfig?: CoderAppConfig }) {
  const { entity } = useEntity();
  const { appConfig, proxyPath, host } = useCoderHost(override, entity);
  const { onWorkspaceCreated } = useElementEvents();
  if (!host) return null;
  return (
    <CustomElement
      tag="coder-open-button"
      attributes={{ 'proxy-path': proxyPath }}
      properties={{ entity: entity as unknown as CoderEntity, config: appConfig, host }}
      on={{ 'coder-workspace-created': event => onWorkspaceCreated(event.detail) }}
    />
  );
}
