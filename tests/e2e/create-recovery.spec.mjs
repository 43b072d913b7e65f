// What was entered in the create form is kept: drafts, lost responses, refusals.
import { PACE, withTemplate, submit, created, open } from './create-form.mjs';
import { ENTITIES, OTHER_TOKEN, expect, openTall, test } from './fixtures.mjs';

test.describe('nothing that was entered is lost', () => {
  test('closing asks, and a reload brings it back, but no secret', async ({ page }) => {
    await openTall(page, ENTITIES.noSource, PACE);
    const form = await open(page);
    await form.getByRole('button', { name: 'Change template' }).click();
    await form.getByRole('button', { name: 'Kubernetes (GPU)' }).click();
    await form.getByLabel('Notes').fill('remember me');
    await form.getByLabel('Registry token').fill('hunter2');
    await form.getByLabel('Workspace name').fill('half-done');
    await page.keyboard.press('Escape');
    await expect(form.getByText('Discard changes?')).toBeVisible();
    await form.getByRole('button', { name: 'Keep editing' }).click();
    await expect(form.getByLabel('Notes')).toHaveValue('remember me');
    expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toContain('hunter2');
    await page.reload();
    await open(page);
    await form.getByRole('button', { name: 'Change template' }).click();
    await form.getByRole('button', { name: 'Kubernetes (GPU)' }).click();
    await expect(form.getByLabel('Notes')).toHaveValue('remember me');
    await expect(form.getByLabel('Workspace name')).toHaveValue('half-done');
    await expect(form.getByLabel('Registry token')).toHaveValue('');
    await page.keyboard.press('Escape');
    await form.getByRole('button', { name: 'Discard' }).click();
    await expect(form).toHaveCount(0);
    expect(await page.evaluate(() => Object.keys(sessionStorage).filter(k => k.includes('draft')))).toEqual([]);
  });

  test('a typed name goes along to another template', async ({ page }) => {
    await openTall(page, ENTITIES.noSource, PACE);
    const form = await open(page);
    await form.getByLabel('Workspace name').fill('wherever');
    await form.getByRole('button', { name: 'Change template' }).click();
    await form.getByRole('button', { name: 'Kubernetes (GPU)' }).click();
    await expect(form.getByLabel('Workspace name')).toHaveValue('wherever');
    await page.keyboard.press('Escape');
    await expect(form.getByText('Discard changes?')).toBeVisible();
  });

  test('a lost answer to a creation that took place leads to the workspace', async ({ page, demo }) => {
    await openTall(page, ENTITIES.noSource, PACE);
    const form = await open(page);
    await form.getByLabel('Workspace name').fill('lost-and-found');
    await demo.control({ faults: [{ on: 'POST /api/v2/users/me/workspaces', times: 1, status: 504, after: true }] });
    await submit(page).click();
    await expect(page.getByRole('dialog', { name: 'lost-and-found' })).toBeVisible();
    expect(await created(demo)).toHaveLength(1);
  });

  test('a lost answer is not looked for with the token of another session', async ({ page, demo }) => {
    await page.clock.install();
    await openTall(page, ENTITIES.platform, withTemplate('docker'));
    const form = await open(page);
    await form.getByLabel('Workspace name').fill('mine-alone');
    const looks = 'GET /api/v2/users/me/workspace/';
    await demo.control({
      faults: [
        { on: 'POST /api/v2/users/me/workspaces', times: 1, status: 504 },
        { on: looks, status: 504 },
      ],
    });
    await submit(page).click();
    await expect.poll(() => demo.requests(looks)).toHaveLength(1);
    const lists = async () => (await demo.requests('GET /api/v2/workspaces?')).length;
    const listed = await lists();
    // Another tab links another account.
    await page.evaluate(token => {
      const key = Object.keys(localStorage).find(key => key.startsWith('backstage-plugin-coder/session'));
      localStorage.setItem(key, token);
      window.dispatchEvent(new StorageEvent('storage', { key, newValue: token, storageArea: localStorage }));
    }, OTHER_TOKEN);
    await expect.poll(lists, 'the other account’s list').toBeGreaterThan(listed);
    const count = (await demo.requests(looks)).length;
    await page.clock.runFor(30_000);
    expect(await demo.requests(looks)).toHaveLength(count);
  });

  test('a lost answer to a creation that did not take place says so and keeps the form', async ({ page, demo }) => {
    await openTall(page, ENTITIES.noSource, PACE);
    const form = await open(page);
    await form.getByLabel('Workspace name').fill('lost-for-good');
    await demo.control({ faults: [{ on: 'POST /api/v2/users/me/workspaces', times: 1, status: 504 }] });
    await submit(page).click();
    await expect(form.getByText('there is no workspace of this name: nothing was created')).toBeVisible();
    await expect(form.getByLabel('Workspace name')).toHaveValue('lost-for-good');
    await submit(page).click();
    await expect(page.getByRole('dialog', { name: 'lost-for-good' })).toBeVisible();
    expect(await created(demo)).toHaveLength(2);
  });

  test('a double click creates once', async ({ page, demo }) => {
    await openTall(page, ENTITIES.noSource, PACE);
    const form = await open(page);
    // The form is complete, so nothing moves under the pointer any more.
    await expect(form.getByText('Show the 2 values set by “Everyday”')).toBeVisible();
    await demo.control({ latency_ms: 300 });
    await submit(page).dblclick();
    await expect(page.getByRole('dialog', { name: 'alice-workspace' })).toBeVisible();
    expect(await created(demo)).toHaveLength(1);
  });

  test('who sends it before its parameters are there sends it once they are', async ({ page, demo }) => {
    await openTall(page, ENTITIES.plain, withTemplate('devcontainers'));
    await demo.control({ latency_ms: 700 });
    const form = await open(page);
    await form.getByLabel('Workspace name').fill('early');
    await submit(page).click();
    await expect(page.getByRole('dialog', { name: 'early' })).toBeVisible();
    expect(await created(demo)).toHaveLength(1);
  });

  test('parameters that cannot be fetched say why, and can be asked for again', async ({ page, demo }) => {
    await openTall(page, ENTITIES.noSource, PACE);
    await demo.control({ faults: [{ on: 'POST /api/v2/templateversions', times: 1, status: 502 }] });
    const form = await open(page);
    await expect(form.getByText('Coder cannot be reached.')).toBeVisible();
    await form.getByRole('button', { name: 'Try again' }).click();
    await expect(form.getByLabel('CPU cores')).toBeAttached();
  });
});

for (const [reason, text] of [
  ['importing', 'Wait for it to complete importing!'],
  ['import-failed', 'has failed to import'],
  ['archived', 'Archived template versions cannot be used to make a workspace.'],
  ['deleted', 'Template "docker" has been deleted!'],
  ['restricted', 'Unauthorized access to use the template "docker".'],
]) {
  test(`a version that turns out unusable is told in Coder’s words, and the form stays: ${reason}`, async ({
    page,
    demo,
  }) => {
    await openTall(page, ENTITIES.plain, withTemplate('docker'));
    const form = await open(page);
    await expect(form.getByLabel('CPU cores')).toBeAttached();
    await demo.control({ template: { name: 'docker', unusable: reason } });
    await form.getByLabel('Workspace name').fill('kept');
    await submit(page).click();
    await expect(form.getByText(text)).toBeVisible();
    await expect(form.getByLabel('Workspace name')).toHaveValue('kept');
    expect(await created(demo)).toHaveLength(1);
    await demo.control({ template: { name: 'docker' } });
    await submit(page).click();
    await expect(page.getByRole('dialog', { name: 'kept' })).toBeVisible();
  });
}

test('a license that has ended is told in Coder’s words, and the form stays', async ({ page, demo }) => {
  await openTall(page, ENTITIES.plain, withTemplate('docker'));
  const form = await open(page);
  await demo.control({ licensed: false });
  await form.getByLabel('Workspace name').fill('kept');
  await submit(page).click();
  await expect(form.getByText('Build is not permitted: license expired.')).toBeVisible();
  await expect(form.getByLabel('Workspace name')).toHaveValue('kept');
});

test('a version that is still importing says so, and is asked for again', async ({ page, demo }) => {
  await openTall(page, ENTITIES.plain, withTemplate('importing'));
  const form = await open(page);
  await form.getByLabel('Workspace name').fill('patient');
  await expect(form.getByText('Template version job has not finished')).toBeVisible();
  await demo.control({ template: { name: 'importing' } });
  await form.getByRole('button', { name: 'Try again' }).click();
  await expect(form.getByText('Template version job has not finished')).toHaveCount(0);
  await submit(page).click();
  await expect(page.getByRole('dialog', { name: 'patient' })).toBeVisible();
});
