import ReactDOM from 'react-dom/client';
import { createApp } from '@backstage/app-defaults';
import { AppRouter, FlatRoutes } from '@backstage/core-app-api';
import { AlertDisplay, SignInPage, Sidebar, SidebarItem, SidebarPage } from '@backstage/core-components';
import { configApiRef, createApiFactory } from '@backstage/core-plugin-api';
import { ScmIntegrationsApi, scmIntegrationsApiRef } from '@backstage/integration-react';
import {
  CatalogEntityPage,
  CatalogIndexPage,
  EntityAboutCard,
  EntityLayout,
  EntityLinksCard,
  EntitySwitch,
} from '@backstage/plugin-catalog';
import {
  CoderPage,
  CoderProvider,
  CoderWorkspacesCard,
  EntityCoderContent,
  isCoderAvailable,
} from 'backstage-plugin-coder/legacy';
import { Grid } from '@material-ui/core';
import CloudIcon from '@material-ui/icons/Cloud';
import HomeIcon from '@material-ui/icons/Home';
import { Navigate, Route } from 'react-router-dom';
import '@backstage/ui/css/styles.css';
import { Arranged } from './Arranged';
import { Hooks } from './Hooks';
import { Own } from './Own';

const appConfig = {
  deployment: { accessUrl: 'https://coder.example.com' },
  workspaces: { defaultTemplateName: 'docker', defaultMode: 'manual', repoUrlParamKeys: ['repo_url'] },
} as const;

const entityPage = (
  <EntityLayout>
    <EntityLayout.Route path="/" title="Overview">
      <Grid container spacing={3} alignItems="stretch">
        <Grid item md={6} xs={12}>
          <EntityAboutCard variant="gridItem" />
        </Grid>
        <Grid item md={6} xs={12}>
          <CoderWorkspacesCard readEntityData />
        </Grid>
        <EntitySwitch>
          <EntitySwitch.Case if={isCoderAvailable}>
            <Grid item md={6} xs={12}>
              <EntityLinksCard />
            </Grid>
          </EntitySwitch.Case>
        </EntitySwitch>
      </Grid>
    </EntityLayout.Route>
    <EntityLayout.Route path="/arranged" title="Arranged">
      <Arranged />
    </EntityLayout.Route>
    <EntityLayout.Route path="/coder" title="Workspaces" if={isCoderAvailable}>
      <EntityCoderContent />
    </EntityLayout.Route>
  </EntityLayout>
);

const app = createApp({
  apis: [
    createApiFactory({
      api: scmIntegrationsApiRef,
      deps: { configApi: configApiRef },
      factory: ({ configApi }) => ScmIntegrationsApi.fromConfig(configApi),
    }),
  ],
  components: { SignInPage: props => <SignInPage {...props} providers={['guest']} /> },
});

const routes = (
  <FlatRoutes>
    <Route path="/" element={<Navigate to="catalog" />} />
    <Route path="/catalog" element={<CatalogIndexPage />} />
    <Route path="/catalog/:namespace/:kind/:name" element={<CatalogEntityPage />}>
      {entityPage}
    </Route>
    <Route path="/coder" element={<CoderPage />} />
    <Route path="/hooks" element={<Hooks />} />
    <Route path="/own" element={<Own />} />
  </FlatRoutes>
);

// The provider is at the root, outside of the router, as with the React plugin.
const Root = app.createRoot(
  <CoderProvider appConfig={appConfig}>
    <AlertDisplay />
    <AppRouter>
      <SidebarPage>
        <Sidebar>
          <SidebarItem icon={HomeIcon} to="catalog" text="Home" />
          <SidebarItem icon={CloudIcon} to="coder" text="Coder" />
        </Sidebar>
        {routes}
      </SidebarPage>
    </AppRouter>
  </CoderProvider>,
);

ReactDOM.createRoot(document.getElementById('root')!).render(<Root />);
