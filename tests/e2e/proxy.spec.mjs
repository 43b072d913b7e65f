// The proxy to a real deployment (`cargo xtask serve --coder`): allowed and blocked headers and methods.
import { TOKEN, expect, startDemo, test } from './fixtures.mjs';

test('before a real deployment only the session token and content headers pass, either way', async ({ demo }) => {
  // Another demo deployment represents the real one; its log shows the requests that arrived.
  const front = await startDemo(['--upstream', `${demo.url}/api/proxy/coder`]);
  try {
    const response = await fetch(`${front.demo.url}/api/proxy/coder/api/v2/users/me`, {
      headers: {
        'Coder-Session-Token': TOKEN,
        Authorization: 'Bearer backstage',
        Cookie: 'coder_session_token=evil',
        'X-Secret': '1',
        Origin: 'https://backstage.example',
        Referer: 'https://backstage.example/catalog',
      },
    });
    expect(response.status).toBe(200);
    expect((await response.json()).username).toBe('alice');
    expect(response.headers.get('x-coder-build-version')).toBe(null);
    const passed = await demo.requestHeaders();
    expect(passed).toContain('coder-session-token');
    for (const name of ['authorization', 'cookie', 'x-secret', 'origin', 'referer']) expect(passed).not.toContain(name);
  } finally {
    front.stop();
  }
});

test('a real deployment that is down looks as it does behind Backstage', async () => {
  const front = await startDemo(['--upstream', 'http://127.0.0.1:9']);
  try {
    const response = await fetch(`${front.demo.url}/api/proxy/coder/api/v2/users/me`);
    expect(response.status).toBe(504);
    expect(await response.text()).toMatch(/^Error occurred while trying to proxy: /);
    expect(response.headers.get('content-type')).toBe(null);
  } finally {
    front.stop();
  }
});

test('callers without Backstage’s token, blocked methods and unknown entries are refused as Backstage refuses them', async ({
  demo,
}) => {
  await demo.control({ require_backstage_token: 'good', allowed_methods: ['GET'] });
  const call = (path, options) => fetch(`${demo.url}/api/proxy${path}`, options);
  const missing = await call('/coder/api/v2/users/me');
  expect(missing.status).toBe(401);
  expect((await missing.json()).error).toEqual({ name: 'AuthenticationError', message: 'Missing credentials' });
  const illegal = await call('/coder/api/v2/users/me', { headers: { Authorization: 'Bearer other' } });
  expect((await illegal.json()).error.message).toBe('Illegal token');
  const blocked = await call('/coder/api/v2/users/me', { method: 'PUT', headers: { Authorization: 'Bearer good' } });
  expect([blocked.status, await blocked.text()]).toEqual([404, '']);
  const unknown = await call('/coderx/api/v2/users/me', { headers: { Authorization: 'Bearer good' } });
  expect([unknown.status, await unknown.text()]).toEqual([404, '']);
});
