// The plugin's wiring.
import { coreServices, createBackendPlugin, type SchedulerService } from '@backstage/backend-plugin-api';
import { auditBy } from './audit';
import { Live } from './live/Live';
import { OAuthClient } from './oauth/OAuthClient';
import { createRouter, UNAUTHENTICATED_PATHS } from './router';
import { type Deployment, readSettings } from './settings';
import { Credentials } from './vault/Credentials';
import { openVault, type Vault } from './vault/openVault';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The Coder plugin of a Backstage backend. */
export const coderPlugin = createBackendPlugin({
  pluginId: 'coder',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ auditor, config, database, discovery, httpAuth, httpRouter, lifecycle, logger, scheduler }) {
        const settings = readSettings(config);
        const { deployments, keys, forgetAfterDays } = settings;
        const pluginUrl = await discovery.getExternalBaseUrl('coder');
        const clients = oauthClients(deployments, `${pluginUrl}/v1/oauth/callback`);
        const vault = await openVault(database, keys, clients, logger);
        const credentials = new Credentials(vault.links, clients, vault.revocations);
        const audit = auditBy(auditor, logger);
        const appUrl = config.getString('app.baseUrl');
        const oauth = { ...vault, deployments, clients, audit, logger, pluginUrl, appUrl };
        const live = new Live(vault.links, credentials, httpAuth, logger);
        lifecycle.addShutdownHook(() => live.end());
        httpRouter.use(createRouter(settings, oauth, credentials, httpAuth, live));
        for (const path of UNAUTHENTICATED_PATHS) httpRouter.addAuthPolicy({ path, allow: 'unauthenticated' });
        await scheduleTasks(scheduler, vault, forgetAfterDays);
      },
    });
  },
});

/** Returns the clients of the deployments that have an application, by the deployment's id. */
function oauthClients(deployments: Deployment[], callbackUrl: string): Map<string, OAuthClient> {
  const clients = new Map<string, OAuthClient>();
  for (const deployment of deployments) {
    const { id, oauth } = deployment;
    if (oauth) clients.set(id, new OAuthClient(deployment, oauth, callbackUrl));
  }
  return clients;
}

async function scheduleTasks(scheduler: SchedulerService, vault: Vault, days: number): Promise<void> {
  const { links, states, revocations } = vault;
  await scheduler.scheduleTask({
    id: 'reseal-links',
    frequency: { minutes: 10 },
    timeout: { minutes: 10 },
    // At the start of each replica as well, which a new key comes with. Replicas do not disturb each other.
    scope: 'local',
    fn: async signal => {
      await links.reseal(signal);
      await revocations.reseal();
    },
  });
  await scheduler.scheduleTask({
    id: 'revoke-tokens',
    frequency: { minutes: 1 },
    timeout: { minutes: 5 },
    scope: 'global',
    fn: () => revocations.retry(),
  });
  await scheduler.scheduleTask({
    id: 'forget-unused-links',
    frequency: { hours: 24 },
    timeout: { minutes: 10 },
    scope: 'global',
    fn: async () => {
      await links.forgetUnused(new Date(Date.now() - days * DAY_MS));
      await states.forgetEnded();
    },
  });
}
