// The pages of `examples/`, with the element's package from its tarball and without Backstage.
import { execSync } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { counted, expect, names, row, search, signIn, toEnd, watch } from '../fixtures.mjs';
import { csp, pages } from './element-package.mjs';

const source = name => fileURLToPath(new URL(`../../../examples/${name}`, import.meta.url));

/** Copies an example, without what is installed or built there. */
const copy = (name, dir) =>
  cpSync(source(name), dir, { recursive: true, filter: file => !['node_modules', 'dist'].includes(basename(file)) });

/** Bundles the React example by its own script, with the host's React and esbuild. Its types are checked elsewhere. */
function bundle(dir) {
  const installed = join(process.env.E2E_HOST, 'node_modules');
  for (const name of ['react', 'react-dom']) symlinkSync(join(installed, name), join(dir, 'node_modules', name));
  const { scripts } = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'));
  const esbuild = scripts.build.split(' && ').find(command => command.startsWith('esbuild '));
  const PATH = [join(installed, '.bin'), process.env.PATH].join(delimiter);
  execSync(`${esbuild} --log-level=warning`, { cwd: dir, env: { ...process.env, PATH } });
}

// The script or the import map stands in the page.
const INLINE = csp("'self' 'wasm-unsafe-eval' 'unsafe-inline'");
const staticPage = pages(dir => copy('static-page', dir), INLINE);
const customRow = pages(dir => copy('custom-row', dir), csp("'self' 'wasm-unsafe-eval'"));
const react = pages(dir => (copy('react', dir), bundle(dir)), INLINE);

staticPage('static-page: the card lists the workspaces', async ({ page }) => {
  const errors = watch(page);
  await page.goto('/');
  await signIn(page);
  await expect(page.getByRole('heading', { name: 'My workspaces' })).toBeVisible();
  await expect(row(page, 'payments')).toBeVisible();
  expect(errors).toEqual([]);
});

staticPage('static-page: what cannot be loaded is told as text', async ({ page }) => {
  await page.route('**/element_bg.*.wasm', route => route.abort());
  await page.goto('/');
  await expect(page.getByRole('alert')).toContainText('The card could not be loaded (network)');
});

customRow('custom-row: the page draws the rows, the list searches and scrolls them', async ({ page, served }) => {
  await served.reset({ workspaces: 200 });
  const errors = watch(page);
  await page.goto('/');
  await signIn(page);
  const own = page.locator('.row').filter({ has: page.getByRole('link', { name: 'payments', exact: true }) });
  await expect(own).toHaveText('paymentsrunningDocker Containers');
  await expect(own.getByRole('link')).toHaveAttribute('href', /^https:\/\/coder\.example\.com\/@[^/]+\/payments$/);
  await search(page).fill('');
  await expect(counted(page, '200 workspaces')).toBeAttached();
  await toEnd(page);
  await expect(own).toHaveCount(0);
  expect(await page.locator('.row').count()).toBeLessThan(100);
  await search(page).fill('platform');
  await expect(page.getByRole('link', { name: 'platform', exact: true })).toBeVisible();
  await search(page).fill('no-such-workspace');
  await expect(page.getByText('No workspace of yours matches.')).toBeVisible();
  await expect(page.locator('.row')).toHaveCount(0);
  expect(errors).toEqual([]);
});

react('react: a checkbox of the page controls the card', async ({ page }) => {
  const errors = watch(page);
  await page.goto('/');
  await signIn(page);
  await expect(row(page, 'notebook')).toBeVisible();
  await page.getByRole('checkbox').check();
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  expect(errors).toEqual([]);
});
