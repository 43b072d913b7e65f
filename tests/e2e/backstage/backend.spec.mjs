// The backend plugin in a real backend: health, linking by a token, and the gateway.
import { request as httpRequest } from 'node:http';
import { expect, EXPIRED_TOKEN, OTHER_TOKEN, portal, TOKEN, withBackend } from './portal.mjs';

const LINK = '/v1/deployments/default/link';
const API = '/v1/deployments/default/api/v2';
const LIST = `${API}/workspaces?q=owner%3Ame&limit=25&offset=0`;

const test = portal(withBackend({})).extend({
  /** Sends a request of the guest to the plugin; returns the status, the headers and the JSON of the answer. */
  api: async ({ portal, demo }, use) => {
    void demo;
    const refreshed = await (await fetch(`${portal.url}/api/auth/guest/refresh`)).json();
    const { token } = refreshed.backstageIdentity;
    const api = async (method, path, { body, headers } = {}) => {
      const response = await fetch(`${portal.url}/api/coder${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, json: text ? JSON.parse(text) : undefined };
    };
    await api('DELETE', LINK);
    await use(Object.assign(api, { token, url: `${portal.url}/api/coder` }));
  },
});

test('health needs no user, and everything else does', async ({ portal }) => {
  const get = path => fetch(`${portal.url}/api/coder${path}`);
  const health = await get('/health');
  expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }]);
  for (const path of ['/v1/config', '/v1/status', LINK, LIST]) expect((await get(path)).status, path).toBe(401);
});

test('the configuration has no secret, and the status says whether Coder is reached', async ({ api }) => {
  const config = await api('GET', '/v1/config');
  expect(config.json).toEqual({ deployments: [{ id: 'default', accessUrl: 'https://coder.example.com' }] });
  const { json } = await api('GET', '/v1/status');
  expect(json.deployments).toEqual([{ id: 'default', isReachable: true, clockSkewMs: expect.any(Number) }]);
});

test('an account is linked by its token, and the gateway uses it until it is unlinked', async ({ api, demo }) => {
  expect((await api('GET', LINK)).json).toEqual({ isLinked: false });
  expect(await api('GET', LIST)).toMatchObject({ status: 409, json: { code: 'not_linked' } });
  expect(await demo.requests('GET /api/v2/workspaces'), 'Coder is not asked').toEqual([]);

  const linked = await api('PUT', LINK, { body: { token: ` ${TOKEN}\n` } });
  const link = { isLinked: true, kind: 'token', username: 'alice', createdAt: expect.any(String) };
  expect(linked).toMatchObject({ status: 200, json: link });
  expect(JSON.stringify(linked.json)).not.toContain(TOKEN);
  expect(Date.parse(linked.json.endsAt), 'the end of the token is known').toBeGreaterThan(Date.now());
  const { endsAt, ...same } = linked.json;
  await demo.control({ session_ends_in: 3 * 86_400 });
  const now = (await api('GET', LINK)).json;
  expect(now).toEqual({ ...same, endsAt: expect.any(String), lifetimeSeconds: 7 * 86_400 });
  expect(Date.parse(now.endsAt), 'the end as it is now').toBeLessThan(Date.parse(endsAt));
  await demo.control({ down: true });
  expect((await api('GET', LINK)).json, 'the end as it was, when Coder is down').toEqual(linked.json);
  await demo.control({ down: false });

  const list = await api('GET', LIST);
  expect(list).toMatchObject({ status: 200, json: { count: expect.any(Number) } });
  expect(list.json.workspaces.length).toBeGreaterThan(0);
  expect(list.headers.get('cache-control')).toBe('no-store');

  const other = await api('PUT', LINK, { body: { token: OTHER_TOKEN } });
  expect(other.json.username, 'another token takes the place of the first').not.toBe('alice');
  expect((await api('DELETE', LINK)).json).toEqual({ isLinked: false });
  expect(await api('GET', LIST)).toMatchObject({ status: 409, json: { code: 'not_linked' } });
});

test('a text that is no token, or a token that Coder refuses, is not kept', async ({ api, demo }) => {
  for (const body of [{ token: 'nonsense' }, { token: 7 }, {}, []]) {
    expect(await api('PUT', LINK, { body })).toMatchObject({ status: 400, json: { code: 'not_a_token' } });
  }
  expect(await demo.requests(), 'Coder is not asked').toEqual([]);
  const refused = await api('PUT', LINK, { body: { token: EXPIRED_TOKEN } });
  expect(refused).toMatchObject({ status: 400, json: { code: 'token_refused', detail: expect.stringMatching(/\w/) } });
  await demo.control({ faults: [{ on: 'GET /api/v2/users/me', times: 1, status: 503 }] });
  expect(await api('PUT', LINK, { body: { token: TOKEN } })).toMatchObject({ status: 502 });
  expect((await api('GET', LINK)).json).toEqual({ isLinked: false });
});

test('a link ends with Coder’s word, not with that of a server in between', async ({ api, demo }) => {
  await api('PUT', LINK, { body: { token: TOKEN } });
  for (const status of [500, 502, 503]) {
    await demo.control({ faults: [{ on: 'GET /api/v2/workspaces', times: 1, status }] });
    expect((await api('GET', `${API}/workspaces?offset=${status}`)).status).toBe(status);
  }
  expect((await api('GET', LINK)).json).toMatchObject({ isLinked: true });
  await demo.control({ revoke_token: TOKEN });
  expect(await api('GET', `${API}/workspaces?limit=7`)).toMatchObject({ status: 409, json: { code: 'link_ended' } });
  expect((await api('GET', LINK)).json).toEqual({ isLinked: false });
});

test('only requests of the card reach Coder, however they are written', async ({ api, portal, demo }) => {
  await api('PUT', LINK, { body: { token: TOKEN } });
  await demo.reset();
  /** `fetch` would normalize the path. */
  const send = (method, target) =>
    new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${api.token}` };
      const { hostname, port } = new URL(portal.url);
      httpRequest({ hostname, port, method, path: `/api/coder${target}`, headers }, response => {
        response.resume().once('end', () => resolve(response.statusCode));
      })
        .once('error', reject)
        .end();
    });
  for (const [method, target] of [
    ['GET', `${API}/users`],
    ['GET', `${API}/users/me/../../deployment/config`],
    ['GET', `${API}/users/me/%2e%2e/%2e%2e/deployment/config`],
    ['GET', `${API}/workspaces/..%2f..%2fdeployment%2fconfig`],
    ['GET', `${API}//users/me`],
    ['GET', `${API}/users/me?as=owner`],
    ['GET', `${API}/workspaces?q=a&q=b`],
    ['DELETE', `${API}/users/me`],
    ['POST', `${API}/users`],
    ['GET', `/v1/deployments/default/@alice/payments/apps/code`],
    ['GET', `/v1/deployments/default/..%2fdefault/api/v2/users/me`],
    ['OPTIONS', `${API}/users/me`],
  ]) {
    expect(await send(method, target), `${method} ${target}`).toBe(404);
  }
  expect(await demo.requests()).toEqual([]);
  expect(await send('GET', `${API}/users/me`)).toBe(200);
  expect(await send('GET', '/v1/deployments/elsewhere/api/v2/users/me')).toBe(404);
});

test('Coder gets the credential and none of the browser’s headers', async ({ api, demo }) => {
  await api('PUT', LINK, { body: { token: TOKEN } });
  await demo.reset();
  const own = {
    cookie: 'a=b',
    'coder-session-token': OTHER_TOKEN,
    'x-forwarded-for': '10.0.0.1',
    'x-own': '1',
    accept: 'application/json',
  };
  expect((await api('GET', `${API}/users/me`, { headers: own })).json.username).toBe('alice');
  const [headers] = await demo.headersOf('GET /api/v2/users/me');
  expect(headers).toContain('coder-session-token');
  for (const name of ['authorization', 'cookie', 'x-forwarded-for', 'x-own']) expect(headers).not.toContain(name);
});

test('cookies and other plugins’ tokens authenticate nobody', async ({ portal, api }) => {
  const get = headers => fetch(`${portal.url}/api/coder${LINK}`, { headers });
  expect((await get({ cookie: `backstage-auth=${api.token}` })).status).toBe(401);
  expect((await get({ authorization: 'Bearer nonsense' })).status).toBe(401);
});

test('identical reads at the same time are one at Coder, until something is changed', async ({ api, demo }) => {
  await api('PUT', LINK, { body: { token: TOKEN } });
  const [{ id }] = (await api('GET', `${API}/workspaces?limit=9`)).json.workspaces;
  await demo.reset();
  // Long enough for all of them to arrive before the first answer.
  await demo.control({ latency_ms: 3_000 });
  const own = `${API}/workspaces?limit=11`;
  const lists = await Promise.all(Array.from({ length: 10 }, () => api('GET', own)));
  await demo.control({ latency_ms: 0 });
  expect(lists.every(({ status, json }) => status === 200 && json.workspaces.length > 0)).toBe(true);
  expect(await demo.requests('GET /api/v2/workspaces?')).toHaveLength(1);
  expect((await api('PUT', `${API}/workspaces/${id}/favorite`)).status).toBeLessThan(300);
  const after = await api('GET', own);
  expect(after.json.workspaces.find(one => one.id === id).favorite, 'the change is seen at once').toBe(true);
  expect(await demo.requests('GET /api/v2/workspaces?')).toHaveLength(2);
});

test('icons come without a credential, and may be cached', async ({ api, demo }) => {
  const response = await fetch(`${api.url}/v1/deployments/default/icon/docker.svg`, {
    headers: { authorization: `Bearer ${api.token}` },
  });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, expect.stringMatching(/^image\//)]);
  expect(response.headers.get('cache-control')).toMatch(/max-age=\d+/);
  const [headers] = await demo.headersOf('GET /icon/docker.svg');
  expect(headers).not.toContain('coder-session-token');
});

test('a request that its browser has left ends at Coder as well', async ({ api, portal, demo }) => {
  await api('PUT', LINK, { body: { token: TOKEN } });
  await demo.control({ faults: [{ on: 'GET /api/v2/workspaces?', times: 1, hang_seconds: 60 }] });
  const abort = new AbortController();
  const left = fetch(`${portal.url}/api/coder${LIST}`, {
    headers: { authorization: `Bearer ${api.token}` },
    signal: abort.signal,
  });
  left.catch(() => {});
  await expect.poll(() => demo.requests('GET /api/v2/workspaces?')).toHaveLength(1);
  abort.abort();
  await expect(left).rejects.toThrow();
  expect((await api('GET', LIST)).status, 'the next one does not wait for it').toBe(200);
});
