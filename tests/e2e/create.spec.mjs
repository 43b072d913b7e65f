// Creating a workspace without leaving the page.
import { catchPrograms } from './external-protocols.mjs';
import { PACE, withTemplate, NO_TEMPLATE, dialog, submit, created, evaluations, open } from './create-form.mjs';
import { ACCESS_URL, CONFIG, ENTITIES, addElements, expect, names, openTall, row, search, test } from './fixtures.mjs';

test(
  'from an entity: prefilled with template, repository and parameters, created, followed, opened',
  { tag: '@smoke' },
  async ({ page, demo }) => {
    await demo.control({ build_rate: 30 });
    await openTall(page, ENTITIES.platform, withTemplate('docker'));
    const form = await open(page);
    await expect(form.getByLabel('Workspace name')).toHaveValue('monorepo');
    await expect(form.getByLabel('Repository')).toHaveValue(/gitlab\.com\/acme\/platform\/monorepo/);
    await submit(page).click();
    const details = page.getByRole('dialog', { name: 'monorepo' });
    await expect(details.locator('[data-tone=success]').getByText('Running', { exact: true })).toBeVisible();
    await expect(details.getByRole('button', { name: 'VS Code Desktop' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(row(page, 'monorepo').getByText('Running')).toBeVisible();
    expect(await created(demo)).toHaveLength(1);
  },
);

test('without a configured template one is chosen from those that may be used', async ({ page }) => {
  await openTall(page, ENTITIES.noSource, NO_TEMPLATE);
  const form = await open(page);
  // The entity of this page names the docker template, but another one can be chosen.
  await form.getByRole('button', { name: 'Change template' }).click();
  await expect(form.getByRole('button', { name: 'Docker Containers' })).toBeVisible();
  await expect(form.getByRole('button', { name: 'Retired' })).toHaveCount(0);
  await form.getByRole('searchbox').fill('kub');
  await expect(form.getByRole('listitem')).toHaveCount(1);
  await form.getByRole('button', { name: 'Kubernetes (GPU)' }).click();
  await expect(form.getByLabel('Project code')).toBeVisible();
});

test('an empty list leads to the same form', { tag: '@smoke' }, async ({ page, demo }) => {
  await openTall(page, ENTITIES.plain, withTemplate('docker'));
  await page.locator('[part=empty]').getByRole('button', { name: 'Create workspace' }).click();
  await expect(dialog(page).getByRole('heading', { name: 'New workspace' })).toBeVisible();
  await expect(dialog(page).getByLabel('Workspace name')).toHaveValue('website');
  await submit(page).click();
  await expect(page.getByRole('dialog', { name: 'website' })).toBeVisible();
  expect(await created(demo)).toHaveLength(1);
});

test('a configured template that is not there is said, with the others to choose from', async ({ page }) => {
  await openTall(page, ENTITIES.lostTemplate, PACE);
  const form = await open(page);
  await expect(form.getByRole('alert')).toContainText('The template “no-such-template” does not exist');
  await form.getByRole('button', { name: 'Docker Containers' }).click();
  await expect(form.getByLabel('Workspace name')).toHaveValue('billing-api');
});

test('the default preset is chosen, another sets other values, none gives them back', async ({ page, demo }) => {
  await demo.control({ build_rate: 30 });
  await openTall(page, ENTITIES.noSource, PACE);
  const form = await open(page);
  await expect(form.getByRole('radio', { name: /^Everyday/ })).toBeChecked();
  await expect(form.getByLabel('CPU cores')).toBeDisabled();
  await expect(form.getByLabel('CPU cores')).toHaveValue('2');
  await form.getByRole('radio', { name: 'Custom' }).check();
  await form.getByLabel('CPU cores').fill('5');
  await form.getByRole('radio', { name: /^Heavy compile/ }).check();
  await expect(form.getByLabel('CPU cores')).toHaveValue('16');
  await expect(form.getByText('A large machine: More than 12 cores')).toBeVisible();
  await form.getByRole('radio', { name: 'Custom' }).check();
  await expect(form.getByLabel('CPU cores')).toHaveValue('5');
  await expect(form.getByText('A large machine')).toHaveCount(0);
});

test('a preset says what it sets, and the values that it sets are behind a disclosure', async ({ page }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  const form = await open(page);
  const everyday = form.getByRole('radio', { name: 'Everyday', exact: true });
  await expect(everyday).toBeChecked();
  await expect(everyday).toHaveAccessibleDescription(/Helsinki · CPU cores: 2/);
  const custom = form.getByRole('radio', { name: 'Custom', exact: true });
  await expect(custom).toHaveAccessibleDescription('Choose each value');
  await expect(form.getByLabel('CPU cores')).toBeHidden();
  await form.getByText('Show the 2 values set by “Everyday”').click();
  await expect(form.getByLabel('CPU cores')).toBeVisible();
  await custom.check();
  await expect(form.getByLabel('CPU cores')).toBeEnabled();
  await expect(form.getByText(/set by “/)).toBeHidden();
});

test('a new workspace opens once it is ready if one wants that, and that is remembered', async ({ page, demo }) => {
  await demo.control({ build_rate: 30 });
  await openTall(page, ENTITIES.noSource, PACE);
  const programs = await catchPrograms(page);
  const form = await open(page);
  const opens = form.getByRole('checkbox', { name: 'Open VS Code Desktop when ready' });
  await expect(opens, 'nothing says that the program is installed').not.toBeChecked();
  await opens.check();
  await form.getByLabel('Workspace name').fill('opens');
  await submit(page).click();
  await expect.poll(programs).toHaveLength(1);
  expect((await programs())[0]).toContain('workspace=opens');
  await page.keyboard.press('Escape');
  await open(page);
  await expect(opens, 'the choice is remembered').toBeChecked();
  await form.getByLabel('Workspace name').fill('stays-shut');
  await opens.uncheck();
  await submit(page).click();
  const details = page.getByRole('dialog', { name: 'stays-shut' });
  await expect(details.locator('[data-tone=success]').getByText('Running', { exact: true })).toBeVisible();
  expect(await programs(), 'only the first').toHaveLength(1);
});

test('a new workspace opens by itself for who opened a desktop program before', async ({ page, demo }) => {
  await demo.control({ build_rate: 30 });
  await openTall(page, ENTITIES.noSource, PACE);
  const programs = await catchPrograms(page);
  await page.getByRole('button', { name: 'Open payments in VS Code Desktop' }).click();
  await expect.poll(programs).toHaveLength(1);
  const form = await open(page);
  await expect(form.getByRole('checkbox', { name: 'Open VS Code Desktop when ready' })).toBeChecked();
  await form.getByLabel('Workspace name').fill('opens');
  await submit(page).click();
  await expect.poll(programs).toHaveLength(2);
});

test('Cancel closes the form, and asks before it discards what was entered', async ({ page, demo }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  const form = await open(page);
  await form.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(form).toHaveCount(0);
  await open(page);
  await form.getByLabel('Workspace name').fill('typed');
  await form.getByRole('button', { name: 'Cancel', exact: true }).click();
  await form.getByRole('button', { name: 'Discard', exact: true }).click();
  await expect(form).toHaveCount(0);
  expect(await created(demo)).toEqual([]);
});

test('every kind of control is there, sets its value, and is sent as Coder takes it', async ({ page, demo }) => {
  await demo.control({ connect_auth: 'github' });
  await openTall(page, ENTITIES.noSource, withTemplate('docker'));
  const form = await open(page);
  await form.getByRole('button', { name: 'Change template' }).click();
  await form.getByRole('button', { name: 'Kubernetes (GPU)' }).click();
  await form.getByLabel('Workspace name').fill('everything');
  await form.getByLabel('Project code').fill('abc123');
  await form.getByLabel('Notes').fill('two\nlines');
  await form.getByLabel('Memory (GiB)').fill('16');
  await form.getByLabel('CPU cores').fill('9');
  await form.getByRole('switch', { name: 'GPU' }).check();
  await form.getByLabel('GPU model').selectOption('A100');
  await form.getByRole('checkbox', { name: 'Spot instance' }).uncheck();
  await form
    .getByRole('group', { name: 'Zone' })
    .getByRole('radio', { name: /Pittsburgh/ })
    .check();
  await form.getByRole('group', { name: 'Tools' }).getByRole('checkbox', { name: 'Cargo' }).check();
  const labels = form.getByRole('group', { name: 'Labels' });
  await labels.getByRole('textbox').fill('blue');
  await labels.getByRole('textbox').press('Enter');
  await labels.getByRole('textbox').fill('team, one');
  await labels.getByRole('button', { name: 'Add' }).click();
  await labels.getByRole('button', { name: 'Remove team, one' }).click();
  const secret = form.getByLabel('Registry token');
  await expect(secret).toHaveAttribute('type', 'password');
  await secret.fill('hunter2');
  const request = page.waitForRequest(
    request => request.method() === 'POST' && request.url().endsWith('/users/me/workspaces'),
  );
  await submit(page).click();
  const body = (await request).postDataJSON();
  const values = Object.fromEntries(body.rich_parameter_values.map(v => [v.name, v.value]));
  expect(values).toEqual({
    project: 'abc123',
    notes: 'two\nlines',
    memory: '16',
    cpu: '9',
    use_gpu: 'true',
    gpu_type: 'a100',
    spot: 'false',
    zone: 'us-pittsburgh',
    tools: '["git","cargo"]',
    labels: '["blue"]',
    registry_token: 'hunter2',
  });
  await expect(page.getByRole('dialog', { name: 'everything' })).toBeVisible();
});

test('a field that goes away and comes back keeps its value, and typing is never written over', async ({
  page,
  demo,
}) => {
  await openTall(page, ENTITIES.noSource, PACE);
  const form = await open(page);
  await form.getByRole('button', { name: 'Change template' }).click();
  await form.getByRole('button', { name: 'Kubernetes (GPU)' }).click();
  await form.getByRole('switch', { name: 'GPU' }).check();
  await form.getByLabel('GPU model').selectOption('H100');
  await form.getByRole('switch', { name: 'GPU' }).uncheck();
  await expect(form.getByLabel('GPU model')).toHaveCount(0);
  await form.getByRole('switch', { name: 'GPU' }).check();
  await expect(form.getByLabel('GPU model')).toHaveValue('h100');
  await demo.control({ latency_ms: 800 });
  const before = (await evaluations(demo)).length;
  await form.getByLabel('Project code').pressSequentially('ab');
  await form.getByLabel('Notes').pressSequentially('slow answers do not eat letters', { delay: 30 });
  await expect.poll(async () => (await evaluations(demo)).length).toBeGreaterThan(before);
  await expect(form.getByLabel('Notes')).toHaveValue('slow answers do not eat letters');
  await expect(form.getByLabel('Project code')).toHaveValue('ab');
  await expect(form.getByText('A project code has three letters and three digits')).toBeVisible();
});

test('what is missing or wrong is said at its field, which gets the focus, and nothing is sent', async ({
  page,
  demo,
}) => {
  await demo.control({ connect_auth: 'github' });
  await openTall(page, ENTITIES.noSource, PACE);
  const form = await open(page);
  await form.getByRole('button', { name: 'Change template' }).click();
  await form.getByRole('button', { name: 'Kubernetes (GPU)' }).click();
  await expect(form.getByText('Required', { exact: true })).toHaveCount(0);
  await submit(page).click();
  await expect(form.getByLabel('Project code')).toBeFocused();
  await expect(form.getByText('Required', { exact: true })).toBeVisible();
  await form.getByLabel('Memory (GiB)').fill('1000');
  await expect(form.getByText('Enter a number from 2 to 64.')).toBeVisible();
  await form.getByLabel('Workspace name').fill('bad name');
  await expect(form.getByText('Only letters (a–z), digits and hyphens.')).toBeVisible();
  await form
    .getByRole('group', { name: 'Zone' })
    .getByRole('radio', { name: /Sydney/ })
    .check();
  await form.getByRole('switch', { name: 'GPU' }).check();
  await expect(form.getByText('No accelerators in this zone')).toBeVisible();
  expect(await created(demo)).toEqual([]);
});

test('accounts a template needs are connected in another window, and required ones first', async ({
  page,
  context,
  demo,
  settled,
}) => {
  await openTall(page, ENTITIES.noSource, PACE);
  const form = await open(page);
  await form.getByRole('button', { name: 'Change template' }).click();
  await form.getByRole('button', { name: 'Kubernetes (GPU)' }).click();
  await form.getByLabel('Project code').fill('abc123');
  const accounts = form.getByRole('region', { name: 'Accounts' });
  await expect(accounts.getByText('optional')).toBeVisible();
  await submit(page).click();
  await expect(form).toBeVisible();
  // A form that still waits for an evaluation would be sent once the account is connected.
  await expect(submit(page)).toBeVisible();
  await settled();
  expect(await created(demo)).toEqual([]);
  const popup = context.waitForEvent('page');
  await accounts.getByRole('button', { name: 'Connect GitHub' }).click();
  await (await popup).waitForLoadState();
  await (await popup).close();
  await expect(accounts.getByText('GitHub: connected')).toBeVisible();
  await submit(page).click();
  await expect.poll(() => created(demo)).toHaveLength(1);
});

test('the classic flow: static parameters, and the server’s word on the one it refuses', async ({ page, demo }) => {
  await openTall(page, ENTITIES.platform, withTemplate('devcontainers'));
  const form = await open(page);
  await expect(form.getByLabel('Base image')).toHaveValue('debian');
  await demo.control({
    faults: [
      {
        on: 'POST /api/v2/users/me/workspaces',
        times: 1,
        status: 400,
        content_type: 'application/json',
        body: JSON.stringify({ message: 'Unable to validate parameter "disk"', detail: 'The shelf is full.' }),
      },
    ],
  });
  await submit(page).click();
  await expect(form.getByText('The shelf is full.').first()).toBeVisible();
  await expect(form.getByLabel('Disk (GiB)')).toHaveAttribute('aria-invalid', 'true');
  await form.getByLabel('Disk (GiB)').fill('20');
  await submit(page).click();
  await expect(page.getByRole('dialog', { name: 'monorepo' })).toBeVisible();
  expect(await evaluations(demo)).toEqual([]);
});

test('what is left of the quota is said where there is one', async ({ page, demo }) => {
  await demo.control({ budget: 40 });
  await openTall(page, ENTITIES.platform, withTemplate('docker'));
  const form = await open(page);
  await expect(form.getByText(/^\d+ of 40 credits used$/)).toBeVisible();
  await page.keyboard.press('Escape');
  await demo.control({ budget: -1 });
  const asked = async () => (await demo.requests()).filter(line => line.endsWith('/workspace-quota')).length;
  const before = await asked();
  await open(page);
  await expect.poll(asked).toBeGreaterThan(before);
  await expect(form.getByLabel('Repository')).toBeVisible();
  await expect(form.getByText(/credits used/)).toHaveCount(0);
});

test('a name that is taken is said at the name', async ({ page }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  const form = await open(page);
  await form.getByLabel('Workspace name').fill('Payments');
  await submit(page).click();
  await expect(form.getByText('This value is already in use and should be unique.').first()).toBeVisible();
  await expect(form.getByLabel('Workspace name')).toBeFocused();
  await expect(form.getByLabel('Workspace name')).toHaveValue('Payments');
});

test('mode auto asks once and creates; what is missing shows the form', async ({ page, demo }) => {
  await demo.control({ build_rate: 30 });
  await openTall(page, ENTITIES.payments, { ...PACE, workspaces: { repoUrlParamKeys: ['repo_url'] } });
  const form = await open(page);
  await expect(form.getByText('Create payments-2 from Docker Containers')).toBeVisible();
  await expect(form.getByLabel('Workspace name')).toBeHidden();
  await form.getByRole('button', { name: 'Edit' }).click();
  await expect(form.getByLabel('Workspace name')).toHaveValue('payments-2');
  await form.getByLabel('Workspace name').fill('payments-two');
  await submit(page).click();
  await expect(page.getByRole('dialog', { name: 'payments-two' })).toBeVisible();
});

test('the way into the dashboard goes along with what was entered, but for secrets', async ({ page }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  const form = await open(page);
  await form.getByRole('radio', { name: 'Custom' }).check();
  await form.getByLabel('CPU cores').fill('7');
  await expect(form.getByRole('link', { name: /Open this form in Coder/ })).toHaveAttribute(
    'href',
    new RegExp(`^${ACCESS_URL}/templates/coder/docker/workspace\\?mode=manual&name=alice-workspace.*param\\.cpu=7`),
  );
});

test('descriptions are Markdown, and nothing in them is more than words and links to the web', async ({
  page,
  demo,
}) => {
  const description =
    '**Bold** <img src=x onerror="window.hacked=1"> [web](https://docs.acme.example/) [bad](javascript:window.hacked=2) ![picture](https://evil.example/p.png)';
  const body = JSON.stringify([
    {
      id: 't',
      name: 'hostile',
      display_name: '<script>window.hacked=3</script>',
      description,
      icon: 'javascript:1',
      active_version_id: 'v',
    },
  ]);
  await demo.control({
    faults: [{ on: 'GET /api/v2/templates', status: 200, content_type: 'application/json', body }],
  });
  await openTall(page, ENTITIES.plain, NO_TEMPLATE);
  const form = await open(page);
  const text = form.getByRole('listitem');
  await expect(text.locator('strong')).toHaveText('Bold');
  await expect(text).toContainText('<img src=x onerror="window.hacked=1">');
  await expect(text.getByRole('link', { name: /^web/ })).toHaveAttribute('href', 'https://docs.acme.example/');
  await expect(text.getByRole('link')).toHaveCount(1);
  await expect(text.locator('img')).toHaveCount(0);
  await expect(form.getByRole('button', { name: '<script>window.hacked=3</script>' })).toBeVisible();
  expect(await page.evaluate(() => window.hacked)).toBeUndefined();
});

test('a duplicate begins with the values of the original', async ({ page }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  await page.getByRole('button', { name: 'Actions for platform' }).click();
  await page.getByRole('menuitem', { name: 'Details' }).click();
  await page.getByRole('dialog').getByText('More actions').click();
  await page.getByRole('button', { name: 'Duplicate' }).click();
  const form = page.getByRole('dialog', { name: 'Duplicate platform' });
  await expect(form.getByLabel('Repository')).toHaveValue('https://gitlab.com/acme/platform/monorepo.git');
  await expect(form.getByText('devcontainers', { exact: true })).toBeVisible();
});

test('what one gave the last time is filled in the next time', async ({ page, demo }) => {
  await demo.control({ build_rate: 30 });
  await openTall(page, ENTITIES.noSource, PACE);
  const form = await open(page);
  await form.getByRole('radio', { name: 'Custom' }).check();
  await form.getByLabel('CPU cores').fill('7');
  await submit(page).click();
  await expect(page.getByRole('dialog', { name: 'alice-workspace' })).toBeVisible();
  await page.keyboard.press('Escape');
  await open(page);
  await form.getByRole('radio', { name: 'Custom' }).check();
  await expect(form.getByLabel('CPU cores')).toHaveValue('7');
});

test('an app that opens once a workspace is started opens after the question as well', async ({ page, demo }) => {
  await demo.control({ workspace: { name: 'sandbox', template: 'asks', status: 'stopped', dormant: false } });
  await openTall(page, ENTITIES.noSource, PACE);
  const programs = await catchPrograms(page);
  const startThenOpen = async () => {
    await page.getByRole('button', { name: 'More ways to open sandbox', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Start, then open VS Code Desktop' }).click();
  };
  const prompt = page.getByRole('dialog', { name: 'Before sandbox starts' });
  await startThenOpen();
  await expect(prompt).toBeVisible();
  await prompt.getByRole('button', { name: 'Close' }).click();
  await expect(row(page, 'sandbox').getByText('then VS Code Desktop'), 'it is not started').toHaveCount(0);
  await startThenOpen();
  await prompt.getByRole('button', { name: 'Start' }).click();
  await demo.control({ build_rate: 60 });
  await expect.poll(programs).toHaveLength(1);
});

test('what holds for one start is asked before it', async ({ page, demo }) => {
  await demo.control({
    build_rate: 30,
    workspace: { name: 'sandbox', template: 'asks', status: 'stopped', dormant: false },
  });
  await openTall(page, ENTITIES.noSource, PACE);
  await page.getByRole('button', { name: 'Start sandbox' }).click();
  const prompt = page.getByRole('dialog', { name: 'Before sandbox starts' });
  await expect(prompt.getByText('Only for this start')).toBeVisible();
  await prompt.getByRole('switch', { name: 'Rebuild from scratch' }).check();
  const request = page.waitForRequest(request => request.method() === 'POST' && request.url().endsWith('/builds'));
  await prompt.getByRole('button', { name: 'Start' }).click();
  expect((await request).postDataJSON().rich_parameter_values).toEqual([{ name: 'debug_build', value: 'true' }]);
  await expect(
    page.getByRole('dialog', { name: 'sandbox' }).locator('[data-tone=success]').getByText('Running', { exact: true }),
  ).toBeVisible();
});

test('values that a new version wants are asked for, and the start goes on with them', async ({ page, demo }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  const body = JSON.stringify({
    message: 'Unable to validate parameters',
    validations: [{ field: 'cpu', detail: 'Too few cores; take more.' }],
  });
  await demo.control({
    build_rate: 30,
    faults: [{ on: 'POST /api/v2/workspaces/', times: 1, status: 400, content_type: 'application/json', body }],
  });
  await page.getByRole('button', { name: 'Update and start payments-hotfix' }).click();
  const prompt = page.getByRole('dialog', { name: 'Before payments-hotfix starts' });
  await expect(prompt.getByText('Too few cores; take more.')).toBeVisible();
  await prompt.getByLabel('CPU cores').fill('8');
  await prompt.getByRole('button', { name: 'Update and start' }).click();
  await expect(
    page
      .getByRole('dialog', { name: 'payments-hotfix' })
      .locator('[data-tone=success]')
      .getByText('Running', { exact: true }),
  ).toBeVisible();
});

test('the open button creates in place where there is no workspace, and becomes the way to it', async ({
  page,
  demo,
}) => {
  await demo.control({ build_rate: 30 });
  await openTall(page, '/');
  await addElements(
    page,
    `<coder-provider config='${CONFIG}'><coder-workspaces-card></coder-workspaces-card></coder-provider>`,
  );
  await expect(names(page).first()).toBeVisible();
  await page.evaluate(() => {
    const button = document.createElement('coder-open-button');
    button.entity = { metadata: { name: 'x' }, spec: { coder: { templateName: 'homesick' } } };
    document.addEventListener('coder-workspace-created', event => {
      window.created = event.detail;
    });
    document.querySelector('#extra coder-provider').append(button);
  });
  await page.getByRole('button', { name: 'Create in Coder' }).click();
  await dialog(page).getByLabel('Workspace name').fill('from-button');
  await submit(page).click();
  await expect(page.getByRole('dialog', { name: 'from-button' })).toBeVisible();
  expect(await page.evaluate(() => window.created)).toMatchObject({
    name: 'from-button',
    owner: 'alice',
    template: 'homesick',
  });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('link', { name: /^Open in Coder/ })).toHaveAttribute(
    'href',
    `${ACCESS_URL}/@alice/from-button`,
  );
  await search(page).fill('from-button');
  await expect(names(page)).toHaveText(['from-button']);
});

test('a complete form is created with Enter, Enter from its button', async ({ page, demo }) => {
  await openTall(page, ENTITIES.payments, PACE);
  await page.getByRole('button', { name: 'New workspace' }).focus();
  await page.keyboard.press('Enter');
  await expect(submit(page), 'what is likeliest has the focus, and not “Close”').toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'payments-2' })).toBeVisible();
  expect(await created(demo)).toHaveLength(1);
});

test('Enter, Enter on a dialog that is not complete yet closes nothing', async ({ page, demo }) => {
  await demo.control({ faults: [{ on: 'GET /api/v2/templates', hang_seconds: 60 }] });
  await openTall(page, ENTITIES.noSource, PACE);
  await page.getByRole('button', { name: 'New workspace' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toBeVisible();
});

test('by keyboard alone, from the button to the new workspace', async ({ page, demo }) => {
  await demo.control({ build_rate: 30 });
  await openTall(page, ENTITIES.noSource, PACE);
  await page.getByRole('button', { name: 'New workspace' }).focus();
  await page.keyboard.press('Enter');
  const form = dialog(page);
  await expect(form.getByLabel('CPU cores')).toBeAttached();
  await expect(form.getByLabel('Workspace name')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('by-keyboard');
  await page.keyboard.press('Enter');
  await expect(
    page
      .getByRole('dialog', { name: 'by-keyboard' })
      .locator('[data-tone=success]')
      .getByText('Running', { exact: true }),
  ).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
