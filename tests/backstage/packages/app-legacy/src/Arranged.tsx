// The card's parts in a custom layout, mixed with the app's own components and using all props of the React
// plugin's parts.
import { makeStyles } from '@material-ui/core/styles';
import { useRef, useState } from 'react';
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
  const [again, setAgain] = useState('');
  const agents = workspacesQuery.data?.flatMap(workspace =>
    workspace.latest_build.resources.flatMap(resource => resource.agents ?? []),
  );
  return (
    <p>
      <output aria-label="count">{`${workspacesQuery.count} for ${queryFilter}`}</output>{' '}
      <output aria-label="template">{workspacesConfig.templateName}</output>{' '}
      <button type="button" onClick={() => onFilterChange('status:stopped')}>
        Only stopped ones
      </button>
      <output aria-label="agents">
        {workspacesQuery.isSuccess && agents?.map(agent => `${agent.name} ${agent.operating_system}`).join(', ')}
      </output>{' '}
      <output aria-label="trouble">{workspacesQuery.error?.message}</output>{' '}
      <button
        type="button"
        onClick={() => workspacesQuery.refetch().then(({ status, data }) => setAgain(`${status}, ${data?.length}`))}
      >
        Ask again
      </button>
      <output aria-label="again">{again}</output>
    </p>
  );
}

const useStyles = makeStyles({
  header: { letterSpacing: '0.5px' },
  titles: { paddingLeft: 8 },
  repository: { fontStyle: 'italic' },
  row: { borderLeft: '4px solid currentColor', '&:hover': { borderLeftColor: 'teal' } },
  link: { textDecoration: 'underline' },
  list: { outline: '1px dotted grey' },
  box: { borderRadius: 20 },
  input: { textTransform: 'lowercase' },
  clear: { opacity: 0.75 },
  image: { filter: 'grayscale(1)' },
});

export function Arranged() {
  const styles = useStyles();
  const input = useRef<HTMLInputElement>(null);
  const clear = useRef<HTMLButtonElement>(null);
  const [lastEvent, setLastEvent] = useState('');
  const [off, setOff] = useState(false);
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
            activeRepoFilteringText={<i>Of this repository</i>}
            className="row-of-titles"
            fullBleedLayout
            headerClassName={styles.header}
            hgroupClassName={styles.titles}
            subheaderClassName={styles.repository}
            actions={
              <>
                <CoderWorkspacesCardCreateWorkspacesLink
                  target="_self"
                  tooltipText="Order a machine"
                  tooltipProps={{ placement: 'top' }}
                />
                <CoderWorkspacesCardExtraActionsButton
                  tooltipText="What else"
                  disabled={off}
                  menuProps={{ MenuListProps: {} }}
                  onClose={(_, reason) => setLastEvent(reason)}
                />
              </>
            }
          />
        }
      >
        <CoderWorkspacesCardWorkspacesList
          ordered={false}
          fullBleedLayout={false}
          listClassName={styles.list}
          emptyState={<em>None of ours</em>}
          renderListItem={({ workspace, index, workspaces }) =>
            index === 0 ? (
              <div style={{ display: 'flex', gap: 12, alignItems: 'center', height: '100%', padding: '0 16px' }}>
                <CoderWorkspacesCardWorkspacesListIcon
                  src={workspace.template_icon}
                  workspaceName={workspace.name}
                  imageClassName={styles.image}
                />
                <b>{`${index + 1} of ${workspaces.length}: ${workspace.name}, ${workspace.latest_build.status}`}</b>
              </div>
            ) : (
              <CoderWorkspacesCardWorkspacesListItem
                workspace={workspace}
                listFlexRowClassName={styles.row}
                linkClassName={styles.link}
                buttonClassName="word-of-ours"
                onlineStatusContainerClassName="state-of-ours"
                onlineStatusLightClassName="light-of-ours"
                onKeyDown={event => setLastEvent(`${event.key} on ${workspace.name}`)}
              />
            )
          }
        />
        <CoderWorkspacesCardSearchBox
          searchInputRef={input}
          clearButtonRef={clear}
          labelWrapperClassName={styles.box}
          searchInputClassName={styles.input}
          clearButtonClassName={styles.clear}
        />
        <p>
          <button type="button" onClick={() => input.current?.focus()}>
            To the search
          </button>{' '}
          <button type="button" onClick={() => clear.current?.click()}>
            Empty the search
          </button>{' '}
          <button type="button" onClick={() => setOff(!off)}>
            Menu on or off
          </button>{' '}
          <output aria-label="heard">{lastEvent}</output>
        </p>
        <Count />
        <CoderWorkspacesReminderAccordion canShowEntityReminder={false} />
      </CoderWorkspacesCardRoot>
      <output aria-label="repository">{config.repoUrl}</output>
    </>
  );
}
