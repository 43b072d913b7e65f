// The portal with this plugin.
import { CoderProvider, CoderWorkspacesCard } from 'backstage-plugin-coder/legacy';
import { appConfig, renderPortal } from './portal';

renderPortal(<CoderWorkspacesCard />, app => <CoderProvider appConfig={appConfig}>{app}</CoderProvider>);
