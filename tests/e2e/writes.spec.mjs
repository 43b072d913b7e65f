// Every write with every fault of its response: it is sent once, its outcome is reported truthfully, the page is
// never blank, and no input is lost.
import { catchPrograms } from './external-protocols.mjs';
import { FAULTS, INTERRUPTIONS, VERSIONS, counter, loseAnswer, strike } from './faults.mjs';
import { ENTITIES, expect, openTall, row, signIn, test, tokenField } from './fixtures.mjs';

test.use({ contextOptions: { reducedMotion: 'reduce' } });
const PACE = { tuning: { activePollMs: 1000, requestTimeoutMs: 3000, listMaxHeightPx: 1200 } };
const dialog = page => page.getByRole('dialog');

async function fromMenu(page, name, action) {
  await page.getByRole('button', { name: `Actions for ${name}`, exact: true }).click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}

async function inSettings(page, name, act) {
  await fromMenu(page, name, 'Details');
  await act(dialog(page));
}

const isJson = text => {
  try {
    JSON.parse(text || 'null');
    return true;
  } catch {
    return false;
  }
};

/** The writes: action, request and check of the result. All builds share the code of `start`. */
const WRITES = {
  start: {
    refused: true,
    // The card uses the response, which is the build.
    reads: true,
    on: 'POST /api/v2/workspaces/',
    act: page => page.getByRole('button', { name: 'Update and start payments-hotfix' }).click(),
    done: page => expect(row(page, 'payments-hotfix').getByText('Pending', { exact: true })).toBeVisible(),
  },
  cancel: {
    on: 'PATCH /api/v2/workspacebuilds/',
    act: page => fromMenu(page, 'gpu-training', 'Cancel build'),
    done: page => expect(row(page, 'gpu-training').getByText('Canceled')).toBeVisible(),
  },
  wake: {
    on: 'PUT /api/v2/workspaces/',
    act: page => page.getByRole('button', { name: 'Activate sandbox' }).click(),
    done: page => expect(row(page, 'sandbox').getByText('Dormant')).toHaveCount(0),
  },
  favorite: {
    on: 'PUT /api/v2/workspaces/',
    act: page => fromMenu(page, 'platform', 'Add to favorites'),
    done: page => expect(page.getByRole('listitem').nth(1).locator('[part=row-name]')).toHaveText('platform'),
  },
  unfavorite: {
    on: 'DELETE /api/v2/workspaces/',
    act: page => fromMenu(page, 'payments', 'Remove from favorites'),
    done: page => expect(page.getByRole('listitem').first().locator('[part=row-name]')).toHaveText('notebook'),
  },
  autostart: {
    on: 'PUT /api/v2/workspaces/',
    act: page =>
      inSettings(page, 'platform', async one => {
        await one.getByRole('button', { name: 'Edit' }).click();
        await one.getByLabel('At', { exact: true }).fill('07:45');
        await one.getByRole('button', { name: 'Save' }).click();
      }),
    done: page => expect(dialog(page).getByText(/07:45/)).toBeVisible(),
  },
  extend: {
    on: 'PUT /api/v2/workspaces/',
    act: page => inSettings(page, 'platform', one => one.getByRole('button', { name: 'Extend by 4 h' }).click()),
    done: page => expect(dialog(page).getByText(/Stops in 9 hours/)).toBeVisible(),
  },
  rename: {
    refused: true,
    on: 'PATCH /api/v2/workspaces/',
    act: page =>
      inSettings(page, 'platform', async one => {
        await one.getByRole('button', { name: 'Edit' }).click();
        await one.getByLabel('Name', { exact: true }).fill('platform-two');
        await one.getByRole('button', { name: 'Save' }).click();
      }),
    done: page => expect(dialog(page).getByRole('heading', { name: 'platform-two' })).toBeVisible(),
  },
  create: {
    reads: true,
    on: 'POST /api/v2/users/me/workspaces',
    act: async page => {
      await page.getByRole('button', { name: 'New workspace' }).click();
      await dialog(page).getByLabel('Workspace name').fill('brand-new');
      // The parameters are loaded, so nothing moves any more.
      await expect(dialog(page).getByText('Show the 2 values set by “Everyday”')).toBeVisible();
      await dialog(page).getByRole('button', { name: 'Create workspace' }).click();
    },
    done: page => expect(page.getByRole('dialog', { name: 'brand-new' })).toBeVisible(),
    // The typed text is still there.
    kept: page => expect(dialog(page).getByLabel('Workspace name')).toHaveValue('brand-new'),
  },
};

const WAYS = Object.keys(FAULTS).length;
const OF_WRITE = Object.keys({ ...FAULTS, ...INTERRUPTIONS }).length;
// All faults of each write, responses of other versions, a timeout, two verifications, and an API key.
const CASES = Object.keys(WRITES).length * (OF_WRITE + Object.keys(VERSIONS).length + 1) + 2 * WAYS + OF_WRITE;

/** Closes the dialog and the notices that a step left open. */
async function leave(page) {
  const discard = page.getByRole('button', { name: 'Discard', exact: true });
  if (await dialog(page).count()) {
    await page.keyboard.press('Escape');
    await expect.poll(async () => (await discard.count()) > 0 || (await dialog(page).count()) === 0).toBe(true);
    if (await discard.count()) await discard.click();
  }
  await expect(dialog(page)).toHaveCount(0);
  for (const button of await page.getByRole('button', { name: 'Dismiss' }).all()) await button.click();
  await expect(row(page, 'platform')).toBeVisible();
}

const sent = async (demo, on) => (await demo.requests(on)).length;

for (const [name, write] of Object.entries(WRITES)) {
  test.describe(name, () => {
    test.beforeEach(async ({ page, demo }) => {
      await demo.control({ build_rate: 0 });
      await openTall(page, ENTITIES.noSource, PACE);
      await expect(row(page, 'platform')).toBeVisible();
    });

    test('its answer lost after it took place: it is done, and was sent once', async ({ page, demo }) => {
      await demo.control({ faults: [{ on: write.on, times: 1, status: 502, after: true }] });
      await write.act(page);
      await write.done(page);
      await expect(page.getByRole('alert').filter({ hasText: /was not|did not/ })).toHaveCount(0);
      expect(await sent(demo, write.on)).toBe(1);
    });

    for (const [version, how] of Object.entries(VERSIONS)) {
      test(`answered with ${version}: it is done, and was sent once (1 of ${CASES} cases)`, async ({ page, demo }) => {
        await strike(page, demo, write.on, how);
        await write.act(page);
        await write.done(page);
        expect(await sent(demo, write.on)).toBe(1);
      });
    }

    test(`nothing of it takes place: every fault is survived (${OF_WRITE} of ${CASES} cases)`, async ({
      page,
      demo,
    }) => {
      test.setTimeout(600_000);
      for (const [fault, how] of Object.entries(FAULTS)) {
        await test.step(fault, async () => {
          const sent = counter(page, write.on);
          const stop = await strike(page, demo, write.on, how, 1);
          await write.act(page);
          await expect.poll(sent, fault).toBe(1);
          const alert = page.getByRole('alert').filter({ hasText: /\w/ });
          // If the card does not need the response's content, a 200 with JSON is trusted and needs no notice.
          const believed =
            !write.reads && how.status === 200 && how.content_type === 'application/json' && isJson(how.body);
          if (!believed) await expect(alert.or(tokenField(page)).first(), `${fault}: told`).toBeVisible();
          await expect(page.getByText(/automatically/), `${fault}: a write is sent once`).toHaveCount(0);
          if (await tokenField(page).count()) await signIn(page);
          else await write.kept?.(page);
          await leave(page);
          expect(sent(), fault).toBe(1);
          await stop();
        });
      }
      for (const [name, course] of Object.entries(INTERRUPTIONS)) {
        await test.step(name, async () => {
          const sent = counter(page, write.on);
          await course(page, write.on, {
            sendRequest: () => write.act(page),
            look: () =>
              expect(page.getByRole('alert').filter({ hasText: /\w/ }).first(), `${name}: told`).toBeVisible(),
            recover: () => expect(page.getByText('You are offline.')).toHaveCount(0),
          });
          await leave(page);
          expect(sent(), name).toBe(1);
        });
      }
      // The action is still offered, because nothing has changed.
      await write.act(page);
      await write.done(page);
    });

    test(`its answer so slow that it is given up: it is done, and was sent once (1 of ${CASES} cases)`, async ({
      page,
      demo,
    }) => {
      await demo.control({ faults: [{ on: write.on, times: 1, hang_seconds: 20, after: true }] });
      await write.act(page);
      await write.done(page);
      expect(await sent(demo, write.on)).toBe(1);
    });

    test('lost before it took place: that is said, and it was sent once', async ({ page, demo }) => {
      await demo.control({ faults: [{ on: write.on, times: 1, status: 502 }] });
      await write.act(page);
      await expect(
        page
          .getByRole('alert')
          .filter({ hasText: /Nothing has changed; you can try again\.|nothing was created\. You can try again\./ })
          .first(),
      ).toBeVisible();
      expect(await sent(demo, write.on)).toBe(1);
    });

    // One write of each kind is enough, because the message comes from Coder.
    if (write.refused)
      test('refused: Coder’s words are shown, and nothing is sent again', async ({ page, demo }) => {
        const body = JSON.stringify({ message: 'Not on a Sunday.' });
        await demo.control({
          faults: [{ on: write.on, times: 1, status: 403, content_type: 'application/json', body }],
        });
        await write.act(page);
        await expect(page.getByRole('alert').filter({ hasText: 'Not on a Sunday.' }).first()).toBeVisible();
        expect(await sent(demo, write.on)).toBe(1);
      });
  });
}

/** The reads that verify a write after its response was lost, and the check of the result. */
const LOOKS = {
  start: { write: WRITES.start, look: 'GET /api/v2/workspaces/' },
  create: {
    write: WRITES.create,
    look: 'GET /api/v2/users/me/workspace/',
    done: page => expect(row(page, 'brand-new')).toBeVisible(),
  },
};

for (const [name, { write, look, done = write.done }] of Object.entries(LOOKS)) {
  test(`${name}, its answer lost, and the look whether it took place: every fault is survived (${WAYS} of ${CASES} cases)`, async ({
    page,
    demo,
  }) => {
    test.setTimeout(600_000);
    await openTall(page, ENTITIES.noSource, PACE);
    for (const [fault, how] of Object.entries(FAULTS)) {
      await test.step(fault, async () => {
        await demo.reset();
        await demo.control({ build_rate: 0 });
        await page.reload();
        await expect(tokenField(page).or(row(page, 'platform')).first()).toBeVisible();
        if (await tokenField(page).count()) await signIn(page);
        const sent = counter(page, write.on);
        const stop = await loseAnswer(page, demo, write.on, look, how);
        await write.act(page);
        await expect(
          page.getByRole('alert').filter({ hasText: /\w/ }).or(tokenField(page)).first(),
          `${fault}: told`,
        ).toBeVisible();
        await stop();
        if (await tokenField(page).count()) await signIn(page);
        else await write.kept?.(page);
        if (await dialog(page).count()) await page.keyboard.press('Escape');
        if (await dialog(page).count()) await page.getByRole('button', { name: 'Discard', exact: true }).click();
        await done(page);
        expect(sent(), fault).toBe(1);
      });
    }
  });
}

test(`a key for an editor: every fault is survived (${OF_WRITE} of ${CASES} cases)`, async ({ page, demo }) => {
  test.setTimeout(600_000);
  await openTall(page, ENTITIES.noSource, PACE);
  const programs = await catchPrograms(page);
  const on = 'POST /api/v2/users/me/keys';
  const sendRequest = async () => {
    await fromMenu(page, 'payments', 'Details');
    await dialog(page).getByRole('button', { name: 'VS Code Desktop' }).click();
  };
  let opened = 0;
  // The program opens anyway and asks for a token itself.
  const look = async () => {
    await expect.poll(async () => (await programs()).length).toBe((opened += 1));
    expect((await programs()).at(-1)).not.toContain('token');
  };
  const recover = async () => {
    if (await tokenField(page).count()) await signIn(page);
    await page.keyboard.press('Escape');
    await expect(dialog(page)).toHaveCount(0);
    // The rows move up when this notice goes, so a click must wait for that.
    await expect(page.getByText('You are offline.')).toHaveCount(0);
  };
  const courses = Object.entries(FAULTS).map(([name, fault]) => [
    name,
    async () => {
      const stop = await strike(page, demo, on, fault, 1);
      await sendRequest();
      await look();
      await stop();
      await recover();
    },
  ]);
  for (const [name, course] of [...courses, ...Object.entries(INTERRUPTIONS)]) {
    await test.step(name, async () => {
      const sent = counter(page, on);
      await course(page, on, { sendRequest, look, recover });
      expect(sent(), name).toBe(1);
    });
  }
});
