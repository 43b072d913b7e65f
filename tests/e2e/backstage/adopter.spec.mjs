// A portal as `create-app` generates it, set up with the README's own lines. The manifests are edited when the host
// is set up (xtask/src/backstage/readme.rs), the configuration is edited here.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { card, enterLinked, expect, names, PAYMENTS, PLATFORM, portal } from './portal.mjs';

const root = join(import.meta.dirname, '../../..');
const host = process.env.E2E_HOST ?? '';
const readme = readFileSync(join(root, 'npm/backstage/README.md'), 'utf8');
const template = readFileSync(join(root, 'tests/backstage/adopter/app-config.yaml'), 'utf8');

/** Returns the README's lines for a file. */
function lines(file) {
  const block = readme.split(`\`\`\`yaml\n# ${file}\n`)[1]?.split('```')[0];
  if (!block) throw new Error(`the README has no lines for ${file}`);
  return block;
}

/** Merges objects recursively. */
function merge(into, from) {
  for (const [key, value] of Object.entries(from)) {
    into[key] = value && typeof value === 'object' && !Array.isArray(value) ? merge(into[key] ?? {}, value) : value;
  }
  return into;
}

/** Writes the template's configuration with the README's lines and the deployment's address; returns the file name. */
function appConfig(demo) {
  const { parse, stringify } = createRequire(join(host, 'package.json'))('yaml');
  const ours = lines('app-config.yaml').replace('https://coder.example.com/', `${demo.url}/api/proxy/coder/`);
  writeFileSync(join(host, 'app-config.adopter.yaml'), stringify(merge(parse(template), parse(ours))));
  return 'app-config.adopter.yaml';
}

const locations = ['people', 'payments', 'platform', 'no-source', 'mistaken', 'plain'];
const test = portal(
  {
    // An operator's own settings: a catalog, a sign-in provider, and a URL without https.
    'auth.providers.guest': { userEntityRef: 'user:default/guest', dangerouslyAllowOutsideDevelopment: true },
    'backend.csp.upgrade-insecure-requests': false,
    'catalog.rules': [{ allow: ['Component', 'API', 'System', 'Group', 'User'] }],
    'catalog.locations': locations.map(name => ({ type: 'file', target: `catalog/${name}.yaml` })),
  },
  appConfig,
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
  const { parse } = createRequire(join(host, 'package.json'))('yaml');
  expect(() => parse(`${template}\n${lines('app-config.yaml')}`)).toThrow(/unique/);
  expect(readme).toMatch(/has a key `proxy:` already/);
});

test('the README’s lines for the age gate are those of yarn, beside the template’s own', () => {
  const { parse } = createRequire(join(host, 'package.json'))('yaml');
  expect(parse(lines('.yarnrc.yml'))).toEqual({
    npmPreapprovedPackages: ['@backstage/*', 'backstage-plugin-coder', 'backstage-plugin-coder-element'],
  });
});
