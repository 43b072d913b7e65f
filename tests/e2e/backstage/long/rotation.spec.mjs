// The vault's key is changed, replica by replica, while requests go on.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, portal, TOKEN, withBackend } from '../portal.mjs';
import { signedUsers } from '../signed-users.mjs';

const USERS = 200;
const REPLICAS = 2;
const REQUESTS_A_SECOND = 50;
const DEPLOYMENT = '/api/coder/v1/deployments/default';

const [FIRST, SECOND] = ['first', 'second'].map(id => ({ id, secret: `the ${id} secret of the vault, 32 or more` }));
/** The configured keys, one restart of all replicas after the other. */
const ROLLOUTS = [[FIRST, SECOND], [SECOND, FIRST], [SECOND]];

const { config, tokenOf, dispose } = signedUsers();
const users = Array.from({ length: USERS }, (_, i) => tokenOf(`user:default/user-${i}`));

const test = portal(
  withBackend({
    ...config,
    'coder.vault.keys': [FIRST],
    'backend.database': { client: 'pg', connection: process.env.E2E_POSTGRES, prefix: `rotation_${process.pid}_` },
  }),
);

test.afterAll(dispose);

const send = (url, user, path, options) =>
  fetch(url + DEPLOYMENT + path, { ...options, headers: { authorization: `Bearer ${user}`, ...options?.headers } });

/** Sends requests to the replicas in turn until the signal, and returns how many there were by their status. */
async function load(replicas, signal) {
  const statuses = {};
  const open = new Set();
  for (let i = 0; !signal.aborted; i += 1) {
    const replica = replicas[i % replicas.length];
    replica.open += 1;
    const done = send(replica.url, users[i % USERS], '/api/v2/users/me')
      .then(async response => (await response.arrayBuffer(), response.status))
      .catch(String)
      .then(status => {
        statuses[status] = (statuses[status] ?? 0) + 1;
        replica.open -= 1;
        open.delete(done);
      });
    open.add(done);
    await sleep(1_000 / REQUESTS_A_SECOND);
  }
  await Promise.all(open);
  return statuses;
}

test('while the key is changed and requests go on, none fails', async ({ shared }) => {
  test.setTimeout(900_000);
  for (const user of users) {
    const body = JSON.stringify({ token: TOKEN });
    const headers = { 'content-type': 'application/json' };
    expect((await send(shared.url, user, '/link', { method: 'PUT', body, headers })).status).toBe(200);
  }
  const start = async keys => ({ ...(await shared.replica({ 'coder.vault.keys': keys })), open: 0 });
  const replicas = [];
  while (replicas.length < REPLICAS) replicas.push(await start([FIRST]));
  const ending = new AbortController();
  const loading = load(replicas, ending.signal);
  for (const keys of ROLLOUTS) {
    for (let i = 0; i < REPLICAS; i += 1) {
      const [before, after] = [replicas[i], await retried(() => start(keys))];
      replicas[i] = after;
      await expect.poll(() => before.open).toBe(0);
      await before.stop();
    }
  }
  ending.abort();
  const statuses = await loading;
  await Promise.all(replicas.map(replica => replica.stop()));
  console.log(`${USERS} links encrypted anew, ${JSON.stringify(statuses)}`);
  expect(Object.keys(statuses)).toEqual(['200']);
});

/** Tries again while links are still encrypted with a key that is to go, which a backend refuses to start without. */
async function retried(start) {
  for (;;) {
    try {
      return await start();
    } catch (error) {
      if (!String(error).includes('rows of the table coder_links')) throw error;
      await sleep(1_000);
    }
  }
}
