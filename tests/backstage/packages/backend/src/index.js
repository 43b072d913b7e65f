// The backend of the test hosts, with the Backstage plugins that the Coder plugin requires: app, proxy, auth and catalog.
const { createBackend, discoveryFeatureLoader } = require('@backstage/backend-defaults');

const backend = createBackend();
backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-proxy-backend'));
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('./coder-auth.mjs'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
// The portals of other tests show what the card does without it.
if (process.env.CODER_BACKEND === 'added') backend.add(import('backstage-plugin-coder-backend'));
if (process.env.CODER_BACKEND === 'discovered') backend.add(discoveryFeatureLoader);
backend.start();
