// The context that stands for `<coder-provider>` in a React tree: the elements share their session by
// deployment and user, so nothing of it has to be in the page until an element is.
import type { CoderAppConfig } from 'backstage-plugin-coder-element';
import { createContext, useMemo, type PropsWithChildren } from 'react';
import { Fallback } from './components/Fallback';

/** When to offer signing in at the bottom of the window. */
export type FallbackAuthUiMode = 'restrained' | 'assertive' | 'hidden';

interface Provided {
  appConfig: CoderAppConfig | undefined;
}

export const ProviderContext = createContext<Provided | undefined>(undefined);

/** Props of {@link CoderProvider}. */
export type CoderProviderProps = PropsWithChildren<{
  /** The configuration; without it, `coder:` of `app-config.yaml`. */
  appConfig?: CoderAppConfig;
  /** Default: `restrained`, which is where content stands behind {@link useCoderAuth} alone. */
  fallbackAuthUiMode?: FallbackAuthUiMode;
  /** Not needed any more; taken so that the React plugin's users need not change it. */
  queryClient?: unknown;
}>;

/** Configuration for everything of Coder's below it. May stand at the app's root, outside its router. */
export function CoderProvider({ appConfig, fallbackAuthUiMode = 'restrained', children }: CoderProviderProps) {
  const provided = useMemo(() => ({ appConfig }), [appConfig]);
  return (
    <ProviderContext.Provider value={provided}>
      {children}
      <Fallback mode={fallbackAuthUiMode} />
    </ProviderContext.Provider>
  );
}
