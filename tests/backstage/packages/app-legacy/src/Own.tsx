// The card's frame and session around a list of the app's own, without any of the card's parts.
import { CoderWorkspacesCardRoot, useWorkspacesCardContext, type WorkspaceStatus } from 'backstage-plugin-coder/legacy';

const inWords = (status: WorkspaceStatus) => (status === 'running' ? 'up' : 'down');

function List() {
  const { headerId, workspacesQuery } = useWorkspacesCardContext();
  return (
    <>
      <h2 id={headerId}>Machines of mine</h2>
      <ul>
        {workspacesQuery.data?.map(({ id, name, latest_build: build }) => (
          <li key={id}>{`${name} ${inWords(build.status)}`}</li>
        ))}
      </ul>
      <output aria-label="trouble">{workspacesQuery.error?.message}</output>
      <button type="button" onClick={() => workspacesQuery.refetch()} disabled={workspacesQuery.isFetching}>
        Ask again
      </button>
    </>
  );
}

export function Own() {
  return (
    <CoderWorkspacesCardRoot>
      <List />
    </CoderWorkspacesCardRoot>
  );
}
