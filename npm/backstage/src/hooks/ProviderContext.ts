import type { CoderAppConfig } from 'backstage-plugin-coder-element';
import { createContext } from 'react';

interface ProviderValue {
  appConfig: CoderAppConfig | undefined;
}

/** What a `CoderProvider` tells the components below it. */
export const ProviderContext = createContext<ProviderValue | undefined>(undefined);
