// Several processes of the backend on one PostgreSQL database. The plugin is found by feature discovery.
import { EventStream } from './event-stream.mjs';
import { coderApi, expect, OTHER_TOKEN, portal, TOKEN, withBackend } from './portal.mjs';

const LINK = '/v1/deployments/default/link';
const ME = '/v1/deployments/default/api/v2/users/me';
const USERS = { [TOKEN]: 'alice', [OTHER_TOKEN]: 'bob' };

const test = portal(
  withBackend({
    'backend.packages': { include: ['backstage-plugin-coder-backend'] },
    'backend.database': {
      client: 'pg',
      connection: process.env.E2E_POSTGRES,
      prefix: `replicas_${process.pid}_`,
    },
  }),
).extend({
  /** URLs of two processes beside the portal's own. */
  replicas: [
    async ({ shared }, use) => {
      const all = [await shared.replica(), await shared.replica()];
      await use(all);
      await Promise.all(all.map(({ stop }) => stop()));
    },
    { scope: 'worker', timeout: 200_000 },
  ],
  urls: async ({ shared, replicas, demo }, use) => {
    void demo;
    await coderApi(shared.url, 'DELETE', LINK);
    await use([shared.url, ...replicas.map(({ url }) => url)]);
  },
});

const link = (url, token) => coderApi(url, 'PUT', LINK, { body: { token } });
const user = async url => (await (await coderApi(url, 'GET', ME)).json()).username;

test('an account that is linked at one replica is linked at all, and so is one that is unlinked', async ({ urls }) => {
  for (const url of urls) expect((await coderApi(url, 'GET', ME)).status, 'not linked').toBe(409);
  expect((await link(urls[0], TOKEN)).status).toBe(200);
  expect(await Promise.all(urls.map(user))).toEqual(['alice', 'alice', 'alice']);
  expect((await coderApi(urls[1], 'DELETE', LINK)).status).toBe(200);
  for (const url of urls) expect((await coderApi(url, 'GET', ME)).status, 'unlinked').toBe(409);
});

test('of accounts that are linked at all replicas at once one stays, whole', async ({ urls }) => {
  for (let round = 0; round < 10; round += 1) {
    const tokens = urls.map((_, i) => [TOKEN, OTHER_TOKEN][(i + round) % 2]);
    const answers = await Promise.all(urls.map((url, i) => link(url, tokens[i])));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const { username } = await (await coderApi(urls[round % 3], 'GET', LINK)).json();
    expect(Object.values(USERS)).toContain(username);
    // A second ends what identical reads share.
    await expect(async () => expect(new Set(await Promise.all(urls.map(user)))).toEqual(new Set([username]))).toPass();
  }
});

test('a link that Coder ended is removed for all replicas', async ({ urls, demo }) => {
  await link(urls[0], TOKEN);
  await demo.control({ revoke_token: TOKEN });
  await expect.poll(async () => (await coderApi(urls[2], 'GET', ME)).status).toBe(409);
  for (const url of urls) {
    expect(await (await coderApi(url, 'GET', LINK)).json()).toEqual({ isLinked: false });
  }
});

test('a replica that is killed takes no link with it', async ({ urls, shared }) => {
  const lost = await shared.replica();
  expect((await link(lost.url, TOKEN)).status).toBe(200);
  await lost.stop();
  for (const url of urls) expect(await user(url)).toBe('alice');
});

test('unlinking at one replica ends the streams of another', async ({ urls }) => {
  await link(urls[0], TOKEN);
  const abort = new AbortController();
  const body = { topics: [] };
  const response = await coderApi(urls[2], 'POST', '/v1/deployments/default/live', { body, signal: abort.signal });
  const stream = new EventStream(response, abort);
  await expect.poll(() => stream.of('open')).toHaveLength(1);
  await coderApi(urls[1], 'DELETE', LINK);
  await expect.poll(() => stream.isEnded).toBe(true);
});
