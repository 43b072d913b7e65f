// Obstacles to a new workspace: each one is shown where it occurs, with a remedy.
import { created, dialog, PACE, submit } from './create-form.mjs';
import { ACCESS_URL, ENTITIES, expect, openTall, row, test } from './fixtures.mjs';

const of = (template, more = {}) => ({ ...PACE, workspaces: { defaultTemplateName: template, ...more } });
const made = (page, name) => expect(page.getByRole('dialog', { name, exact: true })).toBeVisible();
const value = (body, name) => body.rich_parameter_values.find(v => v.name === name)?.value;
const sending = page =>
  page.waitForRequest(request => request.method() === 'POST' && request.url().endsWith('/users/me/workspaces'));

/** Opens the form on an entity without a repository and without `spec.coder`. */
async function open(page, config, entity = ENTITIES.plain) {
  await openTall(page, entity, config);
  await page.getByRole('button', { name: 'New workspace' }).click();
  await expect(dialog(page).getByRole('button', { name: 'Create workspace' })).toBeVisible();
  return dialog(page);
}

for (const [flow, template] of [
  ['dynamic', 'fractions'],
  ['classic', 'fractions-classic'],
]) {
  test(`numbers have decimals where the template sets no bounds: ${flow}`, async ({ page }) => {
    const form = await open(page, of(template));
    await expect(form.getByLabel('Share of a core')).toHaveValue('0.5');
    await expect(form.getByLabel('Memory factor')).toHaveValue('0.5');
    await expect(form.getByLabel('Weight')).toHaveValue('0.25');
    await form.getByLabel('Share of a core').fill('half');
    await expect(form.getByText('Enter a number.')).toBeVisible();
    await form.getByLabel('Share of a core').fill('0.75');
    await form.getByLabel('Cores').fill('1.5');
    await expect(form.getByText('Enter a whole number.')).toBeVisible();
    await form.getByLabel('Cores').fill('3');
    const request = sending(page);
    await submit(page).click();
    const body = (await request).postDataJSON();
    expect(['share', 'factor', 'weight', 'cores'].map(name => value(body, name))).toEqual(['0.75', '0.5', '0.25', '3']);
    await made(page, 'website');
  });
}

test('a bound of one side is told as one', async ({ page, demo }) => {
  const form = await open(page, of('fractions'));
  await form.getByLabel('Cores').fill('0');
  await expect(form.getByText('Enter 1 or more.')).toBeVisible();
  await form.getByLabel('Hours').fill('9');
  await expect(form.getByText('Enter at most 8.')).toBeVisible();
  await submit(page).click();
  await expect(form.getByLabel('Cores')).toBeFocused();
  expect(await created(demo)).toEqual([]);
});

test('a truth value may be written as Go writes it, and a checkbox has the template’s words beside it', async ({
  page,
}) => {
  const form = await open(page, of('fractions'));
  await expect(form.getByRole('checkbox', { name: 'Rules' })).toBeChecked();
  await form.getByText('I follow the rules of the house').click();
  await expect(form.getByRole('checkbox', { name: 'Rules' })).not.toBeChecked();
  await form.getByText('I follow the rules of the house').click();
  const request = sending(page);
  await submit(page).click();
  expect(value((await request).postDataJSON(), 'accept')).toBe('true');
  await made(page, 'website');
});

test('a truth value of "1" is sent as it is', async ({ page }) => {
  const form = await open(page, of('fractions'));
  await expect(form.getByRole('checkbox', { name: 'Rules' })).toBeChecked();
  const request = sending(page);
  await submit(page).click();
  expect(value((await request).postDataJSON(), 'accept')).toBe('1');
  await made(page, 'website');
});

test('what is no option of a list is shown as such, can be dropped, and the form be sent', async ({ page, demo }) => {
  const form = await open(page, of('stale'));
  const tools = form.getByRole('group', { name: 'Tools' });
  await expect(tools.getByText('svn (not among the values)')).toBeVisible();
  await expect(tools.getByRole('checkbox', { name: 'Git' })).toBeChecked();
  await submit(page).click();
  await expect(tools.getByText('Choose one of the values.')).toBeVisible();
  expect(await created(demo)).toEqual([]);
  await tools.getByRole('button', { name: 'Remove svn' }).click();
  await expect(tools.getByText('svn')).toHaveCount(0);
  await expect(tools.getByRole('checkbox', { name: 'Git' })).toBeFocused();
  const request = sending(page);
  await submit(page).click();
  expect(value((await request).postDataJSON(), 'tools')).toBe('["git"]');
  await made(page, 'website');
});

test('configured values that are no options are shown in every control, and dropping them brings back the template’s', async ({
  page,
}) => {
  const params = { region: 'moon-base', size: 'giant', zone: 'z', tools: 'no list' };
  const form = await open(page, of('stale', { params }));
  const field = name => form.locator('[part=parameter]').filter({ hasText: name });
  await expect(form.getByLabel('Region')).toHaveValue('moon-base');
  await expect(field('Size').getByText('giant (not among the values)')).toBeVisible();
  await expect(field('Tools').getByText('no list (not among the values)')).toBeVisible();
  // The template disables this field too: its invalid value is not among the template's options.
  await expect(form.getByLabel('Zone')).toBeDisabled();
  for (const word of ['moon-base', 'giant', 'z', 'no list']) {
    await form.getByRole('button', { name: `Remove ${word}`, exact: true }).click();
  }
  await expect(form.getByLabel('Region')).toHaveValue('eu-helsinki');
  await expect(field('Size').getByRole('radio', { name: 'Small' })).toBeChecked();
  await expect(form.getByLabel('Zone')).toHaveValue('a');
  await submit(page).click();
  await made(page, 'website');
});

test('a preset that does not fit says so, and leads on without it', async ({ page, demo }) => {
  const form = await open(page, of('misfit'));
  await expect(
    form.getByText('The preset “Last year” does not fit this version of the template: Region.'),
  ).toBeVisible();
  await expect(form.getByLabel('Region', { exact: true })).toHaveValue('moon-base');
  await submit(page).click();
  await expect(form.getByRole('button', { name: 'Go on without a preset' })).toBeFocused();
  expect(await created(demo)).toEqual([]);
  await form.getByRole('button', { name: 'Go on without a preset' }).click();
  await expect(form.getByRole('radio', { name: 'Custom' })).toBeFocused();
  await expect(form.getByText('does not fit this version')).toHaveCount(0);
  await expect(form.getByLabel('Region', { exact: true })).toHaveValue('eu-helsinki');
  await submit(page).click();
  await made(page, 'website');
});

test('mode auto does not stop at a preset that does not fit', async ({ page }) => {
  const form = await open(page, of('misfit', { defaultMode: 'auto' }));
  await form.getByRole('button', { name: 'Go on without a preset' }).click();
  await submit(page).click();
  await made(page, 'website');
});

test('an account that is not connected is said, and its button has the focus', async ({ page, demo }) => {
  const form = await open(page, of('kubernetes', { params: { project: 'abc123' } }));
  await expect(form.getByLabel('Project code')).toHaveValue('abc123');
  await expect(form.getByRole('button', { name: 'Connect GitHub' })).toBeVisible();
  await submit(page).click();
  await expect(form.getByText('Connect GitHub to create this workspace.')).toBeVisible();
  await expect(form.getByRole('button', { name: 'Connect GitHub' })).toBeFocused();
  expect(await created(demo)).toEqual([]);
});

test('accounts that the server alone knows to be missing are asked for anew', async ({ page, demo }) => {
  await demo.control({
    faults: [
      {
        on: 'GET /api/v2/templateversions/*/external-auth',
        times: 1,
        status: 200,
        content_type: 'application/json',
        body: '[]',
      },
    ],
  });
  const form = await open(page, of('kubernetes', { params: { project: 'abc123' } }));
  await expect(form.getByLabel('Project code')).toHaveValue('abc123');
  await submit(page).click();
  await expect(form.getByText('Connect the accounts above first.')).toBeVisible();
  await expect(form.getByRole('button', { name: 'Connect GitHub' })).toBeVisible();
});

test('a template that is gone meanwhile is said, and what says it has the focus', async ({ page, demo }) => {
  const form = await open(page, of('docker'));
  await expect(form.getByLabel('CPU cores')).toBeAttached();
  await demo.control({ template: { name: 'docker', unusable: 'deleted' } });
  await submit(page).click();
  await expect(form.getByText('Template "docker" has been deleted!')).toBeVisible();
  await expect(form.locator('[data-obstacle=true]').filter({ hasText: 'has been deleted!' })).toBeFocused();
});

test('parameters that could not be had are what the focus goes to, and sending is not left waiting', async ({
  page,
  demo,
}) => {
  await demo.control({ latency_ms: 300, faults: [{ on: 'POST /api/v2/templateversions', status: 502 }] });
  const form = await open(page, of('docker'));
  await submit(page).click();
  await expect(form.getByText('Coder cannot be reached.')).toBeVisible();
  await expect(form.getByRole('button', { name: 'Try again' })).toBeFocused();
  await expect(submit(page)).toHaveText('Create workspace');
});

test('words that Coder did not give are ours', async ({ page, demo }) => {
  await demo.control({
    faults: [
      {
        on: 'POST /api/v2/users/me/workspaces',
        times: 1,
        status: 400,
        content_type: 'application/json',
        body: JSON.stringify({ message: 'Unable to validate parameters', validations: [{ field: 'cpu', detail: '' }] }),
      },
    ],
  });
  const form = await open(page, of('docker'));
  await submit(page).click();
  await expect(form.getByText('Coder does not accept this.')).toBeVisible();
});

test('a quota that is spent is said before, and one that an older edition does not know is not missed', async ({
  page,
  demo,
}) => {
  await demo.control({ budget: 1 });
  const form = await open(page, of('docker'));
  await expect(form.getByText('You are out of credits')).toBeVisible();
  await page.keyboard.press('Escape');
  await demo.control({ quota: false });
  const asked = async () => (await demo.requests()).filter(line => line.endsWith('/workspace-quota')).length;
  const before = await asked();
  await page.getByRole('button', { name: 'New workspace' }).click();
  await expect.poll(asked).toBeGreaterThan(before);
  await expect(form.getByText(/credits used/)).toHaveCount(0);
  await submit(page).click();
  await made(page, 'website');
});

test.describe('two organizations with a template of the same name', () => {
  test('ask which, and link to the one that was chosen', async ({ page, demo }) => {
    await demo.control({ two_organizations: true });
    await openTall(page, ENTITIES.plain, of('docker'));
    await page.getByRole('button', { name: 'New workspace' }).click();
    const form = dialog(page);
    await expect(form.getByText('Several organizations have a template “docker”. Choose one.')).toBeVisible();
    await expect(form.getByRole('listitem')).toHaveCount(2);
    await form.getByRole('listitem').filter({ hasText: 'Organization: Acme Robotics' }).getByRole('button').click();
    await expect(form.getByText('Organization: Acme Robotics')).toBeVisible();
    await expect(form.getByLabel('Cores')).toBeVisible();
    await expect(form.getByRole('link', { name: /Open this form in Coder/ })).toHaveAttribute(
      'href',
      new RegExp(`^${ACCESS_URL}/templates/acme/docker/workspace`),
    );
    await submit(page).click();
    await made(page, 'website');
  });

  test('are told apart by a configured acme/docker, in the form and in the link', async ({ page, demo }) => {
    await demo.control({ two_organizations: true });
    await openTall(page, ENTITIES.plain, of('acme/docker'));
    await page.getByRole('button', { name: 'New workspace' }).click();
    await expect(dialog(page).getByText('Organization: Acme Robotics')).toBeVisible();
    await expect(dialog(page).getByLabel('Cores')).toBeVisible();
    await expect(dialog(page).getByRole('link', { name: /Open this form in Coder/ })).toHaveAttribute(
      'href',
      new RegExp(`^${ACCESS_URL}/templates/acme/docker/workspace`),
    );
  });

  test('one alone shows none', async ({ page }) => {
    const form = await open(page, of('coder/docker'));
    await expect(form.getByLabel('CPU cores')).toBeAttached();
    await expect(form.getByText('Organization:')).toHaveCount(0);
  });
});

test.describe('a name that is taken', () => {
  test('is not suggested', async ({ page }) => {
    const form = await open(page, PACE, ENTITIES.payments);
    await form.getByRole('button', { name: 'Edit' }).click();
    await expect(form.getByLabel('Workspace name')).toHaveValue('payments-2');
  });

  test('is not confirmed by mode auto', async ({ page }) => {
    await openTall(page, ENTITIES.payments, PACE);
    await page.getByRole('button', { name: 'New workspace' }).click();
    await expect(dialog(page).getByText('Create payments-2 from Docker Containers')).toBeVisible();
    await submit(page).click();
    await made(page, 'payments-2');
  });

  test('is not a duplicate’s', async ({ page }) => {
    await openTall(page, ENTITIES.noSource, PACE);
    await page.getByRole('button', { name: 'Actions for platform' }).click();
    await page.getByRole('menuitem', { name: 'Details' }).click();
    await page.getByRole('dialog').getByText('More actions').click();
    await page.getByRole('button', { name: 'Duplicate' }).click();
    const form = page.getByRole('dialog', { name: 'Duplicate platform' });
    await expect(form.getByLabel('Workspace name')).toHaveValue('platform-2');
  });

  test('leads to one that is free, where Coder knows better', async ({ page }) => {
    const form = await open(page, of('docker'));
    await form.getByLabel('Workspace name').fill('Payments');
    await submit(page).click();
    await expect(form.getByLabel('Workspace name')).toBeFocused();
    await form.getByRole('button', { name: 'Use Payments-2' }).click();
    await expect(form.getByLabel('Workspace name')).toHaveValue('Payments-2');
    await expect(form.getByLabel('Workspace name')).toBeFocused();
    await submit(page).click();
    await made(page, 'Payments-2');
  });

  test('is suggested where names cannot be had: it only helps', async ({ page, demo }) => {
    await demo.control({ faults: [{ on: 'GET /api/v2/workspaces?q=owner%3Ame+name', status: 500 }] });
    await openTall(page, ENTITIES.payments, PACE);
    await page.getByRole('button', { name: 'New workspace' }).click();
    await expect(dialog(page).getByText('Create payments from Docker Containers')).toBeVisible();
  });
});

test('a workspace’s disk that may only grow begins at the size it has', async ({ page, demo }) => {
  await demo.control({ build_rate: 30 });
  const form = await open(page, of('devcontainers', { params: { disk: '20', repo_url: 'https://github.com/acme/x' } }));
  await form.getByLabel('Workspace name').fill('grower');
  await submit(page).click();
  await expect(
    page.getByRole('dialog', { name: 'grower' }).locator('[data-tone=success]').getByText('Running', { exact: true }),
  ).toBeVisible();
  await page.keyboard.press('Escape');
  await demo.control({ workspace: { name: 'grower', status: 'stopped' } });
  await expect(row(page, 'grower').getByText('Stopped')).toBeVisible();
  await demo.control({
    faults: [
      {
        on: 'POST /api/v2/workspaces/',
        times: 1,
        status: 400,
        content_type: 'application/json',
        body: JSON.stringify({
          message: 'Unable to validate parameters',
          validations: [{ field: 'disk', detail: 'Say it again.' }],
        }),
      },
    ],
  });
  await page.getByRole('button', { name: 'Start grower' }).click();
  const prompt = page.getByRole('dialog', { name: 'Before grower starts' });
  await expect(prompt.getByLabel('Disk (GiB)')).toHaveValue('20');
  await prompt.getByLabel('Disk (GiB)').fill('10');
  await expect(prompt.getByText('Enter a number from 20 to 100.')).toBeVisible();
  await prompt.getByRole('button', { name: 'Start' }).click();
  await expect(prompt.getByLabel('Disk (GiB)')).toBeFocused();
});

for (const [which, name] of [
  ['job', 'Build log'],
  ['agent', 'Startup log of main'],
]) {
  test(`a log that Coder cut says so: ${which}`, async ({ page, demo }) => {
    await demo.control({ workspace: { name: 'payments', logs_overflowed: true } });
    await openTall(page, ENTITIES.noSource, PACE);
    await page.getByRole('button', { name: 'Actions for payments', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Details' }).click();
    const log = page.getByRole('dialog', { name: 'payments' }).locator('[part=log]').filter({ hasText: name });
    await log.locator('summary').click();
    await expect(log.getByText('The log was cut by Coder.')).toBeVisible();
  });
}

test('a deployment without renames offers none', async ({ page, demo }) => {
  await demo.control({ allow_renames: false });
  await openTall(page, ENTITIES.noSource, PACE);
  await page.getByRole('button', { name: 'Actions for payments', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Details' }).click();
  const details = page.getByRole('dialog', { name: 'payments' });
  await details.getByRole('button', { name: 'Edit' }).click();
  await expect(details.getByRole('checkbox').first()).toBeVisible();
  await expect(details.getByLabel('Name', { exact: true })).toHaveCount(0);
});

test('a late response to an earlier value does not block “Create workspace”', async ({ page }) => {
  await page.clock.install();
  const form = await open(page, of('fractions'));
  await expect(form.getByLabel('Cores')).not.toHaveValue('');
  await expect(() => page.clock.pauseAt(new Date(Date.now() + 1_000))).toPass();
  const held = [];
  const evaluation = '**/dynamic-parameters/evaluate';
  await page.route(evaluation, route => held.push(route));
  await form.getByLabel('Cores').fill('1.5');
  await page.clock.runFor(600);
  await expect.poll(() => held.length).toBe(1);
  const about = request => request === held[0].request();
  const over = ['requestfinished', 'requestfailed'].map(event => page.waitForEvent(event, about));
  await form.getByLabel('Cores').fill('3');
  // If the form still waits for the response to 1.5, it arrives before the request for 3 is sent.
  await held[0].continue().catch(() => {});
  await Promise.any(over);
  const request = sending(page);
  await submit(page).click();
  await page.unroute(evaluation);
  await page.clock.resume();
  expect(value((await request).postDataJSON(), 'cores')).toBe('3');
  await made(page, 'website');
});
