// The gateway of backstage-plugin-coder-backend.
import type { DiscoveryApi } from '@backstage/core-plugin-api';
import type { CoderHostGateway } from 'backstage-plugin-coder-element';
import type { Deployment } from '../deployments';

/** Returns the gateway to a deployment for an element. The discovery API is called for each request, as it requires. */
export function gatewayHost(discoveryApi: DiscoveryApi, { id, hasOAuth }: Deployment): CoderHostGateway {
  return {
    getUrl: async () => `${await discoveryApi.getBaseUrl('coder')}/v1/deployments/${encodeURIComponent(id)}`,
    oauth: hasOAuth,
  };
}
