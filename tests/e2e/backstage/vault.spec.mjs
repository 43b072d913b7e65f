// Links outlive a restart and a change of the key; limits of requests. The database is a file.
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { coderApi, expect, portal, TOKEN, withBackend } from './portal.mjs';

const LINK = '/v1/deployments/default/link';
const ME = '/v1/deployments/default/api/v2/users/me';
const [FIRST, SECOND] = ['first', 'second'].map(id => ({ id, secret: `the ${id} secret of the vault, 32 or more` }));
/** The limit of the plugin for reading the link. */
const MAX_READS = 120;
const LIMIT = 5;

const directory = mkdtempSync(join(tmpdir(), 'coder-vault-'));
const test = portal(
  withBackend({
    'coder.vault.keys': [FIRST],
    'coder.rateLimit': LIMIT,
    'backend.database': { client: 'better-sqlite3', connection: { directory } },
  }),
);

const api = (portal, method, path, body) => coderApi(portal.url, method, path, { body });

/** Returns the keys of the stored links. The database's driver is made for the portal's Node.js. */
async function keys() {
  const script = `
    const database = require('better-sqlite3')(process.argv[1], { readonly: true });
    console.log(JSON.stringify(database.prepare('select key_id from coder_links').all()));`;
  const run = promisify(execFile);
  const { stdout } = await run(process.env.E2E_NODE, ['-e', script, join(directory, 'coder.sqlite')], {
    cwd: process.env.E2E_HOST,
  });
  return JSON.parse(stdout).map(row => row.key_id);
}

test('links outlive restarts and a change of the key, and a key in use cannot be dropped', async ({ portal, demo }) => {
  test.slow();
  void demo;
  expect((await api(portal, 'PUT', LINK, { token: TOKEN })).status).toBe(200);
  await expect(portal.restart({ 'coder.vault.keys': [SECOND] })).rejects.toThrow(
    /no key \S*first\S*, which encrypted 1 rows of the table coder_links/,
  );
  await portal.restart({ 'coder.vault.keys': [SECOND, FIRST] });
  expect((await api(portal, 'GET', ME)).status).toBe(200);
  await expect.poll(keys, 'encrypted anew').toEqual(['second']);
  await portal.restart({ 'coder.vault.keys': [SECOND] });
  expect((await (await api(portal, 'GET', ME)).json()).username).toBe('alice');
  const secret = TOKEN.split('-')[1];
  for (const file of readdirSync(directory)) {
    expect(readFileSync(join(directory, file), 'latin1').includes(secret), file).toBe(false);
  }
});

test('a user’s requests are limited, and the answer says when to go on', async ({ portal, demo }) => {
  void demo;
  await api(portal, 'PUT', LINK, { token: TOKEN });
  const answers = [];
  for (let i = 0; i <= LIMIT; i++) answers.push(await api(portal, 'GET', ME));
  const last = answers.at(-1);
  expect(last.status).toBe(429);
  expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('the link, for which Coder is asked, is read so many times a minute', async ({ portal, demo }) => {
  void demo;
  await api(portal, 'PUT', LINK, { token: TOKEN });
  let last;
  for (let i = 0; i <= MAX_READS; i++) last = await api(portal, 'GET', LINK);
  expect(last.status).toBe(429);
});
