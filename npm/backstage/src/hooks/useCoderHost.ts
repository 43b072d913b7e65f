// The host that Backstage provides to the elements.
import { configApiRef, discoveryApiRef, fetchApiRef, useApi, useApiHolder } from '@backstage/core-plugin-api';
import type { CoderAppConfig, CoderHost } from 'backstage-plugin-coder-element';
import { useContext, useMemo } from 'react';
import { coderAuthApiRef, type CoderAuthApi } from '../api/coderAuthApi';
import { backstageHost, coderHostApiRef, ownedBy } from '../api/coderHostApi';
import { gatewayHost } from '../api/gateway';
import { readCoderConfig, type Settings } from '../config';
import { ProviderContext } from './ProviderContext';
import { useLanguage } from './useLanguage';
import { useMessageOverrides } from './useMessageOverrides';
import { useUser } from './useUser';

/** Configuration and host for an element; `host` is undefined until Backstage has resolved its user. */
export interface HostContext extends Omit<Settings, 'tokenStorage' | 'gateway'> {
  host: CoderHost | undefined;
}

/** Returns the host; a component's `appConfig` takes precedence over the provider's. */
export function useCoderHost(appConfig?: CoderAppConfig): HostContext {
  const provider = useContext(ProviderContext);
  const configApi = useApi(configApiRef);
  const fetchApi = useApi(fetchApiRef);
  const discoveryApi = useApi(discoveryApiRef);
  const apis = useApiHolder();
  const [hostApi, oauthApi] = [apis.get(coderHostApiRef), apis.get(coderAuthApiRef)];
  const user = useUser();
  const locale = useLanguage();
  const strings = useMessageOverrides();
  const override = appConfig ?? provider?.appConfig;
  const { tokenStorage, gateway, ...config } = useMemo(
    () => readCoderConfig(configApi, override),
    [configApi, override],
  );
  const host = useMemo<CoderHost | undefined>(
    () =>
      user && {
        ...(hostApi ?? backstageHost({ fetchApi, discoveryApi })),
        ...ownedBy(user, tokenStorage),
        // The gateway keeps the user's link; nothing else signs in beside it.
        ...(gateway
          ? { gateway: gatewayHost(discoveryApi, gateway.hasOAuth) }
          : { oauth: oauthApi && toElementOAuth(oauthApi) }),
        locale,
        strings,
      },
    [user, hostApi, fetchApi, discoveryApi, tokenStorage, gateway, oauthApi, locale, strings],
  );
  return { ...config, host };
}

function toElementOAuth(oauthApi: CoderAuthApi): CoderHost['oauth'] {
  return {
    getAccessToken: options => oauthApi.getAccessToken('', options),
    signOut: () => oauthApi.signOut(),
    subscribe: callback => oauthApi.sessionState$().subscribe(state => callback(state)),
  };
}
