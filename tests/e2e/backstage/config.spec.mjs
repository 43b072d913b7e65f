// The part of `coder:` in app-config.yaml that reaches browsers: only the keys in the plugin's schema.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, portal } from './portal.mjs';

const SECRET = 'x9-secret-of-the-backend';
const HOST = process.env.E2E_HOST ?? '';

const KNOWN = {
  proxyPath: '/coder',
  deployment: {
    accessUrl: 'https://coder.example.com',
    apiUrl: 'https://api.coder.example.com',
    title: 'Headquarters',
    oauth: { clientId: 'backstage' },
  },
  workspaces: {
    defaultTemplateName: 'docker',
    defaultMode: 'auto',
    params: { region: 'eu' },
    repoUrlParamKeys: ['repo_url'],
    defaultQueryFilter: 'owner:me',
  },
  incompatible: { text: 'No.', linkText: 'Why', linkUrl: '/docs' },
  tuning: { activePollMs: 5000 },
  tokenStorage: 'session',
  vault: { keys: [{ id: 'a' }] },
  deployments: [
    {
      id: 'eu',
      title: 'Europe',
      accessUrl: 'https://coder.eu.example.com',
      apiUrl: 'https://api.coder.eu.example.com',
      oauth: { clientId: 'backstage' },
      match: { $any: [{ 'metadata.annotations.region': { $in: ['eu', 'ch'] } }, { 'spec.type': 'website' }] },
    },
  ],
};
// Keys that the frontend's schema does not have at any depth.
const OF_THE_BACKEND = {
  vault: { keys: [{ id: 'a', secret: SECRET }] },
  deployments: [
    {
      id: 'eu',
      accessUrl: 'https://coder.eu.example.com',
      backendUrl: SECRET,
      operatorToken: SECRET,
      oauth: { clientId: 'backstage', clientSecret: SECRET },
    },
  ],
  deployment: { operatorToken: SECRET, oauth: { clientId: 'backstage', clientSecret: SECRET } },
  workspaces: { notYetKnown: SECRET },
  tuning: { notYetKnown: SECRET },
};

const test = portal({
  'coder.vault': OF_THE_BACKEND.vault,
  'coder.deployments': OF_THE_BACKEND.deployments,
  'coder.deployment.operatorToken': SECRET,
  'coder.deployment.oauth': { clientId: 'backstage', clientSecret: SECRET },
  'coder.tuning': OF_THE_BACKEND.tuning,
});

test('the page that Backstage serves holds what is for browsers, and no secret of the backend', async ({ portal }) => {
  const html = await (await fetch(portal.url)).text();
  const scripts = [...html.matchAll(/src="([^"]+\.js)"/g)].map(([, src]) => new URL(src, portal.url));
  const served = await Promise.all(scripts.map(async url => (await fetch(url)).text()));
  const all = [html, ...served].join('\n');
  expect(all).toContain('https://coder.example.com');
  expect(all).not.toContain(SECRET);
});

test('each known key goes to browsers, and no other one', async () => {
  const { loadConfigSchema } = createRequire(join(HOST, 'packages/app/package.json'))('@backstage/config-loader');
  const serialized = JSON.parse(readFileSync(join(HOST, 'packages/app/dist/.config-schema.json'), 'utf8'));
  const schema = await loadConfigSchema({ serialized });
  const merged = { ...OF_THE_BACKEND, ...KNOWN, vault: OF_THE_BACKEND.vault };
  for (const key of ['deployment', 'workspaces', 'tuning']) merged[key] = { ...KNOWN[key], ...OF_THE_BACKEND[key] };
  merged.deployments = [{ ...KNOWN.deployments[0], ...OF_THE_BACKEND.deployments[0] }];
  const [{ data }] = schema.process([{ context: 'app-config.yaml', data: { app: { title: 'Acme' }, coder: merged } }], {
    visibility: ['frontend'],
    // Other required configuration of the portal is irrelevant here.
    ignoreSchemaErrors: true,
  });
  expect(data.coder).toEqual(KNOWN);
});
