/**
 * Coder workspaces in Backstage, for the legacy frontend system; the names and props are the React plugin's.
 *
 * @packageDocumentation
 */
import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  createRouteRef,
} from '@backstage/core-plugin-api';
import { coderClientApi } from './api/coderClientApi';

const root = createRouteRef({ id: 'coder' });

/** The plugin. */
export const coderPlugin = createPlugin({ id: 'coder', apis: [coderClientApi], routes: { root } });

/** The Coder workspaces of the page's entity with `readEntityData`, otherwise the user's. */
export const CoderWorkspacesCard = coderPlugin.provide(
  createComponentExtension({
    name: 'CoderWorkspacesCard',
    component: { lazy: () => import('./components/CoderWorkspacesCard').then(m => m.CoderWorkspacesCard) },
  }),
);

type Parts = typeof import('./compat/CoderWorkspacesCardParts');

/** Provides the card's frame or one of its parts, for custom layouts. */
function providePart<P>(name: string, pick: (parts: Parts) => (props: P) => JSX.Element) {
  const lazy = () => import('./compat/CoderWorkspacesCardParts').then(pick);
  return coderPlugin.provide(createComponentExtension({ name, component: { lazy } }));
}

/** A round link to Coder's own creation form. */
export const CoderWorkspacesCardCreateWorkspacesLink = providePart(
  'CoderWorkspacesCard.CreateWorkspacesLink',
  m => m.CoderWorkspacesCardCreateWorkspacesLink,
);

/** The menu with "Refresh" and "Unlink". */
export const CoderWorkspacesCardExtraActionsButton = providePart(
  'CoderWorkspacesCard.ExtraActionsButton',
  m => m.CoderWorkspacesCardExtraActionsButton,
);

/** The title row. */
export const CoderWorkspacesCardHeaderRow = providePart(
  'CoderWorkspacesCard.HeaderRow',
  m => m.CoderWorkspacesCardHeaderRow,
);

/** The card's frame, for a custom layout of its parts. */
export const CoderWorkspacesCardRoot = providePart('CoderWorkspacesCard.Root', m => m.CoderWorkspacesCardRoot);

/** The search box. */
export const CoderWorkspacesCardSearchBox = providePart(
  'CoderWorkspacesCard.SearchBox',
  m => m.CoderWorkspacesCardSearchBox,
);

/** The list. */
export const CoderWorkspacesCardWorkspacesList = providePart(
  'CoderWorkspacesCard.WorkspacesList',
  m => m.CoderWorkspacesCardWorkspacesList,
);

/** A workspace's icon. */
export const CoderWorkspacesCardWorkspacesListIcon = providePart(
  'CoderWorkspacesCard.WorkspacesListIcon',
  m => m.CoderWorkspacesCardWorkspacesListIcon,
);

/** The card's own row. */
export const CoderWorkspacesCardWorkspacesListItem = providePart(
  'CoderWorkspacesCard.WorkspacesListItem',
  m => m.CoderWorkspacesCardWorkspacesListItem,
);

/** Limitations of the card's configuration, with their remedies. */
export const CoderWorkspacesReminderAccordion = providePart(
  'CoderWorkspacesCard.ReminderAccordion',
  m => m.CoderWorkspacesReminderAccordion,
);

/** A button that opens the workspace of the page's entity, or the form to create one. */
export const CoderOpenButton = coderPlugin.provide(
  createComponentExtension({
    name: 'CoderOpenButton',
    component: { lazy: () => import('./components/CoderOpenButton').then(m => m.CoderOpenButton) },
  }),
);

/** Renders its children while the account is linked, and the sign-in form otherwise. */
export const CoderAuthWrapper = coderPlugin.provide(
  createComponentExtension({
    name: 'CoderAuthWrapper',
    component: { lazy: () => import('./components/CoderAuthWrapper').then(m => m.CoderAuthWrapper) },
  }),
);

/** A row for Backstage's page of linked accounts. */
export const CoderProviderSettings = coderPlugin.provide(
  createComponentExtension({
    name: 'CoderProviderSettings',
    component: { lazy: () => import('./components/CoderProviderSettings').then(m => m.CoderProviderSettings) },
  }),
);

/** A page of the user's workspaces. */
export const CoderPage = coderPlugin.provide(
  createRoutableExtension({
    name: 'CoderPage',
    component: () => import('./components/CoderPage').then(m => m.CoderPage),
    mountPoint: root,
  }),
);

/** A tab for entity pages. */
export const EntityCoderContent = coderPlugin.provide(
  createComponentExtension({
    name: 'EntityCoderContent',
    component: { lazy: () => import('./components/EntityCoderContent').then(m => m.EntityCoderContent) },
  }),
);

export { coderAuthApiRef, coderOAuth, type CoderAuthApi } from './api/coderAuthApi';
export { coderHostApiRef, type CoderHostApi } from './api/coderHostApi';
export { coderClientWrapperApiRef, type CoderClientWrapperApi } from './api/coderClientApi';
export { CoderApi } from './api/CoderApi';
export { isCoderAvailable } from './isCoderAvailable';
export { CoderErrorBoundary } from './components/CoderErrorBoundary';
export { CoderProvider, type CoderProviderProps } from './components/CoderProvider';
export type { FallbackAuthUiMode } from './components/FallbackAuth.lazy';
export type { CoderWorkspacesCardProps } from './components/WorkspacesCard';
export { useCoderAuth, type CoderAuth } from './hooks/useCoderAuth';
export { useCoderApi } from './hooks/useCoderApi';
export { useCoderQuery, CODER_QUERY_KEY_PREFIX, type UseCoderQueryOptions } from './hooks/useCoderQuery';
export { useCoderWorkspacesConfig } from './compat/useCoderWorkspacesConfig';
export { useWorkspacesCardContext, type WorkspacesCardContext } from './compat/useWorkspacesCardContext';
export type { WorkspacesQuery } from './compat/workspacesQuery';
export type * from 'backstage-plugin-coder-element';
