// The repository filter and `spec.coder` on each sample entity.
import {
  ACCESS_URL,
  addElements,
  CONFIG,
  counted,
  ENTITIES,
  expect,
  names,
  openLinked,
  openSearch,
  scopeFilter,
  search,
  test,
} from './fixtures.mjs';

const dialog = page => page.getByRole('dialog', { name: 'New workspace' });
const create = async page => {
  await page.getByRole('button', { name: 'New workspace' }).click();
  return dialog(page);
};

/** Opens a card for an entity with this source location. */
const openOn = async (page, location, { coder = {}, config = CONFIG } = {}) => {
  const entity = JSON.stringify({
    kind: 'Component',
    metadata: { name: 'x', annotations: location ? { 'backstage.io/source-location': location } : {} },
    spec: { coder },
  });
  await openLinked(page, '/');
  await addElements(
    page,
    `<coder-provider config='${config}'><coder-workspaces-card read-entity-data entity='${entity}'></coder-workspaces-card></coder-provider>`,
  );
};

test('payments: a GitHub repository and a full spec.coder', async ({ page, demo }) => {
  await openLinked(page, ENTITIES.payments);
  await expect(page.getByText('From this repository: payments')).toBeVisible();
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  expect(await demo.requests('GET /api/v2/workspaces?'), 'one request for all keys and spellings').toHaveLength(1);
  const form = await create(page);
  const link = form.getByRole('link', { name: /^Open this form in Coder/ });
  await expect(link, 'a name that is free').toHaveAttribute('href', /name=payments-2&.*param\.repo_url/);
  const url = new URL(await link.getAttribute('href'));
  expect(url.origin + url.pathname).toBe(`${ACCESS_URL}/templates/coder/docker/workspace`);
  expect([...url.searchParams]).toEqual([
    ['mode', 'auto'],
    ['name', 'payments-2'],
    ['preset', 'Everyday'],
    ['param.repo_url', 'https://github.com/acme/payments'],
    ['param.region', 'eu-helsinki'],
  ]);
});

test('payments: typing searches within the repository', async ({ page }) => {
  await openLinked(page, ENTITIES.payments);
  await openSearch(page);
  await scopeFilter(page).selectOption('All');
  await expect(counted(page, '3 workspaces')).toBeAttached();
  await search(page).fill('hotfix');
  await expect(names(page)).toHaveText(['payments-hotfix']);
});

test('platform: a directory of a GitLab monorepo on a branch with a slash', async ({ page }) => {
  await openLinked(page, ENTITIES.platform);
  await expect(page.getByText('From this repository: platform/monorepo')).toBeVisible();
  await expect(names(page)).toHaveText(['platform']);
});

test('an entity with the devcontainers tag offers its dev container in VS Code', async ({ page }) => {
  await openLinked(page, ENTITIES.payments);
  await expect(page.getByRole('link', { name: 'Clone locally in a dev container' })).toHaveAttribute(
    'href',
    'vscode://ms-vscode-remote.remote-containers/cloneInVolume?url=https%3A%2F%2Fgithub.com%2Facme%2Fpayments',
  );
  await page.goto(ENTITIES.platform);
  await expect(names(page)).toHaveText(['platform']);
  await expect(page.getByRole('link', { name: /VS Code/ })).toHaveCount(0);
});

test('no-source: everything is shown, and why', async ({ page }) => {
  await openLinked(page, ENTITIES.noSource);
  await expect(counted(page, '10 workspaces')).toBeAttached();
  await expect(page.getByText(/From this repository/)).toHaveCount(0);
  await page.getByText('Not limited to this entity’s repository').click();
  await expect(page.getByText('Add the annotation backstage.io/source-location')).toBeVisible();
});

test('plain: no spec.coder means no template, so one is chosen', async ({ page }) => {
  await openLinked(page, ENTITIES.plain);
  await expect(page.getByText('No workspaces found for this repository.')).toBeVisible();
  await page.getByRole('button', { name: 'Create workspace' }).press('Enter');
  await expect(dialog(page).getByText('Choose a template')).toBeVisible();
});

test('mistaken: each wrong value is named, and the rest is used', async ({ page }) => {
  await openLinked(page, ENTITIES.mistaken);
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  const note = page.getByRole('note');
  await expect(note).toContainText('spec.coder.templateName is a list. Allowed: text.');
  await expect(note).toContainText('spec.coder.mode is "atuo". Allowed: "manual" or "auto".');
  await expect(note).toContainText('spec.coder.params.cpu is 4. Allowed: text');
});

test('lost-template: no workspace yet, and the way to create one', async ({ page }) => {
  await openLinked(page, ENTITIES.lostTemplate);
  await expect(
    page.getByText('None of your workspaces was made from https://github.com/acme/billing-api.'),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Create workspace' }).click();
  await expect(dialog(page).getByText('The template “no-such-template” does not exist')).toBeVisible();
});

test('a wrong configuration is named key by key and never blanks the card', async ({ page }) => {
  await page.goto('/settings');
  await page
    .getByLabel('CoderAppConfig (JSON)')
    .fill('{"deployment": {"accessUrl": "coder.example.com"}, "workspaces": {"defaultMode": 3}}');
  await page.getByLabel('CoderAppConfig (JSON)').press('Tab');
  await openLinked(page, ENTITIES.noSource);
  await expect(names(page).first()).toBeVisible();
  await expect(page.getByRole('note')).toContainText(
    'deployment.accessUrl is "coder.example.com". Allowed: your Coder deployment\'s URL',
  );
  await expect(page.getByRole('note')).toContainText('workspaces.defaultMode is 3. Allowed: "manual" or "auto".');
});

test('a configuration that is no JSON is said', async ({ page }) => {
  await page.goto('/settings');
  await page.getByLabel('CoderAppConfig (JSON)').fill('{ nonsense');
  await page.getByLabel('CoderAppConfig (JSON)').press('Tab');
  await openLinked(page, ENTITIES.noSource);
  await expect(page.getByRole('note')).toContainText('The Coder configuration is "{ nonsense"');
});

const FORGES = [
  {
    forge: 'Azure DevOps',
    location: 'url:https://dev.azure.com/acme/proj/_git/x?path=%2F&version=GBmain',
    repo: 'x',
    clones: [
      'https://acme@dev.azure.com/acme/proj/_git/x',
      'git@ssh.dev.azure.com:v3/acme/proj/x',
      'https://acme.visualstudio.com/proj/_git/x',
    ],
    filled: 'https://dev.azure.com/acme/proj/_git/x',
  },
  {
    forge: 'Bitbucket Server',
    location: 'url:https://bb.corp.net/projects/P/repos/x/browse/?at=main',
    repo: 'x',
    clones: [
      'ssh://git@bb.corp.net:7999/p/x.git',
      'https://bb.corp.net/scm/P/x.git',
      'https://bb.corp.net/projects/P/repos/x/browse',
    ],
    filled: 'https://bb.corp.net/scm/p/x',
  },
  {
    forge: 'AWS CodeCommit',
    location:
      'url:https://us-east-1.console.aws.amazon.com/codesuite/codecommit/repositories/my-repo/browse/refs/heads/main/--/?region=us-east-1',
    repo: 'my-repo',
    clones: [
      'https://git-codecommit.us-east-1.amazonaws.com/v1/repos/my-repo',
      'ssh://git-codecommit.us-east-1.amazonaws.com/v1/repos/my-repo',
      'codecommit::us-east-1://my-repo',
    ],
    filled: 'https://git-codecommit.us-east-1.amazonaws.com/v1/repos/my-repo',
  },
  {
    forge: 'a GitLab of one’s own',
    location: 'url:https://git.corp.net/acme/backend/src/my-service/-/tree/main/',
    repo: 'backend/src/my-service',
    clones: [
      'https://git.corp.net/acme/backend/src/my-service.git',
      'git@git.corp.net:acme/backend/src/my-service.git',
      'https://git.corp.net/acme/backend/src/my-service/',
    ],
    filled: 'https://git.corp.net/acme/backend/src/my-service.git',
  },
];
for (const { forge, location, repo, clones, filled } of FORGES) {
  test(`${forge}: workspaces are found whichever clone address they were made from, and a new one gets one that git takes`, async ({
    page,
    demo,
  }) => {
    const made = ['platform', 'notebook', 'sandbox'];
    for (const [index, name] of made.entries())
      await demo.control({ workspace: { name, param: ['repo_url', clones[index]] } });
    await openOn(page, location);
    await expect(page.getByText(`From this repository: ${repo}`, { exact: true })).toBeVisible();
    await expect.poll(async () => (await names(page).allTextContents()).sort()).toEqual(made.toSorted());
    const link = (await create(page)).getByRole('link', { name: /^Open this form in Coder/ });
    await expect(link).toHaveAttribute('href', /param\.repo_url/);
    expect(new URL(await link.getAttribute('href')).searchParams.get('param.repo_url')).toBe(filled);
  });
}

const UNREADABLE = [
  ['https://github.com/acme/x', 'is "https://github.com/acme/x": url: is missing before the address.'],
  ['url:https://github.com/acme/', 'is "url:https://github.com/acme/": it names no repository.'],
  ['url:https://dev.azure.com/acme/', 'is "url:https://dev.azure.com/acme/": it names no repository.'],
];
for (const [location, wrong] of UNREADABLE) {
  test(`a source location that names no repository is said as such: ${location}`, async ({ page }) => {
    await openOn(page, location);
    await expect(counted(page, '10 workspaces')).toBeAttached();
    await expect(page.getByText(/From this repository/)).toHaveCount(0);
    await expect(page.getByRole('note')).toContainText(
      `backstage.io/source-location ${wrong} Allowed: url: and the address`,
    );
    await page.getByText('Not limited to this entity’s repository').click();
    await expect(
      page.getByText('The entity says which repository it belongs to, but that cannot be read.'),
    ).toBeVisible();
    await expect(page.getByText('Add the annotation')).toHaveCount(0);
  });
}

test('a mistyped key is said with the one that was meant, in the entity and in the configuration', async ({ page }) => {
  const config = JSON.stringify({
    ...JSON.parse(CONFIG),
    tuning: { idlePoll: 60_000 },
    workspaces: { repoUrlParamKeys: ['repo_url'], templateName: 'docker' },
  });
  await openOn(page, 'url:https://github.com/acme/payments', {
    coder: { template: 'docker', param: { region: 'x' }, ours: true },
    config,
  });
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  const problems = page.getByRole('note').getByRole('listitem');
  await expect(problems).toHaveCount(4);
  await expect(
    problems.filter({ hasText: 'spec.coder: Unknown key `template`; did you mean `templateName`?' }),
  ).toHaveCount(1);
  await expect(problems.filter({ hasText: 'spec.coder: Unknown key `param`; did you mean `params`?' })).toHaveCount(1);
  await expect(problems.filter({ hasText: 'tuning: Unknown key `idlePoll`; did you mean `idlePollMs`?' })).toHaveCount(
    1,
  );
  await expect(
    problems.filter({ hasText: 'workspaces: Unknown key `templateName`; did you mean `defaultTemplateName`?' }),
  ).toHaveCount(1);
});

test('the minimal configuration filters nothing, does not say that it does, and says what to set', async ({ page }) => {
  const config = JSON.stringify({ deployment: { accessUrl: ACCESS_URL } });
  await openOn(page, 'url:https://github.com/acme/payments/tree/main/', { coder: { templateName: 'docker' }, config });
  await expect(counted(page, '10 workspaces')).toBeAttached();
  await expect(page.getByText(/From this repository/)).toHaveCount(0);
  await page.getByText('Not limited to this entity’s repository').click();
  await expect(page.getByText('workspaces.repoUrlParamKeys is not configured')).toBeVisible();
  await search(page).fill('owner:me nothing-like-it');
  await expect(
    page.getByText('No workspaces match “nothing-like-it”.'),
    'and not: none of the repository',
  ).toBeVisible();
  const form = await create(page);
  await expect(
    form.getByText('The entity’s repository, https://github.com/acme/payments, is not filled in here.'),
  ).toContainText('workspaces.repoUrlParamKeys');
});

test('workspaces of all repositories are one click away, and back', async ({ page }) => {
  await openLinked(page, ENTITIES.payments);
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  await page.getByRole('button', { name: 'Show all of mine' }).click();
  await expect(counted(page, '10 workspaces')).toBeAttached();
  await expect(page.getByText('From all repositories')).toBeVisible();
  const back = page.getByRole('button', { name: 'Only payments' });
  await expect(back).toBeFocused();
  // A new workspace is of the entity's repository all the same.
  const form = await create(page);
  const link = form.getByRole('link', { name: /^Open this form in Coder/ });
  await expect(link).toHaveAttribute('href', /param\.repo_url=https%3A%2F%2Fgithub\.com%2Facme%2Fpayments/);
  await page.keyboard.press('Escape');
  await expect(form).toHaveCount(0);
  await back.click();
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
});
