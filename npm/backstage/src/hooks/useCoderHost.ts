// The host that Backstage provides to the elements.
import { configApiRef, discoveryApiRef, fetchApiRef, useApi, useApiHolder } from '@backstage/core-plugin-api';
import type { CoderAppConfig, CoderHost } from 'backstage-plugin-coder-element';
import { useContext, useMemo } from 'react';
import { coderAuthApiRef, type CoderAuthApi } from '../api/coderAuthApi';
import { backstageHost, coderHostApiRef, ownedBy } from '../api/coderHostApi';
import { gatewayHost } from '../api/gateway';
import { readCoderConfig, type Settings } from '../config';
import { chooseDeployment, sessionPath, type Annotated } from '../deployments';
import { ProviderContext } from './ProviderContext';
import { useLanguage } from './useLanguage';
import { useMessageOverrides } from './useMessageOverrides';
import { useUser } from './useUser';

/** Configuration and host for an element; `host` is undefined until Backstage has resolved its user. */
export interface HostContext extends Omit<Settings, 'tokenStorage'> {
  host: CoderHost | undefined;
}

/**
 * Returns the host, of the deployment of an entity if one is given; a component's `appConfig` takes precedence over the
 * provider's, but for the deployment if there are several.
 */
export function useCoderHost(appConfig?: CoderAppConfig, entity?: Annotated): HostContext {
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
  const { tokenStorage, deployments, ...config } = useMemo(
    () => readCoderConfig(configApi, override),
    [configApi, override],
  );
  const chosen = useMemo(
    () => chooseDeployment(deployments, provider?.deployment, entity),
    [deployments, provider?.deployment, entity],
  );
  const host = useMemo<CoderHost | undefined>(
    () =>
      user && {
        ...(hostApi ?? backstageHost({ fetchApi, discoveryApi })),
        ...ownedBy(user, tokenStorage),
        // The gateway keeps the user's link; nothing else signs in beside it.
        ...(chosen ? { gateway: gatewayHost(discoveryApi, chosen) } : { oauth: oauthApi && toElementOAuth(oauthApi) }),
        locale,
        strings,
      },
    [user, hostApi, fetchApi, discoveryApi, tokenStorage, chosen, oauthApi, locale, strings],
  );
  const own = useMemo(() => {
    if (!chosen || (override && deployments.length < 2)) return config.appConfig;
    const { accessUrl, apiUrl } = chosen;
    return { ...config.appConfig, deployment: { accessUrl, apiUrl } };
  }, [config.appConfig, chosen, override, deployments]);
  const path = chosen ? sessionPath(chosen, config.proxyPath) : config.proxyPath;
  return { appConfig: own, proxyPath: path, host, deployments };
}

function toElementOAuth(oauthApi: CoderAuthApi): CoderHost['oauth'] {
  return {
    getAccessToken: options => oauthApi.getAccessToken('', options),
    signOut: () => oauthApi.signOut(),
    subscribe: callback => oauthApi.sessionState$().subscribe(state => callback(state)),
  };
}
