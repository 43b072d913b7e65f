// The custom elements as a host uses them.
import {
  CONFIG,
  addElements,
  counted,
  expect,
  names,
  openLinked,
  search,
  statusFilter,
  signIn,
  test,
  tokenField,
} from './fixtures.mjs';

const card = (page, id) => page.locator(`#extra #${id}`);

test('two cards under one provider share the session and keep their own searches', async ({ page, demo, settled }) => {
  await page.goto('/');
  await addElements(
    page,
    `<coder-provider config='${CONFIG}'>
    <coder-workspaces-card id="one"></coder-workspaces-card>
    <coder-workspaces-card id="two" default-query-filter="status:failed"></coder-workspaces-card>
  </coder-provider>`,
  );
  await signIn(card(page, 'one'));
  await expect(counted(page, '10 workspaces')).toBeAttached();
  await expect(names(card(page, 'two'))).toHaveText(['legacy-batch']);
  await search(card(page, 'one')).fill('platform');
  await expect(names(card(page, 'one'))).toHaveText(['platform']);
  await expect(names(card(page, 'two'))).toHaveText(['legacy-batch']);
  await settled();
  expect(await demo.checks()).toHaveLength(1);
});

test('two cards with the same search share one request', async ({ page, demo, settled }) => {
  // The poll interval is long, so that only the first requests count.
  const config = JSON.stringify({ ...JSON.parse(CONFIG), tuning: { activePollMs: 60_000 } });
  await openLinked(page, '/');
  await addElements(
    page,
    `<coder-provider config='${config}'>
    <coder-workspaces-card id="one"></coder-workspaces-card><coder-workspaces-card id="two"></coder-workspaces-card>
  </coder-provider>`,
  );
  await expect(names(card(page, 'one')).first()).toBeVisible();
  await expect(names(card(page, 'two')).first()).toBeVisible();
  await settled();
  expect(await demo.requests('GET /api/v2/workspaces?')).toHaveLength(1);
});

test('two providers for one deployment and user agree', async ({ page }) => {
  await page.goto('/');
  const provider = id =>
    `<coder-provider config='${CONFIG}'><coder-workspaces-card id="${id}"></coder-workspaces-card></coder-provider>`;
  await addElements(page, provider('one') + provider('two'));
  await signIn(card(page, 'one'));
  await expect(names(card(page, 'two')).first()).toBeVisible();
  await card(page, 'two').getByRole('button', { name: 'More actions' }).click();
  await card(page, 'two').getByRole('menuitem', { name: 'Disconnect from Coder' }).click();
  await expect(tokenField(card(page, 'one'))).toBeVisible();
});

test('a card without a provider takes configuration and host itself', async ({ page }) => {
  await page.goto('/');
  await addElements(page, `<coder-workspaces-card id="one" config='${CONFIG}'></coder-workspaces-card>`);
  await signIn(card(page, 'one'));
  await expect(names(card(page, 'one')).first()).toBeVisible();
});

test('a card finds its provider across a shadow root', async ({ page }) => {
  await page.goto('/');
  await page.evaluate(config => {
    const provider = document.createElement('coder-provider');
    provider.setAttribute('config', config);
    const host = document.createElement('div');
    provider.append(host);
    const inner = document.createElement('coder-workspaces-card');
    inner.id = 'inner';
    host.attachShadow({ mode: 'open' }).append(inner);
    document.body.append(provider);
  }, CONFIG);
  await expect(page.locator('#inner').getByRole('link', { name: /token page/ })).toHaveAttribute(
    'href',
    /coder\.example\.com/,
  );
});

test('an element that is removed and put back goes on where it was', async ({ page, demo }) => {
  await openLinked(page, '/');
  await addElements(
    page,
    `<coder-provider config='${CONFIG}'><coder-workspaces-card id="one"></coder-workspaces-card></coder-provider>`,
  );
  await expect(names(card(page, 'one')).first()).toBeVisible();
  await page.evaluate(() => (window.removed = document.querySelector('#one')) && window.removed.remove());
  await expect.poll(() => page.evaluate(() => window.removed.shadowRoot.childElementCount)).toBe(0);
  const before = await demo.checks();
  await page.evaluate(() => document.querySelector('#extra coder-provider').append(window.removed));
  await expect(names(card(page, 'one')).first()).toBeVisible();
  expect(await demo.checks(), 'the session is still there').toEqual(before);
});

test('a card that is moved keeps its view and what was typed', async ({ page }) => {
  await openLinked(page, '/');
  await addElements(
    page,
    `<coder-provider config='${CONFIG}'><coder-workspaces-card id="one"></coder-workspaces-card><div id="there"></div></coder-provider>`,
  );
  await search(card(page, 'one')).fill('platform');
  await expect(names(card(page, 'one'))).toHaveText(['platform']);
  await page.evaluate(() => document.querySelector('#there').append(document.querySelector('#one')));
  await expect(search(card(page, 'one'))).toHaveValue('platform');
  await expect(names(card(page, 'one'))).toHaveText(['platform']);
});

test('properties set before the element is defined are kept', async ({ page }) => {
  await page.route('**/*.wasm', async route => {
    await page.evaluate(config => {
      const early = document.createElement('coder-workspaces-card');
      early.id = 'early';
      early.config = JSON.parse(config);
      early.host = { user: 'user:default/early', tokenStorage: 'memory' };
      document.body.append(early);
    }, CONFIG);
    await route.continue();
  });
  await page.goto('/');
  const early = page.locator('#early');
  await signIn(early);
  await expect(names(early).first()).toBeVisible();
  expect(await page.evaluate(() => Object.keys(localStorage).filter(k => k.includes('session')))).toEqual([]);
});

test('the host lends its fetch and its proxy address, asked for each call', async ({ page }) => {
  await page.goto('/');
  await page.evaluate(config => {
    window.calls = [];
    const element = document.createElement('coder-workspaces-card');
    element.id = 'one';
    element.config = JSON.parse(config);
    element.host = {
      user: 'user:default/host',
      tokenStorage: 'memory',
      getProxyBaseUrl: async () => (window.calls.push('base'), `${location.origin}/api/proxy/`),
      fetch: (input, init) => (window.calls.push('fetch'), fetch(input, init)),
    };
    document.body.append(element);
  }, CONFIG);
  await signIn(page.locator('#one'));
  await expect(names(page.locator('#one')).first()).toBeVisible();
  const calls = await page.evaluate(() => window.calls);
  expect(calls.filter(c => c === 'base')).toHaveLength(calls.filter(c => c === 'fetch').length);
  expect(calls.length).toBeGreaterThan(3);
});

test('a controlled search shows what its owner sets and asks for changes', async ({ page }) => {
  await openLinked(page, '/');
  await addElements(
    page,
    `<coder-provider config='${CONFIG}'><coder-workspaces-card id="one" query-filter="status:failed"></coder-workspaces-card></coder-provider>`,
  );
  await expect(statusFilter(card(page, 'one'))).toHaveValue('status:failed');
  await page.evaluate(() => {
    window.asked = [];
    document.body.addEventListener('coder-filter-change', event => window.asked.push(event.detail.filter));
  });
  await search(card(page, 'one')).fill('status:stopped');
  await expect.poll(() => page.evaluate(() => window.asked)).toEqual(['status:stopped']);
  await expect(names(card(page, 'one')), 'the owner decides').toHaveText(['legacy-batch']);
  await statusFilter(card(page, 'one')).selectOption('Running');
  await expect.poll(() => page.evaluate(() => window.asked.at(-1))).toBe('status:running');
  await expect(statusFilter(card(page, 'one')), 'the filters show the owner’s query').toHaveValue('status:failed');
  await page.evaluate(() => document.querySelector('#one').setAttribute('query-filter', 'platform'));
  await expect(search(card(page, 'one'))).toHaveValue('platform');
  await expect(names(card(page, 'one'))).toHaveText(['platform']);
});

test('session changes and errors are told by events from outside the shadow root', async ({ page, demo }) => {
  await page.goto('/');
  await page.evaluate(() => {
    window.events = [];
    for (const name of ['coder-session-change', 'coder-error']) {
      document.addEventListener(name, event =>
        window.events.push([name, event.target.tagName.toLowerCase(), event.detail]),
      );
    }
  });
  await demo.control({
    faults: [{ on: 'GET /api/v2/workspaces?', times: 1, status: 500, body: 'no', content_type: 'text/plain' }],
  });
  await addElements(
    page,
    `<coder-provider config='${CONFIG}'><coder-workspaces-card id="one"></coder-workspaces-card></coder-provider>`,
  );
  await signIn(card(page, 'one'));
  await expect(page.getByText('Coder had an internal error.')).toBeVisible();
  const events = await page.evaluate(() => window.events);
  const statuses = events
    .filter(t => t[0] === 'coder-session-change')
    .map(t => [t[1], t[2].status, t[2].isAuthenticated]);
  expect(statuses).toEqual([
    ['coder-provider', 'tokenMissing', false],
    ['coder-provider', 'authenticating', false],
    ['coder-provider', 'authenticated', true],
  ]);
  expect(events.filter(t => t[0] === 'coder-error').map(t => [t[1], t[2].code])).toEqual([
    ['coder-workspaces-card', 'server'],
  ]);
});

test('with show="compatible" a card on an entity that is not meant for Coder is not there, and says so', async ({
  page,
}) => {
  await openLinked(page, '/');
  await page.evaluate(() => {
    window.events = [];
    document.addEventListener('coder-compatibility-change', event => window.events.push(event.detail.compatible));
  });
  const entity = spec => JSON.stringify({ kind: 'Component', metadata: { name: 'x' }, spec });
  await addElements(
    page,
    `<coder-provider config='${CONFIG}'><coder-workspaces-card id="one" show="compatible" entity='${entity({})}'></coder-workspaces-card></coder-provider>`,
  );
  await expect.poll(() => page.evaluate(() => window.events)).toEqual([false]);
  expect(await page.evaluate(() => document.querySelector('#one').shadowRoot.textContent)).toBe('');
  await page.evaluate(e => document.querySelector('#one').setAttribute('entity', e), entity({ coder: {} }));
  await expect(names(card(page, 'one')).first()).toBeVisible();
  expect(await page.evaluate(() => window.events)).toEqual([false, true]);
});

test('something that is no entity is said and does not stop the card', async ({ page }) => {
  await openLinked(page, '/');
  await addElements(
    page,
    `<coder-provider config='${CONFIG}'><coder-workspaces-card id="one" read-entity-data entity='{"kind": "Component"}'></coder-workspaces-card></coder-provider>`,
  );
  await expect(names(card(page, 'one')).first()).toBeVisible();
  await expect(card(page, 'one').getByRole('note')).toContainText('metadata: expected an object, found null');
});

test('two hundred mounts leave nothing behind', async ({ page, demo }) => {
  await openLinked(page, '/');
  await expect(page.getByRole('link', { name: 'payments' })).toBeVisible();
  await addElements(page, `<coder-provider config='${CONFIG}'></coder-provider>`);
  await page.evaluate(async () => {
    const provider = document.querySelector('#extra coder-provider');
    for (let i = 0; i < 200; i += 1) {
      const card = document.createElement('coder-workspaces-card');
      provider.append(card);
      await new Promise(requestAnimationFrame);
      card.remove();
      await Promise.resolve();
    }
  });
  await page.evaluate(() => {
    const card = document.createElement('coder-workspaces-card');
    card.id = 'one';
    document.querySelector('#extra coder-provider').append(card);
  });
  await expect(names(card(page, 'one')).first()).toBeVisible();
  await expect(card(page, 'one').getByRole('region', { name: 'Coder Workspaces', exact: true })).toBeVisible();
  expect(await demo.checks()).toHaveLength(1);
});
