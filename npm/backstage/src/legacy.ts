/**
 * Coder workspaces in Backstage, for the legacy frontend system; the names and props are the React plugin's.
 *
 * @packageDocumentation
 */
import { createComponentExtension, createPlugin, createRoutableExtension, createRouteRef } from '@backstage/core-plugin-api';
import { coderClientApi } from './client-api';

const root = createRouteRef({ id: 'coder' });

/** The plugin. */
export const coderPlugin = createPlugin({ id: 'coder', apis: [coderClientApi], routes: { root } });

/** The Coder workspaces of the entity whose page it stands on; of the user where it stands elsewhere. */
export const CoderWorkspacesCard = coderPlugin.provide(
  createComponentExtension({
    name: 'CoderWorkspacesCard',
    component: { lazy: () => import('./components/WorkspacesCard').then(m => m.CoderWorkspacesCard) },
  }),
);

type Parts = typeof import('./components/parts');

/** One of the card's parts, to be put together in another way. */
function part<P>(name: string, pick: (parts: Parts) => (props: P) => JSX.Element) {
  const lazy = () => import('./components/parts').then(pick);
  return coderPlugin.provide(createComponentExtension({ name, component: { lazy } }));
}

/** A round link to Coder's own creation form. */
export const CoderWorkspacesCardCreateWorkspacesLink = part('CoderWorkspacesCard.CreateWorkspacesLink', m => m.CoderWorkspacesCardCreateWorkspacesLink);

/** The menu with "Refresh" and "Unlink". */
export const CoderWorkspacesCardExtraActionsButton = part('CoderWorkspacesCard.ExtraActionsButton', m => m.CoderWorkspacesCardExtraActionsButton);

/** The title row. */
export const CoderWorkspacesCardHeaderRow = part('CoderWorkspacesCard.HeaderRow', m => m.CoderWorkspacesCardHeaderRow);

/** The card's frame, for its parts in another order. */
export const CoderWorkspacesCardRoot = coderPlugin.provide(
  createComponentExtension({
    name: 'CoderWorkspacesCard.Root',
    component: { lazy: () => import('./components/card-root').then(m => m.CoderWorkspacesCardRoot) },
  }),
);

/** The search box. */
export const CoderWorkspacesCardSearchBox = part('CoderWorkspacesCard.SearchBox', m => m.CoderWorkspacesCardSearchBox);

/** The list. */
export const CoderWorkspacesCardWorkspacesList = part('CoderWorkspacesCard.WorkspacesList', m => m.CoderWorkspacesCardWorkspacesList);

/** A workspace's icon. */
export const CoderWorkspacesCardWorkspacesListIcon = part('CoderWorkspacesCard.WorkspacesListIcon', m => m.CoderWorkspacesCardWorkspacesListIcon);

/** The row that the card itself draws. */
export const CoderWorkspacesCardWorkspacesListItem = part('CoderWorkspacesCard.WorkspacesListItem', m => m.CoderWorkspacesCardWorkspacesListItem);

/** What the card cannot do as configured, and how to mend it. */
export const CoderWorkspacesReminderAccordion = part('CoderWorkspacesCard.ReminderAccordion', m => m.CoderWorkspacesReminderAccordion);

/** Opens the workspace of the entity whose page it stands on, or the form to create it. */
export const CoderOpenButton = coderPlugin.provide(
  createComponentExtension({
    name: 'CoderOpenButton',
    component: { lazy: () => import('./components/OpenButton').then(m => m.CoderOpenButton) },
  }),
);

/** Shows its content while the account is linked, and the way to link it otherwise. */
export const CoderAuthWrapper = coderPlugin.provide(
  createComponentExtension({
    name: 'CoderAuthWrapper',
    component: { lazy: () => import('./components/Session').then(m => m.CoderAuthWrapper) },
  }),
);

/** A row for Backstage's page of linked accounts. */
export const CoderProviderSettings = coderPlugin.provide(
  createComponentExtension({
    name: 'CoderProviderSettings',
    component: { lazy: () => import('./components/Session').then(m => m.CoderProviderSettings) },
  }),
);

/** A page of the user's workspaces. */
export const CoderPage = coderPlugin.provide(
  createRoutableExtension({
    name: 'CoderPage',
    component: () => import('./components/Page').then(m => m.CoderPage),
    mountPoint: root,
  }),
);

/** A tab for an entity's page. */
export const EntityCoderContent = coderPlugin.provide(
  createComponentExtension({
    name: 'EntityCoderContent',
    component: { lazy: () => import('./components/Page').then(m => m.EntityCoderContent) },
  }),
);

export { coderAuthApiRef, type CoderAuthApi } from './auth';
export { coderOAuth } from './oauth';
export { coderHostApiRef, type CoderHostApi } from './host-api';
export { isCoderAvailable } from './availability';
export { CoderErrorBoundary } from './components/ErrorBoundary';
export type { CoderWorkspacesCardProps } from './components/WorkspacesCard';
export { CoderProvider, type CoderProviderProps, type FallbackAuthUiMode } from './provider';
export { useCoderAuth, type CoderAuth } from './session';
export { useCoderApi, CoderApi } from './api';
export { coderClientWrapperApiRef, type CoderClientWrapperApi } from './client-api';
export { useCoderQuery, CODER_QUERY_KEY_PREFIX, type UseCoderQueryOptions } from './query';
export { useCoderWorkspacesConfig, useWorkspacesCardContext, type WorkspacesCardContext } from './components/card-root';
export type { WorkspacesQuery } from './workspaces-query';
export type * from 'backstage-plugin-coder-element';
