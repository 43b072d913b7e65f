import { useEntity } from '@backstage/plugin-catalog-react';
import type { CoderAppConfig, CoderEntity } from 'backstage-plugin-coder-element';
import { useEmbedding } from '../host';
import { useTold } from '../told';
import { Element } from './Element';

/** Opens the workspace of the entity whose page it stands on, or the form to create it. */
export function CoderOpenButton({ appConfig: byCode }: { appConfig?: CoderAppConfig }) {
  const { entity } = useEntity();
  const { appConfig, proxyPath, host } = useEmbedding(byCode);
  const told = useTold();
  if (!host) return null;
  return (
    <Element
      tag="coder-open-button"
      attributes={{ 'proxy-path': proxyPath }}
      properties={{ entity: entity as unknown as CoderEntity, config: appConfig, host }}
      on={{ 'coder-workspace-created': event => told.created(event.detail) }}
    />
  );
}
