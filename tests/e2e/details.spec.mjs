// The workspace details: following a build, reading logs, opening apps, changing settings.
import { catchPrograms } from './external-protocols.mjs';
import { ACCESS_URL, ENTITIES, expect, names, openTall, row, search, test } from './fixtures.mjs';

const PACE = { tuning: { activePollMs: 1000, listMaxHeightPx: 1200 } };
const dialog = page => page.getByRole('dialog');

async function details(page, name) {
  await page.getByRole('button', { name: `Actions for ${name}`, exact: true }).click();
  await page.getByRole('menuitem', { name: 'Details' }).click();
  await expect(dialog(page).getByRole('heading', { name, exact: true })).toBeVisible();
  return dialog(page);
}

/** Opens the details of Bob's `payments`. Until the search is applied, the list also has Alice's of that name. */
async function detailsOfBobs(page) {
  await openTall(page, ENTITIES.noSource, PACE);
  await search(page).fill('bob/payments');
  await search(page).press('Enter');
  await expect(names(page)).toHaveText(['payments']);
  return details(page, 'payments');
}

test(
  'a start is followed from the queue to ready, with its log growing line by line',
  { tag: '@smoke' },
  async ({ page, demo }) => {
    await openTall(page, ENTITIES.noSource, PACE);
    await demo.control({ build_rate: 0 });
    const one = await details(page, 'payments-hotfix');
    await one.getByRole('button', { name: 'Update and start', exact: true }).click();
    await expect(one.getByText('Position 1 of 2 in the queue')).toBeVisible();
    await demo.control({ build_seconds: 3 });
    await expect(one.locator('[part=progress]')).toContainText(/usually about 0:0\d more/);
    const log = one.getByRole('log', { name: 'Build log' });
    await expect(log.getByText('Initializing Terraform Directory')).toBeVisible();
    await demo.control({ build_seconds: 2 });
    await expect(log.getByText('3 to add')).toBeVisible();
    await demo.control({ build_seconds: 5 });
    await expect(log.getByText('Apply complete!')).toBeAttached();
    await expect(one.getByText('The agent is connecting.').first()).toBeVisible();
    await demo.control({ build_seconds: 2 });
    await expect(one.getByText('The startup script is running.').first()).toBeVisible();
    const startup = one.getByRole('log', { name: 'Startup log of main' });
    await expect(startup.getByText('Cloning into')).toBeVisible();
    await demo.control({ build_seconds: 10 });
    await expect(one.locator('[data-tone=success]').getByText('Running', { exact: true })).toBeVisible();
    await expect(startup.getByText('Ready.')).toBeVisible();
    const lines = await log.locator('p').allTextContents();
    expect(
      lines.filter(line => line.includes('Plan:')),
      'no line twice',
    ).toHaveLength(1);
    expect(
      lines.filter(line => line === 'Planning Infrastructure'),
      'each stage once',
    ).toHaveLength(1);
  },
);

test('a build that takes longer than usual says so, and one that cannot be canceled offers no canceling', async ({
  page,
  demo,
  settled,
}) => {
  await demo.control({
    build_rate: 0,
    workspace: { name: 'sandbox', template: 'slow', status: 'stopped', dormant: false },
  });
  await page.clock.install();
  await openTall(page, ENTITIES.noSource, PACE);
  await page.getByRole('button', { name: 'Start sandbox' }).click();
  await expect(row(page, 'sandbox').getByText('Pending', { exact: true })).toBeVisible();
  await demo.control({ build_seconds: 2 });
  await expect(row(page, 'sandbox').getByText('Starting', { exact: true })).toBeVisible();
  const one = await details(page, 'sandbox');
  await expect(one.getByRole('button', { name: 'Cancel build' })).toHaveCount(0);
  await settled();
  await page.clock.fastForward(45_000);
  await expect(one.locator('[part=progress]')).toContainText('longer than usual');
});

test('the buttons stay where they are while a program is opened, and when it is not', async ({ page }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  await catchPrograms(page);
  const one = await details(page, 'payments');
  const other = one.getByRole('button', { name: 'VS Code Insiders' });
  // What is requested on opening has come.
  await expect(one.getByText('More actions')).toBeVisible();
  await expect(one.getByRole('link', { name: /Port 3000/ })).toBeVisible();
  const before = await other.boundingBox();
  const told = one.getByRole('status').filter({ hasText: 'VS Code Desktop' });
  await one.getByRole('button', { name: 'VS Code Desktop' }).click();
  await expect(told).toBeInViewport();
  expect(await other.boundingBox()).toEqual(before);
  await expect(told).toContainText('Did VS Code Desktop not open?');
  await expect(told).toBeInViewport();
  expect(await other.boundingBox()).toEqual(before);
});

test('a failed build shows its error and its log at once, and can be retried', async ({ page, demo }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  const one = await details(page, 'legacy-batch');
  await expect(one.getByRole('alert')).toContainText('image registry.acme.example/none:latest: not found');
  await expect(
    one.getByRole('log', { name: 'Build log' }).getByText('image registry.acme.example/none:latest: not found'),
  ).toBeInViewport();
  await demo.control({ build_rate: 30 });
  await one.getByRole('button', { name: 'Retry' }).click();
  await expect(one.locator('[data-tone=success]').getByText('Running', { exact: true })).toBeVisible();
  await expect(one.getByText('The build failed.')).toHaveCount(0);
});

for (const [template, text, more] of [
  ['lonely', 'No provisioner can carry this build out.', {}],
  ['homesick', 'The startup script failed.', {}],
  ['lost', 'The agent has lost its connection.', {}],
  ['broken', 'The build failed.', {}],
  ['docker', 'Out of quota.', { budget: 0 }],
]) {
  test(`what is wrong is said as what it is: ${text}`, async ({ page, demo }) => {
    await demo.control({
      build_rate: 40,
      workspace: { name: 'sandbox', template, status: 'stopped', dormant: false },
      ...more,
    });
    await openTall(page, ENTITIES.noSource, PACE);
    const one = await details(page, 'sandbox');
    await one.getByRole('button', { name: 'Start', exact: true }).click();
    await expect(one.getByRole('alert').filter({ hasText: text })).toBeVisible();
  });
}

test('reading further up lets go of the end, and one can go back to it', async ({ page, demo }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  await demo.control({ build_rate: 0 });
  const one = await details(page, 'platform');
  await one.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(one.getByText('Position 1 of 2 in the queue')).toBeVisible();
  await demo.control({ build_seconds: 5 });
  const log = one.getByRole('log', { name: 'Build log' });
  await expect(log.getByText('3 to add')).toBeVisible();
  await log.evaluate(e => {
    e.style.maxHeight = '60px';
  });
  await log.evaluate(e => e.scrollTo(0, 0));
  await expect(one.getByRole('button', { name: 'Go to the end' })).toBeVisible();
  await demo.control({ build_seconds: 10 });
  await expect(log.getByText('Apply complete!')).toBeAttached();
  expect(await log.evaluate(e => e.scrollTop)).toBe(0);
  await one.getByRole('button', { name: 'Go to the end' }).click();
  await expect.poll(() => log.evaluate(e => e.scrollHeight - e.scrollTop - e.clientHeight)).toBeLessThan(8);
});

test('a log is copied and downloaded as plain text', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openTall(page, ENTITIES.noSource, PACE);
  const one = await details(page, 'legacy-batch');
  await expect(one.getByRole('log', { name: 'Build log' }).getByText('not found')).toBeVisible();
  await one.getByRole('button', { name: 'Copy log' }).first().click();
  await expect(one.getByText('Copied')).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain('==> Planning Infrastructure\n');
  expect(text).toContain('Error: image registry.acme.example/none:latest: not found');
  expect(text).not.toContain('\u001b');
  const download = page.waitForEvent('download');
  await one.getByRole('button', { name: 'Download log' }).first().click();
  expect((await download).suggestedFilename()).toBe('Build-log.log');
});

test(
  'a running workspace is opened by every way the template shows, and no other',
  { tag: '@smoke' },
  async ({ page }) => {
    await openTall(page, ENTITIES.noSource, PACE);
    const one = await details(page, 'payments');
    const agent = one.getByRole('region', { name: 'Agent main' });
    await expect(agent.locator('[part=way]')).toHaveText([
      'VS Code Desktop',
      'VS Code Insiders',
      'Terminal',
      /^code-server/,
      'Cursor Desktop',
      /^FilesStarting…/,
      /^Handbook|^Processes/,
      'JetBrains IDEs',
      'Processes',
    ]);
    await expect(agent.getByRole('link', { name: /^code-server/ })).toHaveAttribute(
      'href',
      'https://code-server--payments--alice.apps.example.com/',
    );
    await expect(agent.getByText('coder ssh payments')).toBeVisible();
    await expect(agent.getByRole('link', { name: /^Port 3000 \(node\)/ })).toHaveAttribute(
      'href',
      'https://3000--main--payments--alice.apps.example.com/',
    );
  },
);

test('a key is made on the click only, and goes to the editor only', async ({ page, demo, settled }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  const programs = await catchPrograms(page);
  const one = await details(page, 'payments');
  await settled();
  expect(await demo.requests('POST')).toEqual([]);
  await one.getByRole('button', { name: 'VS Code Desktop' }).click();
  await expect.poll(programs).toHaveLength(1);
  const [vscode] = await programs();
  expect(vscode).toMatch(
    /^vscode:\/\/coder\.coder-remote\/open\?owner=alice&workspace=payments&.*agent=main&folder=%2Fhome%2Fcoder&token=mintedkey1-fromthedemodeployment1$/,
  );
  await one.getByRole('button', { name: 'Cursor Desktop' }).click();
  await expect.poll(programs).toHaveLength(2);
  expect((await programs())[1]).toContain('token=mintedkey1-fromthedemodeployment1');
  expect(await demo.requests('POST /api/v2/users/me/keys')).toHaveLength(2);
  const handbook = one.getByRole('button', { name: 'Handbook' });
  await page.evaluate(() => {
    window.opened = [];
    window.open = href => {
      window.opened.push(href);
      return null;
    };
  });
  await handbook.click();
  expect(await page.evaluate(() => window.opened)).toEqual(['https://handbook.acme.example/?token=$SESSION_TOKEN']);
  expect(await page.content()).not.toContain('mintedkey1');
});

test('where no key can be made the editor opens without one', async ({ page, demo }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  const programs = await catchPrograms(page);
  await demo.control({
    faults: [
      {
        on: 'POST /api/v2/users/me/keys',
        status: 403,
        content_type: 'application/json',
        body: '{"message":"Forbidden."}',
      },
    ],
  });
  const one = await details(page, 'payments');
  await one.getByRole('button', { name: 'VS Code Desktop' }).click();
  await expect.poll(programs).toHaveLength(1);
  expect((await programs())[0]).not.toContain('token');
});

test('the row’s menu opens it too, in the order the details do', async ({ page }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  const programs = await catchPrograms(page);
  await page.getByRole('button', { name: 'More ways to open payments', exact: true }).click();
  await expect(page.getByRole('menuitem', { name: /^code-server/ })).toHaveAttribute('href', /apps\.example\.com/);
  await page.getByRole('menuitem', { name: 'VS Code Desktop' }).click();
  await expect.poll(programs).toHaveLength(1);
});

test('several agents stand apart, each with its own ways', async ({ page, demo }) => {
  await demo.control({ workspace: { name: 'notebook', status: 'running' } });
  await openTall(page, ENTITIES.noSource, PACE);
  const one = await details(page, 'notebook');
  await expect(one.getByRole('region', { name: 'Agent gpu' }).locator('[part=way]')).toHaveText(['Terminal']);
  await expect(one.getByRole('region', { name: 'Agent main' }).locator('[part=way]').first()).toHaveText(
    'VS Code Desktop',
  );
});

test('a stopped workspace is started and then opened, waiting where one sees it', async ({ page, demo }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  const programs = await catchPrograms(page);
  await demo.control({ build_rate: 0 });
  const one = await details(page, 'payments-hotfix');
  await one.getByRole('button', { name: 'Start, then open VS Code Desktop' }).click();
  await expect(one.getByText('VS Code Desktop opens when the workspace is ready.')).toBeVisible();
  await expect(one.getByText('Position 1 of 2 in the queue')).toBeVisible();
  await demo.control({ build_seconds: 11 });
  await expect(one.getByText('The agent is connecting.').first()).toBeVisible();
  expect(await programs()).toEqual([]);
  await demo.control({ build_seconds: 10 });
  await expect.poll(programs).toHaveLength(1);
});

test(
  'schedule, stop and name are set, and what is wrong is said at the field',
  { tag: '@smoke' },
  async ({ page, demo }) => {
    await openTall(page, ENTITIES.noSource, PACE);
    const one = await details(page, 'platform');
    const settings = one.getByRole('region', { name: 'Settings' });
    await expect(settings).toContainText('Mon–Fri 09:30');
    await settings.getByRole('button', { name: 'Edit' }).click();
    await settings.getByLabel('At', { exact: true }).fill('08:15');
    await settings.getByLabel('Sat').check();
    await settings.getByLabel('Hours after start').fill('lots');
    await settings.getByRole('button', { name: 'Save' }).click();
    await expect(settings.getByRole('alert').filter({ hasText: 'Enter hours' })).toBeVisible();
    await expect(settings.getByLabel('Hours after start')).toBeFocused();
    await settings.getByLabel('Hours after start').fill('2.5');
    for (const day of ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']) await settings.getByLabel(day).uncheck();
    await settings.getByRole('button', { name: 'Save' }).click();
    await expect(settings.getByRole('alert').filter({ hasText: 'Choose at least one day.' })).toBeVisible();
    expect(await demo.requests('P'), 'nothing of a form with mistakes is sent').toEqual([]);
    for (const day of ['Mon', 'Tue', 'Sat']) await settings.getByLabel(day).check();
    await settings.getByRole('button', { name: 'Save' }).click();
    await expect(settings.getByText('Saved.')).toBeVisible();
    await expect(settings).toContainText('2.5 h after each start');
    await expect(settings).toContainText('Mon–Tue, Sat 08:15');
    await expect(settings.getByRole('button', { name: 'Edit' })).toBeFocused();
    await settings.getByRole('button', { name: 'Extend by 4 h' }).click();
    await expect(settings.getByText(/Stops in 9 hours/)).toBeVisible();
    await settings.getByRole('button', { name: 'Edit' }).click();
    const name = settings.getByLabel('Name', { exact: true });
    const save = settings.getByRole('button', { name: 'Save' });
    await name.fill('payments');
    await save.click();
    await expect(one.getByRole('alert').filter({ hasText: 'already in use' })).toBeVisible();
    await expect(name).toHaveValue('payments');
    await settings.getByRole('button', { name: 'Cancel', exact: true }).click();
    await expect(settings.getByText('This was not saved.'), 'it goes with the form').toHaveCount(0);
    await settings.getByRole('button', { name: 'Edit' }).click();
    await name.fill('bad name');
    await save.click();
    await expect(one.getByText('Only letters (a–z), digits and hyphens.')).toBeVisible();
    await name.fill('platform-two');
    await save.click();
    await expect(one.getByRole('heading', { name: 'platform-two' })).toBeVisible();
    const requests = await demo.requests('P');
    expect(requests.map(line => line.replace(/[0-9a-f-]{36}/, 'ID'))).toEqual([
      'PUT /api/v2/workspaces/ID/autostart',
      'PUT /api/v2/workspaces/ID/ttl',
      'PUT /api/v2/workspaces/ID/extend',
      'PATCH /api/v2/workspaces/ID',
      'PATCH /api/v2/workspaces/ID',
    ]);
  },
);

test('what an update brings is said in the words of the template’s author', async ({ page, demo }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  const one = await details(page, 'payments-hotfix');
  await expect(one.getByText('Update to brave_turing1: Git 2.51, and a faster start.')).toBeVisible();
  await page.keyboard.press('Escape');
  await details(page, 'payments');
  await expect(one.getByRole('region', { name: 'Settings' })).toBeVisible();
  await expect(one.getByText(/^Update to/)).toHaveCount(0);
  expect(await demo.requests('GET /api/v2/templateversions/'), 'only for an outdated one').toHaveLength(1);
});

test('a workspace that is deleted while one looks says so', async ({ page, demo }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  await demo.control({ workspace: { name: 'reports', status: 'stopping' } });
  const one = await details(page, 'reports');
  await demo.control({ delete_workspace: 'reports' });
  await expect(one.getByText('This workspace was deleted.')).toBeVisible();
});

test('on somebody else’s workspace Coder is asked what one may do', async ({ page, demo }) => {
  await demo.control({
    faults: [{ on: 'POST /api/v2/authcheck', status: 200, content_type: 'application/json', body: '{"stop":true}' }],
  });
  const one = await detailsOfBobs(page);
  await expect(one.getByRole('button', { name: 'Stop', exact: true })).toBeVisible();
  await one.getByText('More actions').click();
  await expect(one.getByRole('button', { name: 'Duplicate' })).toBeVisible();
  await expect(one.getByRole('button', { name: 'Delete…' })).toHaveCount(0);
});

test('somebody else’s workspace is shown without what one may not do', async ({ page }) => {
  const one = await detailsOfBobs(page);
  await expect(one.getByText('bob · Docker Containers')).toBeVisible();
  await expect(one.getByRole('button', { name: 'Stop', exact: true })).toHaveCount(0);
  await expect(one.getByText('Settings')).toHaveCount(0);
  await expect(one.getByRole('link', { name: /Open in Coder’s dashboard/ })).toHaveAttribute(
    'href',
    `${ACCESS_URL}/@bob/payments`,
  );
});

test('by keyboard alone: details, log, extending, a new name, and back to where one was', async ({ page, demo }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  const menu = page.getByRole('button', { name: 'Actions for platform', exact: true });
  const tabTo = async target => {
    for (let step = 0; step < 60 && !(await target.evaluate(e => e === e.getRootNode().activeElement)); step += 1) {
      await page.keyboard.press('Tab');
    }
    await expect(target).toBeFocused();
  };
  await tabTo(menu);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  const item = page.getByRole('menuitem', { name: 'Details' });
  while (!(await item.evaluate(e => e === e.getRootNode().activeElement))) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const one = dialog(page);
  await expect(one.getByRole('heading', { name: 'platform', exact: true })).toBeVisible();
  await tabTo(one.locator('summary', { hasText: 'Build log' }));
  await page.keyboard.press('Enter');
  await expect(one.getByRole('log', { name: 'Build log' })).toBeVisible();
  await tabTo(one.getByRole('button', { name: 'Extend by 4 h' }));
  await page.keyboard.press('Enter');
  await expect(one.getByText(/Stops in 9 hours/)).toBeVisible();
  await tabTo(one.getByRole('button', { name: 'Edit' }));
  await page.keyboard.press('Enter');
  await tabTo(one.getByLabel('Name', { exact: true }));
  await page.keyboard.press('Control+a');
  await page.keyboard.type('platform-by-hand');
  await page.keyboard.press('Enter');
  await expect(one.getByRole('heading', { name: 'platform-by-hand' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(one).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Actions for platform-by-hand' })).toBeFocused();
  expect((await demo.requests('P')).map(line => line.split(' ')[0])).toEqual(['PUT', 'PATCH']);
});

test('settings that are not saved are not lost without asking', async ({ page, demo }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  const one = await details(page, 'platform');
  await one.getByRole('button', { name: 'Edit' }).click();
  await page.keyboard.press('Escape');
  await expect(one, 'nothing was changed').toHaveCount(0);
  await details(page, 'platform');
  await one.getByRole('button', { name: 'Edit' }).click();
  await one.getByLabel('Hours after start').fill('3');
  await page.keyboard.press('Escape');
  await expect(one.getByText('Discard changes?')).toBeVisible();
  await expect(one.getByRole('button', { name: 'Keep editing' })).toBeFocused();
  await one.getByRole('button', { name: 'Keep editing' }).click();
  await expect(one.getByLabel('Hours after start')).toHaveValue('3');
  await one.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(one.getByRole('button', { name: 'Edit' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(one, 'the form was canceled').toHaveCount(0);
  expect(await demo.requests('P')).toEqual([]);
});

test('the parameters of a workspace are masked until they are asked for', async ({ page, demo }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  const one = await details(page, 'payments');
  const parameters = one.locator('[part=parameters]');
  await expect(parameters.getByText('Repository')).toBeHidden();
  expect(
    (await demo.requests()).filter(line => line.endsWith('/parameters')),
    'not before',
  ).toHaveLength(0);
  await parameters.getByText('Parameters', { exact: true }).click();
  await expect(parameters.getByText('Repository')).toBeVisible();
  await expect(parameters.getByText('https://github.com/acme/payments')).toHaveCount(0);
  await parameters.getByRole('button', { name: 'Show the values' }).click();
  await expect(parameters.getByText('https://github.com/acme/payments')).toBeVisible();
  await parameters.getByRole('button', { name: 'Hide the values' }).click();
  await expect(parameters.getByText('https://github.com/acme/payments')).toHaveCount(0);
  await parameters.getByRole('button', { name: 'Show the values' }).click();
  const heading = parameters.getByText('Parameters', { exact: true });
  await heading.click();
  await expect(parameters.getByRole('link', { name: /Change them in Coder/ })).toBeHidden();
  await heading.click();
  await expect(parameters.getByRole('button', { name: 'Show the values' })).toBeVisible();
  await expect(parameters.getByText('https://github.com/acme/payments')).toHaveCount(0);
  await expect(parameters.getByRole('link', { name: /Change them in Coder/ })).toHaveAttribute(
    'href',
    `${ACCESS_URL}/@alice/payments/settings/parameters`,
  );
});

test('parameters that cannot be fetched say so and can be fetched again', async ({ page, demo }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  await demo.control({ faults: [{ on: 'GET /api/v2/workspacebuilds/*/parameters', status: 500 }] });
  const one = await details(page, 'payments');
  const parameters = one.locator('[part=parameters]');
  await parameters.getByText('Parameters', { exact: true }).click();
  await expect(parameters.locator('[part=notice]')).toBeVisible();
  await demo.control({ faults: [] });
  await parameters.getByRole('button', { name: 'Try again' }).click();
  await expect(parameters.getByText('Repository')).toBeVisible();
});

test('an app opened in the details is the row’s default from then on, and the opening is said', async ({ page }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  const programs = await catchPrograms(page);
  const one = await details(page, 'payments');
  await expect(one.locator('[part=way].primary')).toHaveText('VS Code Desktop');
  await one.getByRole('button', { name: 'Cursor Desktop' }).click();
  await expect(one.getByText('Opening Cursor Desktop…')).toBeVisible();
  await expect.poll(programs).toHaveLength(1);
  await expect(one.locator('[part=way].primary')).toHaveText('Cursor Desktop');
  await expect(one.getByText(/^Did Cursor Desktop not open\?/), 'after four seconds').toBeVisible();
  await one.getByRole('button', { name: 'Close' }).click();
  await expect(row(page, 'platform').locator('[part=row-action]')).toHaveText('Cursor Desktop');
});

test('a press that begins in a dialog and ends outside leaves it open, a click outside closes it', async ({ page }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  const one = await details(page, 'payments');
  const box = await one.boundingBox();
  await page.mouse.move(box.x + 40, box.y + 120);
  await page.mouse.down();
  await page.mouse.move(box.x - 20, box.y + 120);
  await page.mouse.up();
  await expect(one).toBeVisible();
  await page.mouse.click(box.x - 20, box.y + 120);
  await expect(one).toHaveCount(0);
});

test('settings are edited once it is known which of them the template allows', async ({ page, demo }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  const held = [];
  await page.route('**/api/v2/templates/*', route => held.push(route));
  const one = await details(page, 'platform');
  const settings = one.getByRole('region', { name: 'Settings' });
  await expect(settings.getByText('Autostop')).toBeVisible();
  await expect(settings.getByRole('button', { name: 'Edit' })).toHaveCount(0);
  // Those of rows that are being built are among them.
  for (const route of held) await route.continue();
  await settings.getByRole('button', { name: 'Edit' }).click();
  await expect(settings.getByLabel('At', { exact: true })).toBeVisible();
  await one.getByRole('button', { name: 'Close' }).click();
  await page.unroute('**/api/v2/templates/*');
  await demo.control({ faults: [{ on: 'GET /api/v2/templates/', status: 500 }] });
  const again = await details(page, 'platform');
  await again.getByRole('button', { name: 'Edit' }).click();
  await expect(again.getByLabel('Name', { exact: true }), 'which no template forbids').toBeVisible();
});
