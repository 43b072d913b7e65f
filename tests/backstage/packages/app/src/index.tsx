import ReactDOM from 'react-dom/client';
import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import '@backstage/ui/css/styles.css';

// The Coder plugin is not named here: its dependency in package.json is enough.
const app = createApp({ features: [catalogPlugin] });

ReactDOM.createRoot(document.getElementById('root')!).render(app.createRoot());
