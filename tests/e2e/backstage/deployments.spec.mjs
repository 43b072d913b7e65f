// Several deployments of Coder in one portal.
import {
  ACCESS_URL,
  card,
  coderApi,
  enter,
  expect,
  follow,
  names,
  PAYMENTS,
  picture,
  PLATFORM,
  portal,
  signIn,
  tokenField,
  withBackend,
} from './portal.mjs';

const EU_URL = 'https://coder.eu.example.com';
const ELSEWHERE = '/catalog/default/component/elsewhere';
const NOWHERE = '/catalog/default/component/nowhere';
const OF_EU = ['payments', 'platform', 'payments-hotfix'];

/** Configuration of a second deployment, to which the component `platform` belongs by a filter. */
const withEurope = more => demo => ({
  ...withBackend({})(demo),
  'coder.deployments': [
    {
      id: 'eu',
      title: 'Europe',
      accessUrl: EU_URL,
      backendUrl: `${demo.url}/api/proxy/coder-eu`,
      match: { 'metadata.name': 'platform' },
    },
  ],
  ...more,
});

async function isInCatalog({ url }, name) {
  const { token } = (await (await fetch(`${url}/api/auth/guest/refresh`)).json()).backstageIdentity;
  const entity = `${url}/api/catalog/entities/by-name/component/default/${name}`;
  return (await fetch(entity, { headers: { authorization: `Bearer ${token}` } })).ok;
}

const unlinked = [
  async ({ portal, demo }, use) => {
    void demo;
    // The portal is ready with other entities.
    for (const name of ['elsewhere', 'nowhere']) await expect.poll(() => isInCatalog(portal, name)).toBe(true);
    for (const id of ['default', 'eu']) await coderApi(portal.url, 'DELETE', `/v1/deployments/${id}/link`);
    await use();
  },
  { auto: true },
];

for (const [system, packageName] of [
  ['new', 'app'],
  ['legacy', 'app-legacy'],
]) {
  const test = portal(withEurope({ 'app.packageName': packageName })).extend({ unlinked });

  test(`${system}: an entity’s annotation or a filter decides where its workspaces are`, async ({ page }) => {
    const asked = new Set();
    page.on('request', request => {
      const [, id] = /\/v1\/deployments\/([^/]+)\//.exec(request.url()) ?? [];
      if (id) asked.add(id);
    });
    await enter(page, ELSEWHERE);
    await signIn(card(page));
    await expect(names(card(page))).toHaveText(OF_EU);
    await expect(card(page).getByRole('link', { name: /workspace payments in Coder/ })).toHaveAttribute(
      'href',
      `${EU_URL}/@alice/payments`,
    );
    await follow(page, PLATFORM);
    await expect(names(card(page)), 'the account is linked for the deployment').toHaveText(['platform']);
    expect([...asked]).toEqual(['eu']);

    await follow(page, PAYMENTS);
    await expect(tokenField(card(page)), 'linking at one deployment does not link at the other').toBeVisible();
    await signIn(card(page));
    await expect(names(card(page))).toHaveText(['payments', 'payments-hotfix']);
    await expect(card(page).getByRole('link', { name: /workspace payments in Coder/ })).toHaveAttribute(
      'href',
      `${ACCESS_URL}/@alice/payments`,
    );
  });

  test(`${system}: an annotation with an unknown deployment is an error on the card`, async ({ page }) => {
    await enter(page, NOWHERE);
    await expect(
      card(page).getByText(/There is no Coder deployment of this id\. The annotation coder\.com\/deployment/),
    ).toBeVisible();
    await picture(page, `deployment-unknown-${system}`);
  });

  test(`${system}: the page has a list and an account for each deployment`, async ({ page }) => {
    await enter(page, ELSEWHERE);
    await signIn(card(page));
    await expect(names(card(page))).toHaveText(OF_EU);
    await page.goto('/coder');
    const listOf = name => page.locator('coder-workspaces-card').filter({ has: page.getByRole('heading', { name }) });
    const europe = listOf('Coder: Europe');
    await expect(names(europe)).toHaveText(OF_EU);
    await expect(tokenField(listOf('Connect to Coder'))).toBeVisible();
    const settings = page.locator('coder-provider-settings');
    await expect(settings).toHaveCount(2);
    await expect(settings.filter({ hasText: 'Coder: Europe' }).getByText(/Signed in as/)).toBeVisible();
    await picture(page, `deployments-page-${system}`);
    await settings.filter({ hasText: 'Coder: Europe' }).getByRole('button', { name: 'Disconnect from Coder' }).click();
    await expect(listOf('Connect to Coder')).toHaveCount(2);
  });
}
