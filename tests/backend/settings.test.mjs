// The configuration: what is read, and which key an error names.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { load } from './plugin.mjs';

const { ConfigReader } = createRequire(join(process.env.E2E_HOST, 'package.json'))('@backstage/config');
const { readSettings } = load('settings.js');
const read = coder => readSettings(new ConfigReader({ coder }));
const SECRET = 'a secret of thirty-two characters or more';

test('one deployment has the id "default" and is reached at its access URL', () => {
  const { deployments, rateLimit, forgetAfterDays } = read({ deployment: { accessUrl: 'https://coder.example.com/' } });
  const url = 'https://coder.example.com';
  assert.deepEqual(deployments, [
    { id: 'default', title: undefined, accessUrl: url, backendUrl: url, oauth: undefined },
  ]);
  assert.deepEqual([rateLimit, forgetAfterDays], [300, 90]);
});

test('several deployments have ids of their own, and an own URL for the backend', () => {
  const { deployments } = read({
    deployments: [
      { id: 'eu', title: 'Europe', accessUrl: 'https://eu.example.com', backendUrl: 'http://coder.eu:3000/base/' },
      { id: 'us', accessUrl: 'https://us.example.com' },
    ],
  });
  assert.deepEqual(
    deployments.map(({ id, backendUrl }) => [id, backendUrl]),
    [
      ['eu', 'http://coder.eu:3000/base'],
      ['us', 'https://us.example.com'],
    ],
  );
});

test('a deployment may have an OAuth application, whose secret is required', () => {
  const accessUrl = 'https://coder.example.com';
  const oauth = { clientId: 'id', clientSecret: 'secret' };
  assert.deepEqual(read({ deployment: { accessUrl, oauth } }).deployments[0].oauth, oauth);
  assert.throws(
    () => read({ deployment: { accessUrl, oauth: { clientId: 'id' } } }),
    /coder\.deployment\.oauth\.clientSecret/,
  );
});

for (const [name, coder, error] of [
  ['no deployment', {}, /coder\.deployment\.accessUrl is missing/],
  ['a deployment without a URL', { deployments: [{ id: 'a' }] }, /coder\.deployments\[0\]\.accessUrl is missing/],
  [
    'a URL without a scheme',
    { deployment: { accessUrl: 'coder.example.com' } },
    /coder\.deployment\.accessUrl .* http:\/\//,
  ],
  ['a URL of another scheme', { deployment: { accessUrl: 'ftp://coder.example.com' } }, /coder\.deployment\.accessUrl/],
  [
    'a URL with a password',
    { deployment: { accessUrl: 'https://a', backendUrl: 'https://a:b@c' } },
    /coder\.deployment\.backendUrl .* without a user/,
  ],
  [
    'an id twice',
    { deployment: { accessUrl: 'https://a' }, deployments: [{ accessUrl: 'https://b' }] },
    /Two Coder deployments .* "default"/,
  ],
  [
    'a short secret',
    { deployment: { accessUrl: 'https://a' }, vault: { keys: [{ id: '1', secret: 'x' }] } },
    /keys\[0\]\.secret .* 32/,
  ],
  [
    'a key’s id twice',
    { deployment: { accessUrl: 'https://a' }, vault: { keys: [1, 2].map(() => ({ id: '1', secret: SECRET })) } },
    /Two keys in coder\.vault\.keys .* "1"/,
  ],
  [
    'a rate limit of zero',
    { deployment: { accessUrl: 'https://a' }, rateLimit: 0 },
    /coder\.rateLimit .* greater than 0/,
  ],
]) {
  test(`${name} is an error that names the key`, () => {
    assert.throws(() => read(coder), error);
  });
}

test('an error does not repeat a secret', () => {
  const secret = 'short secret';
  assert.throws(
    () => read({ deployment: { accessUrl: 'https://a' }, vault: { keys: [{ id: '1', secret }] } }),
    error => !error.message.includes(secret),
  );
});
