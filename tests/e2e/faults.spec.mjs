// Every read the card makes, with everything that can happen to its answer: no blank card, nothing uncaught, what
// was typed stays, and it goes on by itself or by the one button it offers.
import { ENTITIES, expect, openTall, row, search, signIn, test, tokenField } from './fixtures.mjs';
import { FAULTS } from './faults.mjs';

const PACE = { tuning: { activePollMs: 60_000, idlePollMs: 60_000, requestTimeoutMs: 1500, refreshThrottleMs: 0, listMaxHeightPx: 1200 } };

const refresh = async page => {
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Refresh' }).click();
};
const dialog = page => page.getByRole('dialog');
const close = async page => {
  if (await dialog(page).count()) await page.keyboard.press('Escape');
  const discard = page.getByRole('button', { name: 'Discard', exact: true });
  if (await discard.count()) await discard.click();
};
const openCreate = async page => {
  await close(page);
  await page.getByRole('button', { name: 'Create a workspace here' }).first().click();
};
const openDetails = async page => {
  await close(page);
  await page.getByRole('button', { name: 'Actions for platform', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Details' }).click();
};
const complete = page => expect(dialog(page).getByLabel('CPU cores')).toBeVisible({ timeout: 500 });

/** What is asked for, how it comes to be asked for, and what is there once it was answered. */
const READS = {
  'whose token it is': { on: 'GET /api/v2/users/me', go: page => page.reload(), good: page => expect(row(page, 'platform')).toBeVisible({ timeout: 500 }) },
  'the list': { on: 'GET /api/v2/workspaces?', go: refresh, good: page => expect(row(page, 'platform')).toBeVisible({ timeout: 500 }) },
  'the first list': { on: 'GET /api/v2/workspaces?', go: page => page.reload(), good: page => expect(row(page, 'platform')).toBeVisible({ timeout: 500 }) },
  'Coder’s version': {
    on: 'GET /api/v2/buildinfo',
    go: async page => {
      await page.reload();
      await page.getByRole('button', { name: 'More actions' }).click();
    },
    good: page => expect(row(page, 'platform')).toBeVisible({ timeout: 500 }),
  },
  icons: { on: 'GET /icon', go: page => page.reload(), good: page => expect(row(page, 'platform')).toBeVisible({ timeout: 500 }) },
  templates: { on: 'GET /api/v2/templates', go: openCreate, good: complete },
  'a version’s presets': { on: 'GET /api/v2/templateversions', go: openCreate, good: complete },
  parameters: { on: 'POST /api/v2/templateversions', go: openCreate, good: complete },
  quota: { on: 'GET /api/v2/organizations', go: openCreate, good: complete },
  'a workspace in detail': {
    on: 'GET /api/v2/workspaces/',
    go: openDetails,
    good: page => expect(dialog(page).getByRole('heading', { name: 'platform', exact: true })).toBeVisible({ timeout: 500 }),
  },
  'a build’s log': {
    on: 'GET /api/v2/workspacebuilds/',
    go: async page => {
      await openDetails(page);
      await dialog(page).getByText('Build log').click();
    },
    good: page => expect(dialog(page).getByRole('log').first()).toContainText('Terraform', { timeout: 500 }),
  },
};

/** Presses what the card offers, until it is as it was. */
async function mend(page, read) {
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
    if (read.on.includes('template') || read.on.includes('organizations')) {
      if (!(await dialog(page).count())) await openCreate(page);
    } else if (read.on.includes('workspacebuilds')) {
      if (!(await dialog(page).count())) await read.go(page);
    } else if (read.on.includes('workspaces/')) {
      if (!(await dialog(page).count())) await openDetails(page);
    }
    await read.good(page);
  }).toPass({ timeout: 60_000, intervals: [100, 300, 500, 1000] });
}

const CASES = Object.keys(READS).length * Object.keys(FAULTS).length;

for (const [what, read] of Object.entries(READS)) {
  test(`${what}: every fault is survived (${Object.keys(FAULTS).length} of ${CASES} cases)`, async ({ page, demo }) => {
    test.setTimeout(600_000);
    await demo.control({ build_rate: 0 });
    await openTall(page, ENTITIES.noSource, PACE);
    await expect(row(page, 'platform')).toBeVisible();
    for (const [name, fault] of Object.entries(FAULTS)) {
      await test.step(name, async () => {
        await demo.control({ faults: [{ on: read.on, ...fault }] });
        await read.go(page);
        await expect.poll(async () => (await demo.requests(read.on)).length, { message: `${name}: asked for` }).toBeGreaterThan(0);
        // The card is there: its title, and something below it.
        const card = page.getByRole('search', { name: 'Coder Workspaces' });
        await expect(card.getByRole('heading').first()).toBeVisible();
        await expect(card.locator('.body')).not.toBeEmpty();
        await demo.control({ faults: [] });
        await mend(page, read);
      });
    }
  });
}

test('what is typed into the search stays, whatever becomes of the list', async ({ page, demo }) => {
  await openTall(page, ENTITIES.noSource, PACE);
  await expect(row(page, 'platform')).toBeVisible();
  for (const [name, fault] of Object.entries(FAULTS)) {
    // These end the session, and the box with it; what was searched for is kept all the same.
    if (name.includes('401')) continue;
    await demo.control({ faults: [{ on: 'GET /api/v2/workspaces?', ...fault }] });
    await search(page).fill(`owner:me ${name.replace(/[^a-z]/gi, '')}`);
    await search(page).press('Enter');
    await expect(search(page), name).toHaveValue(`owner:me ${name.replace(/[^a-z]/gi, '')}`);
  }
});
