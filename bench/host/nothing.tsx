// The portal without a plugin for Coder.
import { renderPortal } from './portal';

renderPortal(null, app => <>{app}</>);
