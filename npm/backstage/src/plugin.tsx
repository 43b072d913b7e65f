// The plugin for the new frontend system. Everything here is a name and a loader, so that the rest loads with the
// first element on a page.
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
import { coderAuthApiRef, coderOAuth } from './api/coderAuthApi';
import { backstageHost, coderHostApiRef } from './api/coderHostApi';
import { Logo } from './components/Logo';
import { rootRouteRef } from './routes';
import { title } from './translations/titles';

/** Loads the components of the extensions. */
const load = () => import('./components/extensions');

const cardConfig = {
  /** Whether to show only workspaces of the entity's repository, and to use its `spec.coder`. */
  readEntityData: z.boolean().optional(),
  /** Initial search. */
  defaultQueryFilter: z.string().optional(),
  /** Title of the card. */
  headerText: z.string().optional(),
  /** `compatible` hides the card on entities without `spec.coder` and without a devcontainers tag. */
  show: z.enum(['always', 'compatible']).optional(),
};

const card = EntityCardBlueprint.makeWithOverrides({
  name: 'workspaces',
  configSchema: cardConfig,
  factory(original, { config: { readEntityData = true, defaultQueryFilter, headerText, show } }) {
    const props = { readEntityData, defaultQueryFilter, headerText, show };
    return original({
      // The narrow column, where the first cards are visible without scrolling.
      type: 'info',
      filter: { kind: 'component' },
      loader: () => load().then(({ CoderWorkspacesCard }) => <CoderWorkspacesCard {...props} />),
    });
  },
});

// Backstage 1.57 prefers a translated title to the configured one, so a configured title is passed explicitly.
const content = EntityContentBlueprint.makeWithOverrides({
  name: 'workspaces',
  disabled: true,
  factory: (original, { config }) =>
    original({
      path: '/coder',
      title: config.title ?? title('tab'),
      filter: { kind: 'component' },
      loader: () => load().then(({ EntityCoderContent }) => <EntityCoderContent />),
    }),
});

// Its title and icon are also those of the navigation item.
const page = PageBlueprint.makeWithOverrides({
  factory: (original, { config }) =>
    original({
      path: '/coder',
      title: config.title ?? title('page'),
      icon: <Logo />,
      routeRef: rootRouteRef,
      loader: () => load().then(({ CoderOverview }) => <CoderOverview />),
    }),
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

// Disabled by default, because it needs the auth provider. `- api:coder/auth` under `app.extensions` enables it.
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
