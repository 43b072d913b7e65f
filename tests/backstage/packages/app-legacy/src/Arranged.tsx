// The card's parts in another order, with parts of the app's own: as a user of the React plugin has them.
import {
  CoderWorkspacesCardCreateWorkspacesLink,
  CoderWorkspacesCardExtraActionsButton,
  CoderWorkspacesCardHeaderRow,
  CoderWorkspacesCardRoot,
  CoderWorkspacesCardSearchBox,
  CoderWorkspacesCardWorkspacesList,
  CoderWorkspacesCardWorkspacesListIcon,
  CoderWorkspacesCardWorkspacesListItem,
  CoderWorkspacesReminderAccordion,
  useCoderWorkspacesConfig,
  useWorkspacesCardContext,
} from 'backstage-plugin-coder/legacy';

function Count() {
  const { queryFilter, onFilterChange, workspacesConfig, workspacesQuery } = useWorkspacesCardContext();
  return (
    <p>
      <output aria-label="count">{`${workspacesQuery.count} for ${queryFilter}`}</output>{' '}
      <output aria-label="template">{workspacesConfig.templateName}</output>{' '}
      <button type="button" onClick={() => onFilterChange('status:stopped')}>
        Only stopped ones
      </button>
    </p>
  );
}

export function Arranged() {
  const config = useCoderWorkspacesConfig({ readEntityData: true });
  return (
    <>
      <CoderWorkspacesCardRoot
        readEntityData
        className="arranged"
        headerContent={
          <CoderWorkspacesCardHeaderRow
            headerLevel="h3"
            headerText="Remote machines"
            activeRepoFilteringText="Of this repository"
            actions={
              <>
                <CoderWorkspacesCardCreateWorkspacesLink />
                <CoderWorkspacesCardExtraActionsButton />
              </>
            }
          />
        }
      >
        <CoderWorkspacesCardWorkspacesList
          emptyState={<em>None of ours</em>}
          renderListItem={({ workspace, index, workspaces }) =>
            index === 0 ? (
              <div style={{ display: 'flex', gap: 12, alignItems: 'center', height: '100%', padding: '0 16px' }}>
                <CoderWorkspacesCardWorkspacesListIcon src={workspace.template_icon} workspaceName={workspace.name} />
                <b>{`${index + 1} of ${workspaces.length}: ${workspace.name}, ${workspace.latest_build.status}`}</b>
              </div>
            ) : (
              <CoderWorkspacesCardWorkspacesListItem workspace={workspace} />
            )
          }
        />
        <CoderWorkspacesCardSearchBox />
        <Count />
        <CoderWorkspacesReminderAccordion canShowEntityReminder={false} />
      </CoderWorkspacesCardRoot>
      <output aria-label="repository">{config.repoUrl}</output>
    </>
  );
}
