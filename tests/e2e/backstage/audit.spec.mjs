// Backstage's audit log has what users do with their links.
import { coderApi, expect, portal, TOKEN, withBackend } from './portal.mjs';

const LINK = '/v1/deployments/default/link';
const REFUSED = 'demodemo09-coderbackstagedemo0009';

const test = portal(withBackend({ 'backend.auditor.severityLogLevelMappings': { medium: 'warn' } }));

/** Returns the audit log's lines about an event. */
const lines = (portal, event) =>
  portal
    .log()
    .split('\n')
    .filter(line => line.includes(event));

test('linking and unlinking is recorded with its outcome and without a token', async ({ portal, demo }) => {
  void demo;
  const link = token => coderApi(portal.url, 'PUT', LINK, { body: { token } });
  expect((await link(REFUSED)).status).toBe(400);
  expect((await link(TOKEN)).status).toBe(200);
  expect((await coderApi(portal.url, 'DELETE', LINK)).status).toBe(200);
  await expect.poll(() => lines(portal, 'account-unlink').join('\n')).toMatch(/succeeded/);
  const linking = lines(portal, 'account-link').join('\n');
  expect(linking).toMatch(/failed/);
  expect(linking).toMatch(/succeeded/);
  expect(linking).toContain('user:default/guest');
  for (const token of [REFUSED, TOKEN]) expect(portal.log()).not.toContain(token.split('-')[1]);
});
