// Every read of the card with every fault of its response: the card is never blank, no error is uncaught, the
// failure is explained, typed text stays, and the card recovers by itself or by the one button that it offers.
import {
  CONFIG,
  ENTITIES,
  TOKEN,
  expect,
  names,
  openTall,
  row,
  search,
  signIn,
  test,
  tokenField,
} from './fixtures.mjs';
import { COURSES, FAULTS, VERSIONS, counter, strike } from './faults.mjs';

test.use({ contextOptions: { reducedMotion: 'reduce' } });
const PACE = {
  tuning: {
    activePollMs: 60_000,
    idlePollMs: 60_000,
    requestTimeoutMs: 1500,
    refreshThrottleMs: 0,
    listMaxHeightPx: 1200,
  },
};
const withTemplate = name => ({ ...PACE, workspaces: { ...JSON.parse(CONFIG).workspaces, defaultTemplateName: name } });
const HAPPENS = { ...FAULTS, ...VERSIONS };
const SOON = { timeout: 500 };

const dialog = page => page.getByRole('dialog');
const menu = page => page.getByRole('menu');
const listed = page => expect(row(page, 'platform')).toBeVisible(SOON);

const fromCard = async (page, action) => {
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: action }).click();
};
const close = async page => {
  if (await dialog(page).count()) await page.keyboard.press('Escape');
  const discard = page.getByRole('button', { name: 'Discard', exact: true });
  if (await discard.count()) await discard.click();
};
const openMenu = async (page, name) => {
  if (await menu(page).count()) await page.keyboard.press('Escape');
  await page.getByRole('button', { name: `Actions for ${name}`, exact: true }).click();
};
const openDetails = async (page, name) => {
  await close(page);
  await openMenu(page, name);
  await page.getByRole('menuitem', { name: 'Details' }).click();
};
const openLog = async (page, name, log) => {
  await openDetails(page, name);
  await dialog(page).locator('summary', { hasText: log }).click();
};
const reload = page => page.reload();

/** The form to create a workspace; it is complete once this field is there. */
const creation = field => ({
  container: dialog,
  go: async page => {
    await close(page);
    await page.getByRole('button', { name: 'New workspace' }).first().click();
  },
  good: page =>
    expect(
      dialog(page)
        .getByLabel(field)
        .or(dialog(page).getByRole('group', { name: field })),
      'in the form, or behind the disclosure of a preset’s values',
    ).toBeAttached(SOON),
});
const inDetails = {
  container: dialog,
  go: page => openDetails(page, 'platform'),
  good: page => expect(dialog(page).getByRole('heading', { name: 'platform', exact: true })).toBeVisible(SOON),
};
/** A start with a prompt whose parameters come from the template. */
const start = {
  container: dialog,
  go: async (page, demo) => {
    await close(page);
    await demo.control({ workspace: { name: 'sandbox', template: 'asks', status: 'stopped', dormant: false } });
    if ((await menu(page).count()) === 0) await fromCard(page, 'Refresh');
    await page.getByRole('button', { name: 'Start sandbox' }).click();
  },
  good: page => expect(page.getByRole('dialog', { name: 'Before sandbox starts' })).toBeVisible(SOON),
};

/**
 * The reads: the pattern of the request (`on`), the action that sends it (`go`), the check of its result (`good`),
 * and the place in which the result appears, if that closes with it (`container`). A `quiet` read is optional, so its
 * failure shows nothing.
 */
const READS = {
  'whose token it is': { on: 'GET /api/v2/users/me', go: reload, good: listed },
  'whose token was typed': {
    on: 'GET /api/v2/users/me',
    go: async page => {
      if (!(await tokenField(page).count())) await fromCard(page, 'Disconnect from Coder');
      await signIn(page);
    },
    good: listed,
  },
  'until when the session is good': { on: 'GET /api/v2/users/me/keys/', quiet: true, go: reload, good: listed },
  'the list': { on: 'GET /api/v2/workspaces?', go: page => fromCard(page, 'Refresh'), good: listed },
  'the first list': { on: 'GET /api/v2/workspaces?', go: reload, good: listed },
  'Coder’s version': {
    on: 'GET /api/v2/buildinfo',
    quiet: true,
    go: async page => {
      await page.reload();
      await page.getByRole('button', { name: 'More actions' }).click();
    },
    good: listed,
  },
  icons: { on: 'GET /icon', quiet: true, go: reload, good: listed },
  'what one may do': {
    on: 'POST /api/v2/authcheck',
    quiet: true,
    begin: async page => {
      await search(page).fill('bob/payments');
      await search(page).press('Enter');
      await expect(names(page)).toHaveText(['payments']);
    },
    container: menu,
    go: page => openMenu(page, 'payments'),
    good: page => expect(page.getByRole('menuitem', { name: 'Details' })).toBeVisible(SOON),
  },
  templates: { on: 'GET /api/v2/templates', ...creation('CPU cores') },
  'a version’s presets': { on: 'GET /api/v2/templateversions/*/presets', quiet: true, ...creation('CPU cores') },
  'names that are taken': { on: 'GET /api/v2/workspaces?q=owner%3Ame+name', quiet: true, ...creation('CPU cores') },
  'values of the last time': { on: 'GET /api/v2/users/me/autofill-parameters', quiet: true, ...creation('CPU cores') },
  'accounts a version needs': {
    on: 'GET /api/v2/templateversions/*/external-auth',
    entity: ENTITIES.plain,
    config: withTemplate('kubernetes'),
    ...creation('CPU cores'),
    good: page => expect(dialog(page).getByRole('button', { name: 'Connect GitHub' })).toBeVisible(SOON),
  },
  parameters: { on: 'POST /api/v2/templateversions/*/dynamic-parameters/evaluate', ...creation('CPU cores') },
  'parameters of the classic flow': {
    on: 'GET /api/v2/templateversions/*/rich-parameters',
    entity: ENTITIES.plain,
    config: withTemplate('devcontainers'),
    ...creation('Base image'),
  },
  quota: { on: 'GET /api/v2/organizations', quiet: true, ...creation('CPU cores') },
  'values of the original': {
    on: 'GET /api/v2/workspacebuilds/*/parameters',
    container: dialog,
    go: async page => {
      await openDetails(page, 'platform');
      await dialog(page).getByText('More actions').click();
      await dialog(page).getByRole('button', { name: 'Duplicate' }).click();
    },
    good: page =>
      expect(dialog(page).getByLabel('Repository')).toHaveValue('https://gitlab.com/acme/platform/monorepo.git', SOON),
  },
  'a workspace, before it is started': { on: 'GET /api/v2/workspaces/', ...start },
  'values of a start': { on: 'GET /api/v2/workspacebuilds/*/parameters', ...start },
  'what a start asks': { on: 'POST /api/v2/templateversions/*/dynamic-parameters/evaluate', ...start },
  'a workspace in detail': { on: 'GET /api/v2/workspaces/', quiet: true, ...inDetails },
  'a workspace’s template': { on: 'GET /api/v2/templates/', quiet: true, ...inDetails },
  'what an update brings': {
    on: 'GET /api/v2/templateversions/',
    quiet: true,
    container: dialog,
    go: page => openDetails(page, 'payments-hotfix'),
    again: page => openDetails(page, 'payments-hotfix'),
    good: page => expect(dialog(page).getByText(/^Update to brave_turing1: /)).toBeVisible(SOON),
  },
  'a build’s log': {
    on: 'GET /api/v2/workspacebuilds/*/logs',
    container: dialog,
    go: page => openLog(page, 'platform', 'Build log'),
    good: page => expect(dialog(page).getByRole('log').first()).toContainText('Terraform', SOON),
  },
  'an agent’s log': {
    on: 'GET /api/v2/workspaceagents/*/logs',
    container: dialog,
    go: page => openLog(page, 'payments', 'Startup log of main'),
    good: page => expect(dialog(page).getByRole('log', { name: 'Startup log of main' })).toContainText('Ready.', SOON),
  },
  'ports something listens on': {
    on: 'GET /api/v2/workspaceagents/*/listening-ports',
    container: dialog,
    go: page => openDetails(page, 'payments'),
    good: page => expect(dialog(page).getByRole('link', { name: /^Port 3000/ })).toBeVisible(SOON),
  },
  'where apps are found': {
    on: 'GET /api/v2/regions',
    quiet: true,
    go: async page => {
      await page.reload();
      await openDetails(page, 'payments');
    },
    again: page => openDetails(page, 'payments'),
    good: page => expect(dialog(page).getByRole('link', { name: /^code-server/ })).toBeVisible(SOON),
  },
};

/** Presses the offered buttons until the read has succeeded. */
async function recover(page, demo, read) {
  await expect(async () => {
    const offered = [
      dialog(page).getByRole('button', { name: 'Try again' }),
      page.getByRole('button', { name: 'Try again' }),
      page.getByRole('button', { name: 'Reload page' }),
    ];
    for (const button of offered) {
      if (await button.count()) {
        await button.first().click({ timeout: 500 });
        break;
      }
    }
    if (await tokenField(page).count()) await signIn(page);
    if (read.again) await read.again(page);
    else if (read.container && !(await read.container(page).count())) await read.go(page, demo);
    await read.good(page);
  }).toPass({ timeout: 60_000, intervals: [100, 300, 500, 1000] });
}

/** Checks that the card has a title and content below it. */
async function notBlank(page) {
  const card = page.getByRole('region', { name: 'Coder Workspaces' });
  await expect(card.getByRole('heading').first()).toBeVisible();
  await expect(card.locator('.body')).not.toBeEmpty();
}

const COUNT = Object.keys({ ...HAPPENS, ...COURSES }).length;
const CASES = Object.keys(READS).length * COUNT;

for (const [readName, read] of Object.entries(READS)) {
  test(`${readName}: every fault is survived (${COUNT} of ${CASES} cases)`, async ({ page, demo }) => {
    test.setTimeout(600_000);
    // A button may be gone or behind a new dialog; a short timeout makes the test look again.
    page.setDefaultTimeout(10_000);
    await demo.control({ build_rate: 0 });
    await openTall(page, read.entity, read.config ?? PACE);
    await expect(page.getByRole('button', { name: 'More actions' })).toBeVisible();
    await read.begin?.(page);
    for (const [name, fault] of Object.entries(HAPPENS)) {
      await test.step(name, async () => {
        const requestCount = counter(page, read.on);
        const stop = await strike(page, demo, read.on, fault);
        await read.go(page, demo);
        await expect.poll(requestCount, { message: `${name}: asked for` }).toBeGreaterThan(0);
        await notBlank(page);
        if (!read.quiet) {
          await expect(async () => {
            const told = page.getByRole('alert').filter({ hasText: /\w/ });
            if (await told.or(page.getByText('Your Coder session has ended.')).count()) return;
            await read.good(page);
          }, `${name}: says what happened`).toPass();
        }
        if (read === READS['whose token was typed'] && (await tokenField(page).count()))
          await expect(tokenField(page)).toHaveValue(TOKEN);
        await stop();
        await recover(page, demo, read);
      });
    }
    for (const [name, course] of Object.entries(COURSES)) {
      await test.step(name, async () => {
        await course(page, read.on, {
          sendRequest: () => read.go(page, demo),
          repeatRequest: async () => read.container && read.go(page, demo),
          look: () => notBlank(page),
          recover: () => recover(page, demo, read),
          good: () => read.good(page),
        });
      });
    }
  });
}

test('what is typed into the search stays, whatever becomes of the list', async ({ page, demo }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  await expect(row(page, 'platform')).toBeVisible();
  for (const [name, fault] of Object.entries(FAULTS)) {
    // These faults end the session and remove the search box; the search itself is kept.
    if (name.includes('401')) continue;
    const stop = await strike(page, demo, 'GET /api/v2/workspaces?', fault);
    await search(page).fill(`owner:me ${name.replace(/[^a-z]/gi, '')}`);
    await search(page).press('Enter');
    await expect(search(page), name).toHaveValue(`owner:me ${name.replace(/[^a-z]/gi, '')}`);
    await stop();
  }
});
