// The commonest jobs, with the number of clicks that each takes: at every width of a card, by pointer and by keyboard.
import { catchPrograms } from './external-protocols.mjs';
import { ACCESS_URL, ENTITIES, expect, openTall, row, test } from './fixtures.mjs';

const WIDTHS = [320, 384, 508, 1200];
const PACE = { tuning: { activePollMs: 1000, listMaxHeightPx: 1200 } };

const primary = (page, name) => row(page, name).locator('[part=row-action]');
const openMenu = (page, name) => page.getByRole('button', { name: `More ways to open ${name}`, exact: true });
const actions = (page, name) => page.getByRole('button', { name: `Actions for ${name}`, exact: true });
const item = (page, name) => page.getByRole('menuitem', { name, exact: true });
const dialog = page => page.getByRole('dialog');
const builds = async demo => (await demo.requests('POST /api/v2/workspaces/')).filter(line => line.endsWith('/builds'));

/** Presses a control, and counts. */
const PRESS = {
  pointer: (page, control) => control.click(),
  keyboard: async (page, control) => {
    await control.focus();
    await page.keyboard.press('Enter');
  },
};

/** Gives the card a width, in pixels. */
async function resize(page, width) {
  await page.locator('coder-workspaces-card').evaluate((card, width) => {
    card.style.cssText = `position: fixed; inset: 0 auto auto 0; width: ${width}px`;
  }, width);
  expect((await page.locator('[part=card]').boundingBox()).width).toBe(width);
}

/** The jobs: the clicks that one takes at most, and the way. `press` counts. */
const JOBS = {
  'opening a running workspace in VS Code': {
    clicks: 1,
    run: async ({ page, press }) => {
      const programs = await catchPrograms(page);
      await press(primary(page, 'payments'));
      await expect.poll(programs).toHaveLength(1);
    },
  },
  'starting a workspace, which updates an outdated one': {
    clicks: 1,
    run: async ({ page, demo, press }) => {
      await press(primary(page, 'payments-hotfix'));
      await expect.poll(() => builds(demo)).toHaveLength(1);
    },
  },
  'from stopped to VS Code, the first time': {
    clicks: 2,
    run: async ({ page, demo, press }) => {
      const programs = await catchPrograms(page);
      await press(openMenu(page, 'payments-hotfix'));
      await press(item(page, 'Start, then open VS Code Desktop'));
      await demo.control({ build_rate: 60 });
      await expect.poll(programs).toHaveLength(1);
    },
  },
  'from stopped to VS Code, once that was chosen': {
    clicks: 1,
    prepare: async ({ page, demo }) => {
      await openMenu(page, 'payments-hotfix').click();
      await item(page, 'Start, then open VS Code Desktop').click();
      await expect(row(page, 'payments-hotfix').getByText('then VS Code Desktop')).toBeVisible();
      // A build that came after the reset would be another one.
      await expect.poll(() => builds(demo)).toHaveLength(1);
    },
    run: async ({ page, demo, press }) => {
      const programs = await catchPrograms(page);
      await press(primary(page, 'payments-hotfix'));
      await demo.control({ build_rate: 60 });
      await expect.poll(async () => (await programs()).join()).toContain('workspace=payments-hotfix');
    },
  },
  'stopping a workspace that is in use': {
    clicks: 3,
    run: async ({ page, demo, press }) => {
      await press(actions(page, 'payments'));
      await press(item(page, 'Stop'));
      await press(dialog(page).getByRole('button', { name: 'Stop', exact: true }));
      await expect.poll(() => builds(demo)).toHaveLength(1);
    },
  },
  'seeing why a build failed': {
    clicks: 1,
    run: async ({ page, press }) => {
      await press(row(page, 'legacy-batch').locator('[part=row-status]'));
      await expect(
        dialog(page)
          .getByRole('log', { name: 'Build log' })
          .getByText(/none:latest: not found/),
      ).toBeVisible();
    },
  },
  'copying the SSH command': {
    clicks: 2,
    run: async ({ page, context, press }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await press(openMenu(page, 'payments'));
      await press(item(page, 'Copy the SSH command'));
      await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('coder ssh payments');
    },
  },
  'an hour more': {
    clicks: 2,
    run: async ({ page, press }) => {
      await press(actions(page, 'payments'));
      await press(item(page, 'Extend by 1 h'));
      await expect(row(page, 'payments').locator('[part=row-times]').first()).toHaveText('Stops in 6 hours');
    },
  },
  'an hour more for a workspace that stops soon': {
    clicks: 1,
    change: { workspace: { name: 'payments', stops_in: 20 * 60 } },
    run: async ({ page, demo, press }) => {
      await press(row(page, 'payments').locator('[part=row-extend]'));
      await expect.poll(() => demo.requests('PUT')).toHaveLength(1);
    },
  },
  'opening a port': {
    clicks: 2,
    run: async ({ page, context, press }) => {
      await context.route('https://*.example.com/**', route => route.fulfill({ contentType: 'text/html', body: 'ok' }));
      await press(openMenu(page, 'payments'));
      const popup = context.waitForEvent('page');
      await press(page.getByRole('menuitem', { name: /^Port 3000/ }));
      const opened = await popup;
      expect(opened.url()).toBe('https://3000--main--payments--alice.apps.example.com/');
      await opened.close();
    },
  },
  'creating a workspace for the repository': {
    clicks: 2,
    entity: ENTITIES.payments,
    run: async ({ page, demo, press }) => {
      await press(page.getByRole('button', { name: 'New workspace' }));
      await press(dialog(page).getByRole('button', { name: 'Create workspace' }));
      await expect.poll(() => demo.requests('POST /api/v2/users/me/workspaces')).toHaveLength(1);
    },
  },
  'going to the workspace in Coder': {
    clicks: 1,
    run: async ({ page, context, press }) => {
      await context.route('https://*.example.com/**', route => route.fulfill({ contentType: 'text/html', body: 'ok' }));
      const popup = context.waitForEvent('page');
      await press(row(page, 'payments').locator('[part=row-link]'));
      const opened = await popup;
      expect(opened.url()).toBe(`${ACCESS_URL}/@alice/payments`);
      await opened.close();
    },
  },
};

for (const [job, { clicks, entity = ENTITIES.noSource, change, prepare, run }] of Object.entries(JOBS)) {
  for (const [manner, act] of Object.entries(PRESS)) {
    test(`${job} takes ${clicks === 1 ? 'one click' : `${clicks} clicks`} at every width, by ${manner}`, async ({
      page,
      context,
      demo,
    }) => {
      await demo.control({ build_rate: 0 });
      await openTall(page, entity, PACE);
      await prepare?.({ page, demo });
      for (const width of WIDTHS) {
        await demo.reset({});
        await demo.control({ build_rate: 0, ...change });
        await page.goto(entity);
        await expect(primary(page, 'payments')).toHaveText('VS Code');
        await resize(page, width);
        let count = 0;
        const press = async control => {
          count += 1;
          await act(page, control);
        };
        await run({ page, context, demo, press });
        expect(count, `${width} pixels`).toBe(clicks);
      }
    });
  }
}
