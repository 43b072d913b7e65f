// The gateway of backstage-plugin-coder-backend.
import type { DiscoveryApi } from '@backstage/core-plugin-api';
import type { CoderHostGateway } from 'backstage-plugin-coder-element';

const DEPLOYMENT = 'default';

/** Returns the gateway for an element. The discovery API is called for each request, as it requires. */
export function gatewayHost(discoveryApi: DiscoveryApi, oauth: boolean): CoderHostGateway {
  return { getUrl: async () => `${await discoveryApi.getBaseUrl('coder')}/v1/deployments/${DEPLOYMENT}`, oauth };
}
