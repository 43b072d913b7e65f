// Live updates of the backend plugin: what a stream brings, and when it ends.
import { EventStream } from './event-stream.mjs';
import { coderApi, expect, portal, TOKEN, withBackend } from './portal.mjs';

const DEPLOYMENT = '/v1/deployments/default';
const LINK = `${DEPLOYMENT}/link`;
const API = '/api/v2';
const LIST = `${API}/workspaces?q=owner%3Ame&limit=25`;
const INBOX = `${API}/notifications/inbox/watch`;

const test = portal(withBackend({})).extend({
  /** Opens a stream for topics. All streams are closed after the test. */
  open: async ({ portal, demo }, use) => {
    void demo;
    await coderApi(portal.url, 'PUT', LINK, { body: { token: TOKEN } });
    const streams = [];
    await use(async (topics, { url = portal.url } = {}) => {
      const abort = new AbortController();
      const body = { topics: topics.map(topic => (typeof topic === 'string' ? { topic } : topic)) };
      const response = await coderApi(url, 'POST', `${DEPLOYMENT}/live`, { body, signal: abort.signal });
      expect(response.status).toBe(200);
      const stream = new EventStream(response, abort);
      streams.push(stream);
      return stream;
    });
    for (const stream of streams) stream.close();
    await expect.poll(() => sockets(demo)).toEqual({});
  },
  /** The demo user's workspaces, by name. */
  rows: async ({ portal, open }, use) => {
    void open;
    const answer = await coderApi(portal.url, 'GET', `${DEPLOYMENT}${LIST}`);
    const { workspaces } = await answer.json();
    await use(Object.fromEntries(workspaces.map(workspace => [workspace.name, workspace])));
  },
});

const sockets = async demo => (await fetch(`${demo.url}/control/sockets`)).json();
const of = ({ id }) => `${API}/workspaces/${id}`;

test('a workspace that changes arrives as Coder sends it', async ({ open, rows, demo }) => {
  const topic = of(rows.payments);
  const stream = await open([topic]);
  await expect.poll(() => stream.of('data', topic)).toHaveLength(1);
  expect(JSON.parse(stream.of('data')[0].frame).data.name).toBe('payments');
  await demo.control({ workspace: { name: 'payments', status: 'stopped' } });
  await expect.poll(() => stream.of('data', topic).length).toBeGreaterThan(1);
  expect(JSON.parse(stream.of('data').at(-1).frame).data.latest_build.status).toBe('stopped');
  expect(stream.events[0].name).toBe('open');
  expect(stream.response.headers.get('content-type')).toContain('text/event-stream');
  expect(stream.response.headers.get('cache-control')).toContain('no-transform');
});

test('several streams of a user share their sockets, which close with the last one', async ({ open, rows, demo }) => {
  const topics = [of(rows.payments), { topic: LIST, ids: Object.values(rows).map(({ id }) => id) }];
  const streams = [await open(topics), await open(topics), await open(topics)];
  const expected = { [`${of(rows.payments)}/watch-ws`]: 1, [INBOX]: 1 };
  await expect.poll(() => sockets(demo)).toEqual(expected);
  streams[0].close();
  streams[1].close();
  await demo.control({ workspace: { name: 'payments', status: 'stopped' } });
  await expect.poll(() => streams[2].of('data', of(rows.payments)).length).toBeGreaterThan(0);
  expect(await sockets(demo)).toEqual(expected);
  streams[2].close();
  await expect.poll(() => sockets(demo)).toEqual({});
});

test('a page with former rows of a list receives `changed`', async ({ open, rows }) => {
  const ids = Object.values(rows).map(({ id }) => id);
  const [current, former] = [await open([{ topic: LIST, ids }]), await open([{ topic: LIST, ids: ids.slice(1) }])];
  await expect.poll(() => former.of('changed', LIST)).toHaveLength(1);
  expect(current.of('changed')).toEqual([]);
});

test('a change that the user makes elsewhere reads the list again', async ({ open, rows, portal }) => {
  const ids = Object.values(rows).map(({ id }) => id);
  const stream = await open([{ topic: LIST, ids }]);
  const { template_id } = rows.payments;
  const body = { name: 'made-elsewhere', template_id, rich_parameter_values: [] };
  const created = await coderApi(portal.url, 'POST', `${DEPLOYMENT}${API}/users/me/workspaces`, { body });
  expect(created.status).toBe(201);
  await expect.poll(() => stream.of('changed', LIST)).toHaveLength(1);
});

test('a build log arrives line by line and ends when it is complete', async ({ open, rows, portal, demo }) => {
  await demo.control({ workspace: { name: 'payments', status: 'stopped' }, build_rate: 10 });
  const build = await coderApi(portal.url, 'POST', `${DEPLOYMENT}${of(rows.payments)}/builds`, {
    body: { transition: 'start' },
  });
  const { id } = await build.json();
  const topic = `${API}/workspacebuilds/${id}/logs?after=0`;
  const stream = await open([topic]);
  await expect.poll(() => stream.of('end', topic)).toHaveLength(1);
  const ids = stream.of('data', topic).map(({ frame }) => JSON.parse(frame).id);
  expect(ids.length).toBeGreaterThan(5);
  expect(ids).toEqual([...ids].sort((a, b) => a - b));
});

test('a connection to Coder that is lost is said, and made again', async ({ open, rows, demo }) => {
  const topic = of(rows.payments);
  const stream = await open([topic]);
  await expect.poll(() => stream.of('data', topic)).toHaveLength(1);
  await demo.control({ close_sockets: true });
  await expect.poll(() => stream.of('end', topic)).toHaveLength(1);
  await expect.poll(() => stream.of('data', topic), { timeout: 15_000 }).toHaveLength(2);
  expect(stream.isEnded).toBe(false);
});

test('unlinking ends the stream and its sockets', async ({ open, rows, portal, demo }) => {
  const stream = await open([of(rows.payments)]);
  await expect.poll(() => sockets(demo)).not.toEqual({});
  await coderApi(portal.url, 'DELETE', LINK);
  await expect.poll(() => stream.isEnded).toBe(true);
  await expect.poll(() => sockets(demo)).toEqual({});
});

test('a token that Coder refuses ends the stream', async ({ open, rows, demo }) => {
  await demo.control({ revoke_token: TOKEN });
  const stream = await open([{ topic: LIST, ids: Object.values(rows).map(({ id }) => id) }]);
  await expect.poll(() => stream.isEnded).toBe(true);
});

test('what cannot be followed is refused, or left out', async ({ open, portal, demo }) => {
  const post = body => coderApi(portal.url, 'POST', `${DEPLOYMENT}/live`, { body });
  for (const body of [{}, { topics: 1 }, { topics: [{ ids: [] }] }]) {
    const refused = await post(body);
    expect([refused.status, (await refused.json()).code]).toEqual([400, 'not_followed']);
  }
  const stream = await open([`${API}/users/me`, `${API}/workspaces/../users/me`, `${API}/workspaces/x/watch-ws`]);
  await expect.poll(() => stream.of('open')).toHaveLength(1);
  expect(await sockets(demo)).toEqual({});
  await coderApi(portal.url, 'DELETE', LINK);
  expect((await post({ topics: [] })).status, 'not linked').toBe(409);
});

test('a user has a limited number of streams', async ({ open, portal }) => {
  for (let i = 0; i < 20; i += 1) await open([]);
  const refused = await coderApi(portal.url, 'POST', `${DEPLOYMENT}/live`, { body: { topics: [] } });
  expect(refused.status).toBe(400);
});

test('browsers that leave at once leave nothing behind', async ({ open, rows, portal, demo }) => {
  const { token } = (await (await fetch(`${portal.url}/api/auth/guest/refresh`)).json()).backstageIdentity;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ topics: [{ topic: of(rows.payments) }] });
  for (let i = 0; i < 60; i += 1) {
    const signal = AbortSignal.timeout(i % 20);
    const left = await fetch(`${portal.url}/api/coder${DEPLOYMENT}/live`, { method: 'POST', headers, body, signal })
      .then(response => response.text())
      .catch(() => undefined);
    expect(left, 'a stream does not end by itself').toBe(undefined);
  }
  await expect.poll(() => sockets(demo)).toEqual({});
  for (let i = 0; i < 20; i += 1) await open([]);
});
