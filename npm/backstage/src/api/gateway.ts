// The gateway of backstage-plugin-coder-backend.
import type { DiscoveryApi } from '@backstage/core-plugin-api';
import type { CoderHost } from 'backstage-plugin-coder-element';

const DEPLOYMENT = 'default';

/** Returns the host's part for a gateway. The discovery API is called for each request, as it requires. */
export function gatewayHost(discoveryApi: DiscoveryApi): Required<Pick<CoderHost, 'getGatewayUrl'>> {
  return {
    getGatewayUrl: async () => `${await discoveryApi.getBaseUrl('coder')}/v1/deployments/${DEPLOYMENT}`,
  };
}
