// The plugin for the new frontend system. Nothing here is more than a name and a loader: the first element on
// a page brings the rest.
import {
  ApiBlueprint,
  PageBlueprint,
  configApiRef,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  oauthRequestApiRef,
} from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint, EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { z } from 'zod';
import { coderAuthApiRef } from './auth';
import { Logo } from './components/Logo';
import { backstageHost, coderHostApiRef } from './host-api';
import { coderOAuth } from './oauth';
import { rootRouteRef } from './routes';

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
      type: 'content',
      filter: { kind: 'component' },
      loader: () => import('./components/WorkspacesCard').then(m => <m.CoderWorkspacesCard {...props} />),
    });
  },
});

const content = EntityContentBlueprint.make({
  name: 'workspaces',
  disabled: true,
  params: {
    path: '/coder',
    title: 'Coder',
    group: 'development',
    filter: { kind: 'component' },
    loader: () => import('./components/Page').then(m => <m.EntityCoderContent />),
  },
});

const page = PageBlueprint.make({
  params: {
    path: '/coder',
    title: 'Coder',
    icon: <Logo />,
    routeRef: rootRouteRef,
    loader: () => import('./components/Page').then(m => <m.CoderPage />),
  },
});

const host = ApiBlueprint.make({
  name: 'host',
  params: define =>
    define({
      api: coderHostApiRef,
      deps: { fetchApi: fetchApiRef, discoveryApi: discoveryApiRef },
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
      deps: { configApi: configApiRef, discoveryApi: discoveryApiRef, oauthRequestApi: oauthRequestApiRef },
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
