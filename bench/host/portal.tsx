// A portal of the legacy frontend system for the benchmark: the same page of a component, with the card of a plugin or with
// none.
import { type ReactElement, type ReactNode } from 'react';
import ReactDOM from 'react-dom/client';
import { createApp } from '@backstage/app-defaults';
import { AppRouter, FlatRoutes } from '@backstage/core-app-api';
import { SignInPage, Sidebar, SidebarItem, SidebarPage } from '@backstage/core-components';
import { configApiRef, createApiFactory } from '@backstage/core-plugin-api';
import { ScmIntegrationsApi, scmIntegrationsApiRef } from '@backstage/integration-react';
import { CatalogEntityPage, CatalogIndexPage, EntityAboutCard, EntityLayout } from '@backstage/plugin-catalog';
import { Grid } from '@material-ui/core';
import HomeIcon from '@material-ui/icons/Home';
import { Navigate, Route } from 'react-router-dom';
import '@backstage/ui/css/styles.css';

export const appConfig = {
  deployment: { accessUrl: 'https://coder.example.com' },
  workspaces: { defaultTemplateName: 'docker', defaultMode: 'manual', repoUrlParamKeys: ['repo_url'] },
} as const;

/** Renders the portal: `card` is a plugin's card, and `provide` puts its provider around the app. */
export function renderPortal(card: ReactElement | null, provide: (app: ReactNode) => ReactElement): void {
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
  const entityPage = (
    <EntityLayout>
      <EntityLayout.Route path="/" title="Overview">
        <Grid container spacing={3} alignItems="stretch">
          <Grid item md={6} xs={12}>
            <EntityAboutCard variant="gridItem" />
          </Grid>
          {card && (
            <Grid item md={6} xs={12}>
              {card}
            </Grid>
          )}
        </Grid>
      </EntityLayout.Route>
    </EntityLayout>
  );
  const Root = app.createRoot(
    provide(
      <AppRouter>
        <SidebarPage>
          <Sidebar>
            <SidebarItem icon={HomeIcon} to="catalog" text="Home" />
          </Sidebar>
          <FlatRoutes>
            <Route path="/" element={<Navigate to="catalog" />} />
            <Route path="/catalog" element={<CatalogIndexPage />} />
            <Route path="/catalog/:namespace/:kind/:name" element={<CatalogEntityPage />}>
              {entityPage}
            </Route>
          </FlatRoutes>
        </SidebarPage>
      </AppRouter>,
    ),
  );
  ReactDOM.createRoot(document.getElementById('root')!).render(<Root />);
}
