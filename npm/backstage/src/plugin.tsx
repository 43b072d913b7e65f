// The plugin for the new frontend system. Nothing here is more than a name and a loader: the first element on
// a page brings the rest.
import { ApiBlueprint, PageBlueprint, createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint, EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { z } from 'zod';
import { coderAuthApiRef } from './auth';
import { Logo } from './components/Logo';
import { apiRefs } from './frontend-api';
import { backstageHost, coderHostApiRef } from './host-api';
import { coderOAuth } from './oauth';
import { rootRouteRef } from './routes';
import { title } from './titles';

const cardConfig = {
  /** Only workspaces made from the entity's repository, and its `spec.coder`. */
  readEntityData: z.boolean().optional(),
  /** What the list begins with. */
  defaultQueryFilter: z.string().optional(),
  /** The title's words. */
  headerText: z.string().optional(),
  /** With `compatible`, nothing on entities without `spec.coder` and without a devcontainers tag. */
  show: z.enum(['always', 'compatible']).optional(),
};

const card = EntityCardBlueprint.makeWithOverrides({
  name: 'workspaces',
  configSchema: cardConfig,
  factory(original, { config: { readEntityData = true, defaultQueryFilter, headerText, show } }) {
    const props = { readEntityData, defaultQueryFilter, headerText, show };
    return original({
      // The narrow column, whose first cards show on the first screen.
      type: 'info',
      filter: { kind: 'component' },
      loader: () => import('./components/extensions').then(m => <m.EntityCard {...props} />),
    });
  },
});

// Backstage 1.57 prefers a translated title to one from the configuration, which is what an app said last.
const content = EntityContentBlueprint.makeWithOverrides({
  name: 'workspaces',
  disabled: true,
  factory: (original, { config }) =>
    original({
      path: '/coder',
      title: config.title ?? title('tab'),
      filter: { kind: 'component' },
      loader: () => import('./components/extensions').then(m => <m.EntityContent />),
    }),
});

const page = PageBlueprint.makeWithOverrides({
  factory: (original, { config }) =>
    original({
      path: '/coder',
      title: config.title ?? title('page'),
      icon: <Logo />,
      routeRef: rootRouteRef,
      loader: () => import('./components/extensions').then(m => <m.Page />),
    }),
});

const host = ApiBlueprint.make({
  name: 'host',
  params: define =>
    define({
      api: coderHostApiRef,
      deps: { fetchApi: apiRefs.fetch, discoveryApi: apiRefs.discovery },
      factory: backstageHost,
    }),
});

// Off until an app has the auth provider it talks to: turned on by `- api:coder/auth` under `app.extensions`.
const auth = ApiBlueprint.make({
  name: 'auth',
  disabled: true,
  params: define =>
    define({
      api: coderAuthApiRef,
      deps: { configApi: apiRefs.config, discoveryApi: apiRefs.discovery, oauthRequestApi: apiRefs.oauthRequest },
      factory: deps => coderOAuth(deps),
    }),
});

/** Coder workspaces in Backstage: a card and a tab for entities, and a page. */
export default createFrontendPlugin({
  pluginId: 'coder',
  title: 'Coder',
  icon: <Logo />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef },
  extensions: [card, content, page, host, auth],
});
