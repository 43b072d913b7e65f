// The configuration crosses to the core and back; the core's own tests have its rules.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { load } from './plugin.mjs';

const { ConfigReader } = createRequire(join(process.env.E2E_HOST, 'package.json'))('@backstage/config');
const { readSettings } = load('settings.js');
const read = coder => readSettings(new ConfigReader({ coder }));

test('deployments, keys and limits are read', () => {
  const [accessUrl, secret] = ['https://coder.example.com', 'a secret of thirty-two characters or more'];
  const oauth = { clientId: 'id', clientSecret: 'secret' };
  const coder = {
    deployment: { accessUrl, oauth },
    deployments: [{ id: 'eu', title: 'Europe', accessUrl: 'https://eu.example.com', backendUrl: 'http://coder:3000/' }],
    vault: { keys: [{ id: '1', secret }], forgetAfterDays: 30 },
  };
  assert.deepEqual(read(coder), {
    deployments: [
      { id: 'eu', title: 'Europe', accessUrl: 'https://eu.example.com', backendUrl: 'http://coder:3000' },
      { id: 'default', accessUrl, backendUrl: accessUrl, oauth },
    ],
    keys: [{ id: '1', secret }],
    rateLimit: 300,
    forgetAfterDays: 30,
  });
});

test('a mistake is an error that names the key', () => {
  assert.throws(() => read(undefined), /coder\.deployment\.accessUrl is missing/);
  assert.throws(() => read({ deployments: [{ id: 'a' }] }), /coder\.deployments\[0\]\.accessUrl is missing/);
});
