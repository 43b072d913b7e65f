// A portal as `create-app` generates it, whose backend discovers the plugin, set up with the README's own lines.
import { card, enter, expect, names, PAYMENTS, portal, row } from './portal.mjs';
import { blocks, OPERATOR, readmeOf, writeConfig } from './readme.mjs';

const lines = blocks(readmeOf('backend'), 'app-config.yaml');
process.env.CODER_VAULT_SECRET = 'what openssl would have made, 32 or more';

const test = portal(
  async (demo, register) => {
    const [clientId, clientSecret] = await register('/api/coder/v1/oauth/callback');
    return {
      ...OPERATOR,
      // This backend adds its other plugins itself.
      'backend.packages': { include: ['backstage-plugin-coder-backend'] },
      // The demo deployment answers requests below a path, and has its pages at the root.
      'coder.deployment.backendUrl': `${demo.url}/api/proxy/coder`,
      'coder.deployment.oauth.clientId': clientId,
      'coder.deployment.oauth.clientSecret': clientSecret,
    };
  },
  demo =>
    writeConfig(
      'app-config.adopter-backend.yaml',
      lines.map(block => block.replace('https://coder.example.com', demo.url)),
    ),
);

test('by the README alone an account is linked with a click, and rows are live', async ({ page, portal, demo }) => {
  const health = await fetch(`${portal.url}/api/coder/health`);
  expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }]);
  await enter(page, PAYMENTS);
  const connect = card(page).getByRole('button', { name: 'Connect with Coder' });
  const [popup] = await Promise.all([page.waitForEvent('popup'), connect.click()]);
  const closed = popup.waitForEvent('close');
  await popup.getByRole('button', { name: 'Allow' }).click();
  await closed;
  await expect(names(page)).toHaveCount(10);
  await expect(row(page, 'payments-hotfix').getByText('Outdated')).toBeVisible();
  const sockets = async () => Object.keys(await (await fetch(`${demo.url}/control/sockets`)).json());
  await expect.poll(async () => (await sockets()).filter(path => path.endsWith('/watch-ws')).length).toBe(10);
  await demo.control({ workspace: { name: 'payments-hotfix', outdated: false } });
  await expect(row(page, 'payments-hotfix').getByText('Outdated')).toBeHidden();
});
