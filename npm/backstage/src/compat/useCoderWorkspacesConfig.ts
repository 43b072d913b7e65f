import type { CoderWorkspacesConfig } from 'backstage-plugin-coder-element';
import { useEffect, useState } from 'react';
import { onLoaded } from '../api/elementsLoaded';
import { loadWorkspacesConfig } from '../api/elementsLoader';
import { useCoderHost } from '../hooks/useCoderHost';
import { usePageEntity } from './usePageEntity';

/** The configuration before the elements are loaded. */
export const NO_CONFIG: CoderWorkspacesConfig = {
  mode: 'manual',
  templateName: null,
  creationUrl: null,
  repoUrl: null,
  repoUrlParamKeys: [],
  isReadingEntityData: false,
  params: {},
};

/** Returns the configuration merged with the entity's; empty until the elements are loaded. */
export function useCoderWorkspacesConfig({
  readEntityData = false,
}: { readEntityData?: boolean } = {}): CoderWorkspacesConfig {
  const entity = usePageEntity(readEntityData);
  const { appConfig } = useCoderHost(undefined, entity);
  const [merged, setMerged] = useState(NO_CONFIG);
  useEffect(() => {
    let isCurrent = true;
    const merge = () =>
      loadWorkspacesConfig(appConfig, entity).then(
        config => isCurrent && setMerged(config),
        // Ignored: elements on the page show the load error, and `onLoaded` merges again after a retry.
        () => {},
      );
    const unsubscribe = onLoaded(merge);
    void merge();
    return () => {
      isCurrent = false;
      unsubscribe();
    };
  }, [appConfig, entity]);
  return merged;
}
