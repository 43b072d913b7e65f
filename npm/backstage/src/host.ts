// What Backstage lends the elements.
import { appLanguageApiRef } from '@backstage/core-plugin-api/alpha';
import {
  configApiRef,
  discoveryApiRef,
  fetchApiRef,
  useApi,
  useApiHolder,
} from '@backstage/core-plugin-api';
import type { CoderAppConfig, CoderHost } from 'backstage-plugin-coder-element';
import { useContext, useEffect, useMemo, useState } from 'react';
import { coderAuthApiRef, type CoderAuthApi } from './auth';
import { settings, type Settings } from './configuration';
import { backstageHost, coderHostApiRef, ownedBy } from './host-api';
import { useUser } from './identity';
import { ProviderContext } from './provider';
import { useOwnWords } from './translation';

/** Configuration and host for an element; `host` is not there until Backstage has said who its user is. */
export interface Embedding extends Omit<Settings, 'tokenStorage'> {
  host: CoderHost | undefined;
}

export function useEmbedding(appConfig?: CoderAppConfig): Embedding {
  const around = useContext(ProviderContext);
  const configApi = useApi(configApiRef);
  const fetchApi = useApi(fetchApiRef);
  const discoveryApi = useApi(discoveryApiRef);
  const apis = useApiHolder();
  const [own, oauth] = [apis.get(coderHostApiRef), apis.get(coderAuthApiRef)];
  const user = useUser();
  const locale = useLanguage();
  const strings = useOwnWords();
  const given = appConfig ?? around?.appConfig;
  const { tokenStorage, ...rest } = useMemo(() => settings(configApi, given), [configApi, given]);
  const host = useMemo<CoderHost | undefined>(
    () =>
      user && {
        ...(own ?? backstageHost({ fetchApi, discoveryApi })),
        ...ownedBy(user, tokenStorage),
        oauth: oauth && forElement(oauth),
        locale,
        strings,
      },
    [user, own, fetchApi, discoveryApi, tokenStorage, oauth, locale, strings],
  );
  return { ...rest, host };
}

function forElement(oauth: CoderAuthApi): CoderHost['oauth'] {
  return {
    getAccessToken: options => oauth.getAccessToken('', options),
    signOut: () => oauth.signOut(),
    subscribe: callback => oauth.sessionState$().subscribe(state => callback(state)),
  };
}

/** The language the app is set to. */
function useLanguage(): string | undefined {
  const languageApi = useApiHolder().get(appLanguageApiRef);
  const [language, setLanguage] = useState(() => languageApi?.getLanguage().language);
  useEffect(() => {
    const subscription = languageApi?.language$().subscribe(next => setLanguage(next.language));
    return () => subscription?.unsubscribe();
  }, [languageApi]);
  return language;
}
