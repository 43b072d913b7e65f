// The app in development mode, in which Backstage reports deprecations that a production build omits.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { enterLinked, expect, follow, freePort, names, PAYMENTS, startPortal } from './portal.mjs';

/** Starts the development server of an app with a portal's backend; returns a function that stops it. */
async function serve(app, url, env) {
  const output = [];
  const cli = join(process.env.E2E_HOST, 'node_modules/@backstage/cli/bin/backstage-cli');
  const child = spawn(process.env.E2E_NODE, [cli, 'package', 'start', '--config', '../../app-config.yaml'], {
    cwd: join(process.env.E2E_HOST, 'packages', app),
    env: { ...env, NODE_ENV: 'development', APP_CONFIG_app_baseUrl: JSON.stringify(url) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', data => output.push(String(data)));
  let ended = false;
  const exit = new Promise(resolve => child.once('exit', resolve)).then(() => (ended = true));
  await expect(async () => {
    if (ended) throw new Error(`the development server ended:\n${output.join('').slice(-4000)}`);
    expect((await fetch(url)).status, output.join('').slice(-4000)).toBe(200);
  }).toPass({ timeout: 180_000 });
  return async () => {
    child.kill('SIGTERM');
    await exit;
  };
}

const test = base.extend({
  app: ['app', { option: true, scope: 'worker' }],
  served: [
    async ({ app }, use) => {
      const url = `http://localhost:${await freePort()}`;
      const cors = { origin: url, credentials: true, methods: ['GET', 'HEAD', 'PATCH', 'POST', 'PUT', 'DELETE'] };
      const portal = await startPortal({
        'backend.cors': cors,
        'app.extensions': [{ 'page:catalog': { config: { path: '/' } } }, { 'entity-content:coder/workspaces': true }],
      });
      const stop = await serve(app, url, portal.env);
      await use(url);
      await stop();
      await portal.stop();
    },
    { scope: 'worker', timeout: 400_000 },
  ],
  baseURL: async ({ served }, use) => use(served),
});

test('card, tab and page run without a warning or an error of ours in the console', async ({ page }) => {
  const ours = [];
  page.on('pageerror', error => ours.push(`uncaught: ${error}`));
  page.on('console', message => {
    // Messages of Backstage itself are ignored.
    const place = `${message.text()} ${message.location().url}`;
    if (['warning', 'error'].includes(message.type()) && /coder/i.test(place)) ours.push(message.text());
  });
  await enterLinked(page, PAYMENTS);
  await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
  await follow(page, '/coder');
  await expect(names(page)).toHaveCount(10);
  await follow(page, `${PAYMENTS}/coder`);
  await expect(page.getByRole('heading', { name: 'payments' }).first()).toBeVisible();
  expect(ours).toEqual([]);
});
