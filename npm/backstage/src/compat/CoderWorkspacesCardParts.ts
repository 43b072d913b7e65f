// The card's frame and parts for custom layouts, as one chunk: the React plugin's API on top of `<coder-card-root>` and
// `<coder-card-part>`.
export { CoderWorkspacesCardCreateWorkspacesLink } from './CoderWorkspacesCardCreateWorkspacesLink';
export { CoderWorkspacesCardExtraActionsButton } from './CoderWorkspacesCardExtraActionsButton';
export { CoderWorkspacesCardHeaderRow } from './CoderWorkspacesCardHeaderRow';
export { CoderWorkspacesCardRoot } from './CoderWorkspacesCardRoot';
export { CoderWorkspacesCardSearchBox } from './CoderWorkspacesCardSearchBox';
export { CoderWorkspacesCardWorkspacesList } from './CoderWorkspacesCardWorkspacesList';
export { CoderWorkspacesCardWorkspacesListIcon } from './CoderWorkspacesCardWorkspacesListIcon';
export { CoderWorkspacesCardWorkspacesListItem } from './CoderWorkspacesCardWorkspacesListItem';
export { CoderWorkspacesReminderAccordion } from './CoderWorkspacesReminderAccordion';
