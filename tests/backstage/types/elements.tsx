// Compiled but never run: checks that the types allow what an adopter writes in JSX and TypeScript.
import 'backstage-plugin-coder-element/jsx';
import { load, CoderLoadError, type CoderWorkspacesCardElement } from 'backstage-plugin-coder-element';
export const view = (
  <coder-provider proxy-path="/coder" fallback-auth-ui="hidden">
    <coder-workspaces-card
      header-level="3"
      read-entity-data=""
      ref={(e: CoderWorkspacesCardElement | null) => {
        if (e) e.host = { fetch };
      }}
    />
  </coder-provider>
);
load().catch((e: CoderLoadError) => e.code === 'csp');
document.querySelector('coder-workspaces-card')!.addEventListener('coder-workspace-created', e => e.detail.name.length);
// @ts-expect-error no such attribute
export const wrong = <coder-open-button nonsense="x" />;
