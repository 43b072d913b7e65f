// The portal with Coder's plugin in React.
import { CoderProvider, CoderWorkspacesCard } from '@coder/backstage-plugin-coder';
import { appConfig, renderPortal } from './portal';

renderPortal(<CoderWorkspacesCard />, app => <CoderProvider appConfig={appConfig}>{app}</CoderProvider>);
