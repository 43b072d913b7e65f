// A React page with the card, without Backstage.
import { load, type CoderAppConfig, type CoderEntity, type CoderLoadError } from 'backstage-plugin-coder-element';
import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { CoderWorkspaces } from './CoderWorkspaces';

// The keys of `app-config.yaml` (docs/configuration.md). `accessUrl` is only for links: requests go to the proxy of
// the page's own origin, `/api/proxy/coder`. There is no session token here: each user enters one in the card.
const CONFIG: CoderAppConfig = {
  deployment: { accessUrl: 'https://coder.example.com' },
  workspaces: { defaultTemplateName: 'docker', repoUrlParamKeys: ['repo_url'] },
};

// As Backstage's catalog would answer.
const ENTITY: CoderEntity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'payments',
    annotations: { 'backstage.io/source-location': 'url:https://github.com/acme/payments/tree/main/' },
  },
  spec: { type: 'service', coder: { templateName: 'docker' } },
};

function App() {
  const [problem, setProblem] = useState<CoderLoadError>();
  const [onlyRepository, setOnlyRepository] = useState(false);
  const [created, setCreated] = useState<string>();

  // Fetches the WebAssembly once per page, however often it is called.
  useEffect(() => {
    load().catch(setProblem);
  }, []);

  return (
    <>
      <h1>Coder in a React app</h1>
      <label>
        <input type="checkbox" checked={onlyRepository} onChange={event => setOnlyRepository(event.target.checked)} />
        {" Only workspaces made from this entity's repository"}
      </label>
      {problem && <p role="alert">{`The card could not be loaded (${problem.code}): ${problem.message}`}</p>}
      <CoderWorkspaces
        config={CONFIG}
        entity={ENTITY}
        onlyRepository={onlyRepository}
        onWorkspaceCreated={workspace => setCreated(workspace.name)}
      />
      <p role="status">{created && `Created ${created}.`}</p>
    </>
  );
}

createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
