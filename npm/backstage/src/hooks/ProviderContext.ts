import type { CoderAppConfig } from 'backstage-plugin-coder-element';
import { createContext } from 'react';

interface ProviderValue {
  appConfig: CoderAppConfig | undefined;
  /** The id of the deployment, where it is not the entity's or the default. */
  deployment: string | undefined;
}

/** What a `CoderProvider` tells the components below it. */
export const ProviderContext = createContext<ProviderValue | undefined>(undefined);
