// A double click on a button that writes sends one request, and its second click hits nothing else.
import { ENTITIES, expect, openTall, row, test, TOKEN, tokenField } from './fixtures.mjs';

const PACE = { tuning: { activePollMs: 1000, listMaxHeightPx: 1200 } };
const dialog = page => page.getByRole('dialog');

async function fromMenu(page, name, action) {
  await page.getByRole('button', { name: `Actions for ${name}`, exact: true }).click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}

/** The buttons: how one gets to each, which one it is, and the requests that it sends. */
const BUTTONS = {
  'Start in the row': { button: page => row(page, 'payments-hotfix').locator('[part=row-action]'), sends: 'POST' },
  'Activate in the row': { button: page => row(page, 'sandbox').locator('[part=row-action]'), sends: 'PUT' },
  'Retry in the row': { button: page => row(page, 'legacy-batch').locator('[part=row-action]'), sends: 'POST' },
  '+1 h in the row': {
    change: { workspace: { name: 'payments', stops_in: 20 * 60 } },
    button: page => row(page, 'payments').locator('[part=row-extend]'),
    sends: 'PUT',
  },
  'Stop in the details': {
    reach: page => fromMenu(page, 'platform', 'Details'),
    button: page => dialog(page).getByRole('button', { name: 'Stop', exact: true }),
    sends: 'POST',
  },
  'Update and start in the details': {
    reach: page => fromMenu(page, 'payments-hotfix', 'Details'),
    button: page => dialog(page).getByRole('button', { name: 'Update and start' }),
    sends: 'POST',
  },
  'Add to favorites in the details': {
    reach: async page => {
      await fromMenu(page, 'platform', 'Details');
      await dialog(page).getByText('More actions').click();
    },
    button: page => dialog(page).getByRole('button', { name: 'Add to favorites' }),
    sends: 'PUT',
  },
  'Extend in the details': {
    reach: page => fromMenu(page, 'platform', 'Details'),
    button: page => dialog(page).getByRole('button', { name: 'Extend by 4 h' }),
    sends: 'PUT',
  },
  'Save in the settings': {
    reach: async page => {
      await fromMenu(page, 'platform', 'Details');
      await dialog(page).getByRole('button', { name: 'Edit' }).click();
      await dialog(page).getByLabel('Hours after start').fill('3');
    },
    button: page => dialog(page).getByRole('button', { name: 'Save' }),
    sends: 'PUT',
  },
  'Stop in its confirmation': {
    reach: page => fromMenu(page, 'payments', 'Stop'),
    button: page => dialog(page).getByRole('button', { name: 'Stop', exact: true }),
    sends: 'POST',
  },
  'Restart in its confirmation': {
    reach: page => fromMenu(page, 'payments', 'Restart'),
    button: page => dialog(page).getByRole('button', { name: 'Restart', exact: true }),
    sends: 'POST',
  },
  'Start in the prompt for parameters': {
    change: { workspace: { name: 'sandbox', template: 'asks', status: 'stopped', dormant: false } },
    reach: page => page.getByRole('button', { name: 'Start sandbox' }).click(),
    button: page => dialog(page).getByRole('button', { name: 'Start', exact: true }),
    sends: 'POST',
  },
  'Cancel build in the details': {
    reach: page => fromMenu(page, 'gpu-training', 'Details'),
    button: page => dialog(page).getByRole('button', { name: 'Cancel build' }),
    sends: 'PATCH',
  },
  'Delete in its confirmation': {
    reach: async page => {
      await fromMenu(page, 'payments-hotfix', 'Delete…');
      await dialog(page).getByRole('textbox').fill('payments-hotfix');
    },
    button: page => dialog(page).getByRole('button', { name: 'Delete workspace' }),
    sends: 'POST',
  },
  'Create workspace': {
    reach: async page => {
      await page.getByRole('button', { name: 'New workspace' }).click();
      await dialog(page).getByLabel('Workspace name').fill('made-once');
      await expect(dialog(page).getByText('Show the 2 values set by “Everyday”')).toBeVisible();
    },
    button: page => dialog(page).getByRole('button', { name: 'Create workspace' }),
    sends: 'POST',
  },
};

/** Returns the requests that change something. */
const writes = async (demo, method) =>
  (await demo.requests(`${method} `)).filter(line => !/authcheck|evaluate/.test(line));

for (const [name, { change, reach, button, sends }] of Object.entries(BUTTONS)) {
  test(`a double click on ${name} writes once`, async ({ page, demo, settled }) => {
    await demo.control({ build_rate: 0, ...change });
    await openTall(page, ENTITIES.noSource, PACE);
    await expect(row(page, 'platform')).toBeVisible();
    await reach?.(page);
    await expect(button(page)).toBeVisible();
    await button(page).dblclick();
    await expect.poll(() => writes(demo, sends)).toHaveLength(1);
    await settled();
    expect(await writes(demo, sends)).toHaveLength(1);
    const isOther = line => /^(PATCH|DELETE) /.test(line) && !line.startsWith(sends);
    const others = (await demo.requests()).filter(isOther);
    expect(others, 'and cancels, renames or deletes nothing').toEqual([]);
  });
}

test('a double click on Connect checks the token once', async ({ page, demo, settled }) => {
  await page.goto(ENTITIES.noSource);
  await tokenField(page).fill(TOKEN);
  await page.getByRole('button', { name: 'Connect', exact: true }).dblclick();
  await expect(row(page, 'payments')).toBeVisible();
  await settled();
  expect(await demo.checks()).toHaveLength(1);
});
