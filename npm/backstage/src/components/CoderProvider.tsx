// The React counterpart of `<coder-provider>`: elements share their session by deployment and user, so the context
// only carries the configuration, and nothing loads before the first element.
import type { CoderAppConfig } from 'backstage-plugin-coder-element';
import { useMemo, type PropsWithChildren } from 'react';
import { ProviderContext } from '../hooks/ProviderContext';
import { FallbackAuth } from './FallbackAuth';
import type { FallbackAuthUiMode } from './FallbackAuth.lazy';

/** Props of {@link CoderProvider}. */
export type CoderProviderProps = PropsWithChildren<{
  /** Configuration; default: `coder:` of `app-config.yaml`. */
  appConfig?: CoderAppConfig;
  /** Id of one of several deployments of the backend's plugin; default: the entity's, or `default`. */
  deployment?: string;
  /** Default: `restrained`, which shows the form only if content relies on `useCoderAuth` alone. */
  fallbackAuthUiMode?: FallbackAuthUiMode;
  /** Ignored; accepted for compatibility with the React plugin. */
  queryClient?: unknown;
}>;

/** Configures the Coder components below it. Works at the app's root, outside of its router. */
export function CoderProvider({
  appConfig,
  deployment,
  fallbackAuthUiMode = 'restrained',
  children,
}: CoderProviderProps) {
  const value = useMemo(() => ({ appConfig, deployment }), [appConfig, deployment]);
  return (
    <ProviderContext.Provider value={value}>
      {children}
      <FallbackAuth mode={fallbackAuthUiMode} />
    </ProviderContext.Provider>
  );
}
