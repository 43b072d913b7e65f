// A portal as `create-app` generates it, set up with the README's own lines. The manifests are edited when the host
// is set up (xtask/src/backstage/readme.rs), the configuration is edited here.
import { card, enterLinked, expect, names, PAYMENTS, PLATFORM, portal } from './portal.mjs';
import { blocks, OPERATOR, parse, readmeOf, template, writeConfig } from './readme.mjs';

const readme = readmeOf('backstage');
const [lines] = blocks(readme, 'app-config.yaml');

const test = portal(OPERATOR, demo =>
  writeConfig('app-config.adopter.yaml', [lines.replace('https://coder.example.com/', `${demo.url}/api/proxy/coder/`)]),
);

test('by the README alone an entity’s page has its workspaces', async ({ page }) => {
  await enterLinked(page, PAYMENTS);
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
});

test('by the README alone a new workspace has a template and the entity’s repository', async ({ page }) => {
  await enterLinked(page, PLATFORM);
  await card(page).getByRole('button', { name: 'New workspace' }).click();
  const form = page.getByRole('dialog', { name: 'New workspace' });
  await expect(form.getByLabel('Repository')).toHaveValue(/gitlab\.com\/acme\/platform\/monorepo/);
});

test('the README says that `proxy:` is there already, which pasting at the end would write a second time', () => {
  expect(() => parse(`${template}\n${lines}`)).toThrow(/unique/);
  expect(readme).toMatch(/has a key `proxy:` already/);
});

test('the README’s lines for the age gate are those of yarn, beside the template’s own', () => {
  const [gate] = blocks(readme, '.yarnrc.yml');
  expect(parse(gate)).toEqual({
    npmPreapprovedPackages: ['@backstage/*', 'backstage-plugin-coder', 'backstage-plugin-coder-element'],
  });
});
