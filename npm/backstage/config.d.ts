export interface Config {
  /**
   * Coder workspaces on entity pages. Nothing here is a secret: all of it is sent to browsers.
   * @deepVisibility frontend
   */
  coder?: {
    /** The deployment's path below the proxy. Default: `/coder`. */
    proxyPath?: string;
    deployment: {
      /** Coder's public URL, for links. Calls go through the proxy. */
      accessUrl: string;
    };
    workspaces?: {
      /** Template for entities that name none. */
      defaultTemplateName?: string;
      /** Show the creation form, or create after a confirmation where nothing is missing. Default: `manual`. */
      defaultMode?: 'manual' | 'auto';
      /** Template parameters for every entity. */
      params?: { [name: string]: string };
      /** Template parameters that carry the repository's URL. */
      repoUrlParamKeys?: string[];
      /** What the list begins with. Default: `owner:me`. */
      defaultQueryFilter?: string;
    };
    /** What the card says, in place of a list, on an entity that is not meant for Coder. */
    incompatible?: {
      text?: string;
      linkText?: string;
      /** An http(s) URL, or a path in the portal. */
      linkUrl?: string;
    };
    tuning?: {
      /** Milliseconds after the last key until a search is sent. Default: 400. */
      searchDebounceMs?: number;
      /** Milliseconds for which a second "Refresh" is ignored. Default: 1000. */
      refreshThrottleMs?: number;
      /** Milliseconds between refreshes while something changes. Default: 5000. */
      activePollMs?: number;
      /** Milliseconds between refreshes while nothing does. Default: 60000. */
      idlePollMs?: number;
      /** Milliseconds after which a call is given up. Default: 20000. */
      requestTimeoutMs?: number;
      /** Milliseconds for which a session that cannot be checked stays trusted. Default: 6000. */
      gracePeriodMs?: number;
      /** Hours before the end of a session from which on it is warned about; 0 for never. Default: 24. */
      expiryWarningHours?: number;
      /** The list's height in pixels from which on it scrolls. Default: 280. */
      listMaxHeightPx?: number;
    };
    /** Where the session token is kept: this browser, this tab, or nowhere. Default: `local`. */
    tokenStorage?: 'local' | 'session' | 'memory';
  };
}
