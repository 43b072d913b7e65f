// The plugin's wiring.
import { coreServices, createBackendPlugin, type SchedulerService } from '@backstage/backend-plugin-api';
import { createRouter } from './router';
import { readSettings } from './settings';
import type { Links } from './vault/Links';
import { openVault } from './vault/openVault';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The Coder plugin of a Backstage backend. */
export const coderPlugin = createBackendPlugin({
  pluginId: 'coder',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ config, database, httpAuth, httpRouter, logger, scheduler }) {
        const settings = readSettings(config);
        const links = await openVault(database, settings.keys, logger);
        httpRouter.use(createRouter(settings, links, httpAuth));
        httpRouter.addAuthPolicy({ path: '/health', allow: 'unauthenticated' });
        await scheduleTasks(scheduler, links, settings.forgetAfterDays);
      },
    });
  },
});

async function scheduleTasks(scheduler: SchedulerService, links: Links, forgetAfterDays: number): Promise<void> {
  await scheduler.scheduleTask({
    id: 'reseal-links',
    frequency: { minutes: 10 },
    timeout: { minutes: 10 },
    // At the start of each replica as well, which a new key comes with. Replicas do not disturb each other.
    scope: 'local',
    fn: async signal => {
      await links.reseal(signal);
    },
  });
  await scheduler.scheduleTask({
    id: 'forget-unused-links',
    frequency: { hours: 24 },
    timeout: { minutes: 10 },
    scope: 'global',
    fn: async () => {
      await links.forgetUnused(new Date(Date.now() - forgetAfterDays * DAY_MS));
    },
  });
}
