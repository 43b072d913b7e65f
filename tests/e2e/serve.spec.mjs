// The README's first command, as a newcomer runs it.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { TOKEN, expect, names, signIn, watch } from './fixtures.mjs';
import { test } from '@playwright/test';

const freePort = () =>
  new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

test('cargo xtask serve prints page and token, serves the card, and Ctrl-C ends all of it', async ({ page }) => {
  test.setTimeout(900_000); // the first build of the page
  const port = await freePort();
  const serve = spawn(process.env.E2E_XTASK, ['serve', '--port', String(port)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [serve.stdout, serve.stderr]) stream.on('data', text => (output += text));
  const ended = new Promise(resolve => serve.once('exit', resolve));
  try {
    await expect.poll(() => output, { timeout: 840_000 }).toContain(`Session token:  ${TOKEN}`);
    const errors = watch(page);
    await page.goto(output.match(/Entity page: +(\S+)/)[1]);
    await signIn(page);
    await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
    expect(errors).toEqual([]);
  } finally {
    serve.kill('SIGINT');
  }
  expect(await ended).toBe(0);
  await expect
    .poll(() =>
      fetch(`http://127.0.0.1:${port}/`).then(
        () => 'up',
        () => 'down',
      ),
    )
    .toBe('down');
});
