// Credentials go with the requests that need them, and nowhere else. Each row of SECURITY.md has its tests here or
// in security.spec.mjs.
import { createServer } from 'node:http';
import { catchPrograms } from './external-protocols.mjs';
import {
  ENTITIES,
  OTHER_TOKEN,
  TOKEN,
  expect,
  names,
  openLinked,
  openTall,
  row,
  startDemo,
  test,
} from './fixtures.mjs';

const PACE = { tuning: { activePollMs: 60_000, listMaxHeightPx: 1200 } };
const KEY = 'backstage-plugin-coder/session/coder/user:default/guest';
const CHANNEL = 'backstage-plugin-coder/lists/coder/user:default/guest';
const dialog = page => page.getByRole('dialog');
const json = (on, body) => ({ on, status: 200, content_type: 'application/json', body: JSON.stringify(body) });
const real = async (demo, path, token = TOKEN) =>
  (await fetch(`${demo.url}/api/proxy/coder${path}`, { headers: { 'coder-session-token': token } })).json();
const icon = (page, name) => row(page, name).locator('[part=row-icon]');

async function choose(page, item) {
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

async function details(page, name) {
  await page.getByRole('button', { name: `Actions for ${name}`, exact: true }).click();
  await page.getByRole('menuitem', { name: 'Details' }).click();
  await expect(dialog(page).getByRole('heading', { name, exact: true })).toBeVisible();
  return dialog(page);
}

test.describe('icons', () => {
  test('are asked for without the token, and only where Coder keeps them', async ({ page, demo }) => {
    const list = await real(demo, '/api/v2/workspaces?q=owner:me&limit=25');
    const icons = [
      '/icon/docker.svg?monochrome',
      '/@mallory/ws.main/apps/steal/pic.png',
      '/%40mallory/ws.main/apps/steal/pic.png',
      '/icon/../@mallory/ws.main/apps/steal/pic.png',
      '/icon/%2e%2e/@mallory/ws.main/apps/steal/pic.png',
      '/icon/..%2f@mallory/ws.main/apps/steal/pic.png',
      '/icon/..\\@mallory/ws.main/apps/steal/pic.png',
      '/emojis/1f4e6.png',
    ];
    list.workspaces.length = icons.length;
    list.count = icons.length;
    list.workspaces.forEach((workspace, i) => Object.assign(workspace, { name: `ws-${i}`, template_icon: icons[i] }));
    await demo.control({ faults: [json('GET /api/v2/workspaces?', list)] });
    await openTall(page, ENTITIES.noSource, PACE);
    await expect(icon(page, 'ws-0').locator('img')).toHaveAttribute('src', /^data:image\/svg\+xml/);
    await expect(icon(page, 'ws-7').locator('img')).toHaveAttribute('src', /^data:image\/png/);
    for (let i = 1; i < 7; i += 1) await expect(icon(page, `ws-${i}`), icons[i]).toHaveText('W');
    const requests = (await demo.requests()).filter(line => !line.startsWith('GET /api/v2/'));
    expect(requests.sort()).toEqual(['GET /emojis/1f4e6.png', 'GET /icon/docker.svg']);
    for (const headers of [...(await demo.headersOf('GET /icon/')), ...(await demo.headersOf('GET /emojis/'))]) {
      expect(headers).not.toContain('coder-session-token');
    }
    expect((await demo.headersOf('GET /api/v2/workspaces?'))[0], 'what is looked for can be seen').toContain(
      'coder-session-token',
    );
  });

  test('in one color by Coder’s own notation', async ({ page, demo }) => {
    await demo.control({ workspace: { name: 'payments', icon: '/icon/docker.svg?monochrome' } });
    await openTall(page, ENTITIES.noSource, PACE);
    await expect(icon(page, 'payments').locator('img')).toHaveCSS('filter', /grayscale/);
    await expect(icon(page, 'reports').locator('img')).not.toHaveCSS('filter', /grayscale/);
  });

  test('elsewhere are asked for without cookies and without a referrer', async ({ page, context }) => {
    const requestHeaders = [];
    const elsewhere = createServer((request, response) => {
      requestHeaders.push(request.headers);
      response.writeHead(200, { 'content-type': 'image/svg+xml', 'access-control-allow-origin': '*' });
      response.end('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>');
    });
    await new Promise(resolve => elsewhere.listen(0, '127.0.0.1', resolve));
    // A page with a policy that allows images of other origins.
    const { demo, stop } = await startDemo(['--pages', process.env.E2E_DIST]);
    try {
      const address = `http://127.0.0.1:${elsewhere.address().port}/icon.svg`;
      await demo.control({ workspace: { name: 'payments', icon: address } });
      // Cookies ignore ports, so the other server would receive this one.
      await context.addCookies([{ name: 'session', value: 'secret', domain: '127.0.0.1', path: '/' }]);
      await page.addInitScript(([key, token]) => localStorage.setItem(key, token), [KEY, TOKEN]);
      await page.goto(`${demo.url}${ENTITIES.noSource}`);
      await expect(icon(page, 'payments').locator('img')).toHaveAttribute('src', address);
      await expect.poll(() => requestHeaders.length).toBeGreaterThan(0);
      for (const headers of requestHeaders) {
        expect(headers.cookie).toBeUndefined();
        expect(headers.referer).toBeUndefined();
        expect(JSON.stringify(headers)).not.toContain(TOKEN);
      }
    } finally {
      stop();
      elsewhere.close();
    }
  });
});

test('a redirect is not followed', async ({ page, demo }) => {
  const location = '/api/proxy/coder/elsewhere';
  await demo.control({ faults: [{ on: 'GET /api/v2/workspaces?', status: 302, headers: { location } }] });
  await openLinked(page);
  await expect(page.getByRole('button', { name: 'Try again' }).first()).toBeVisible();
  expect((await demo.requests('GET /api/v2/workspaces?')).length).toBeGreaterThan(0);
  expect(await demo.requests('GET /elsewhere')).toEqual([]);
});

test('an answer is kept in no cache of the browser', async ({ page, demo }) => {
  const list = await real(demo, '/api/v2/workspaces?q=owner:me&limit=25');
  await demo.control({
    faults: [{ ...json('GET /api/v2/workspaces?', list), headers: { 'cache-control': 'max-age=3600' } }],
  });
  await openTall(page, ENTITIES.noSource, PACE);
  await expect(row(page, 'platform')).toBeVisible();
  // The page's own request, as opposed to the one above.
  const requests = () => demo.requests('GET /api/v2/workspaces?q=owner%3Ame');
  const [first] = await requests();
  const again = async () => (await requests()).filter(line => line === first).length;
  const before = await again();
  await choose(page, 'Refresh');
  await expect.poll(again, 'the very same address').toBeGreaterThan(before);
});

test.describe('between tabs', () => {
  /** Opens a page of the same origin that records the messages between tabs and can send some. */
  async function listener(context, demo) {
    const tab = await context.newPage();
    await tab.goto(`${demo.url}/control/requests`);
    await tab.evaluate(name => {
      const text = bytes => new TextDecoder().decode(bytes);
      window.messages = [];
      window.channel = new BroadcastChannel(name);
      window.channel.onmessage = ({ data }) => window.messages.push(data.map(text));
    }, CHANNEL);
    return tab;
  }

  test('a list is taken from a tab with the same user of Coder only', async ({ page, context, demo }) => {
    const tab = await listener(context, demo);
    await openTall(page, ENTITIES.noSource, PACE);
    await expect.poll(() => tab.evaluate(() => window.messages.length)).toBeGreaterThan(0);
    expect(JSON.stringify(await tab.evaluate(() => window.messages)), 'no credential is told').not.toContain(
      TOKEN.slice(-22),
    );
    const tell = (id, name) =>
      tab.evaluate(
        ([id, name]) => {
          const [, search, start, end, text] = window.messages[0];
          const list = JSON.parse(text);
          list.workspaces[0].name = name;
          window.channel.postMessage(
            [id, search, start, end, JSON.stringify(list)].map(word => new TextEncoder().encode(word)),
          );
        },
        [id, name],
      );
    await row(page, 'platform').evaluate(element => {
      window.seen = [];
      const note = () => window.seen.push(element.parentNode.textContent);
      new MutationObserver(note).observe(element.parentNode, { subtree: true, childList: true, characterData: true });
    });
    const [own] = await tab.evaluate(() => window.messages[0]);
    await tell((await real(demo, '/api/v2/users/me', OTHER_TOKEN)).id, 'of-bobs');
    // Messages of a channel are ordered: once this one is shown, the other has been handled.
    await tell(own, 'of-alices');
    await expect(names(page).filter({ hasText: 'of-' })).toHaveText(['of-alices']);
    const seen = (await page.evaluate(() => window.seen)).join();
    expect(seen).toContain('of-alices');
    expect(seen).not.toContain('of-bobs');
  });

  test('an answer that waits to be shared keeps whose it is', async ({ page, context, demo, settled }) => {
    const tab = await listener(context, demo);
    // A response is shared for two seconds, which never pass under this clock.
    await page.clock.setFixedTime(Date.now());
    await openTall(page, ENTITIES.noSource, PACE);
    await expect(row(page, 'platform')).toBeVisible();
    await settled();
    await page.getByRole('button', { name: 'More actions' }).click();
    const refresh = page.getByRole('menuitem', { name: 'Refresh' });
    await expect(refresh).toBeVisible();
    // No frames are painted for a while.
    await page.evaluate(() => {
      const { requestAnimationFrame } = window;
      const callbacks = [];
      window.requestAnimationFrame = act => callbacks.push(act);
      window.frames_again = () => (window.requestAnimationFrame = requestAnimationFrame);
      window.paint = () => callbacks.forEach(act => requestAnimationFrame(act));
    });
    await demo.control({ workspace: { name: 'payments-hotfix', rename: 'renamed' } });
    await refresh.click();
    // The list is on the screen, and only sharing the response is still pending.
    await expect(names(page).filter({ hasText: 'renamed' })).toBeVisible();
    await page.evaluate(() => window.frames_again());
    const before = await tab.evaluate(() => window.messages.length);
    await tab.evaluate(([key, token]) => localStorage.setItem(key, token), [KEY, OTHER_TOKEN]);
    await expect(row(page, 'platform')).toHaveCount(0);
    await expect.poll(() => tab.evaluate(() => window.messages.length), 'Bob’s own list').toBeGreaterThan(before);
    await page.evaluate(() => window.paint());
    await expect.poll(() => tab.evaluate(() => window.messages.length), 'Alice’s').toBeGreaterThan(before + 1);
    for (const [id, , , , text] of await tab.evaluate(() => window.messages)) {
      for (const workspace of JSON.parse(text).workspaces) expect(workspace.owner_id).toBe(id);
    }
  });
});

test.describe('an editor', () => {
  test('is opened by a link that is in no document, with a key for a day', async ({ page, demo }) => {
    await openTall(page, ENTITIES.noSource, PACE);
    const one = await details(page, 'payments');
    await page.evaluate(() => {
      window.noted = [];
      const note = words => window.noted.push(words);
      new MutationObserver(all =>
        all.forEach(({ addedNodes }) => addedNodes.forEach(n => note(n.outerHTML ?? ''))),
      ).observe(document, { childList: true, subtree: true });
      for (const target of [window, document, document.body]) {
        for (const type of ['click', 'auxclick', 'pointerdown']) {
          target.addEventListener(type, event => event.composedPath().forEach(n => note(n.href ?? '')), true);
        }
      }
    });
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Page.enable');
    const opened = new Promise(resolve => cdp.on('Page.frameRequestedNavigation', ({ url }) => resolve(url)));
    const minted = page.waitForRequest(
      request => request.method() === 'POST' && request.url().includes('/users/me/keys'),
    );
    await one.getByRole('button', { name: 'VS Code Desktop' }).click();
    expect(await opened, 'the browser was asked to open it').toMatch(
      /^vscode:\/\/coder\.coder-remote\/open\?.*token=mintedkey1-/,
    );
    const { lifetime, token_name: name } = (await minted).postDataJSON();
    expect(lifetime).toBe(24 * 3600 * 1e9);
    expect(name).toMatch(/^backstage-\d+$/);
    expect((await page.evaluate(() => window.noted)).join()).not.toMatch(/vscode:|mintedkey/);
    expect(await page.content()).not.toContain('mintedkey');
  });

  test('has a key for an hour where the deployment allows no day', async ({ page, demo }) => {
    await demo.control({ longest_key: 3600 });
    await openTall(page, ENTITIES.noSource, PACE);
    const programs = await catchPrograms(page);
    const one = await details(page, 'payments');
    await one.getByRole('button', { name: 'VS Code Desktop' }).click();
    await expect.poll(programs).toHaveLength(1);
    expect((await programs())[0]).toContain('token=mintedkey1-');
    expect(await demo.requests('POST /api/v2/users/me/keys')).toHaveLength(2);
  });

  test('of another deployment or another maker opens without a key', async ({ page, demo }) => {
    const list = await real(demo, '/api/v2/workspaces?q=owner:me&limit=25');
    const workspace = list.workspaces.find(w => w.name === 'payments');
    const agent = workspace.latest_build.resources.flatMap(r => r.agents ?? [])[0];
    const urls = {
      Evil: 'vscode://coder.coder-remote/open?url=https%3A%2F%2Fevil.example&token=$SESSION_TOKEN',
      Twice:
        'vscode://coder.coder-remote/open?url=https://coder.example.com&folder=x%26url%3Dhttps://evil.example&token=$SESSION_TOKEN',
      Other: 'vscode://evil.extension/open?token=$SESSION_TOKEN',
      Zed: 'zed://ssh/coder.ws',
      Script: 'javascript:window.hacked=1',
      Good: 'cursor://coder.coder-remote/open?url=https://coder.example.com&token=$SESSION_TOKEN',
    };
    const [app] = agent.apps;
    agent.apps = Object.entries(urls).map(([name, url], i) => ({
      ...app,
      id: `x${i}`,
      slug: name,
      display_name: name,
      external: true,
      url,
      subdomain: false,
      health: 'disabled',
    }));
    await demo.control({
      faults: [json('GET /api/v2/workspaces?', list), json(`GET /api/v2/workspaces/${workspace.id}`, workspace)],
    });
    await openTall(page, ENTITIES.noSource, PACE);
    const programs = await catchPrograms(page);
    const one = await details(page, 'payments');
    for (const [i, name] of ['Evil', 'Twice', 'Other', 'Zed', 'Good'].entries()) {
      await one.getByRole('button', { name, exact: true }).click();
      await expect.poll(programs).toHaveLength(i + 1);
    }
    expect(await programs()).toEqual([
      'vscode://coder.coder-remote/open?url=https%3A%2F%2Fevil.example',
      'vscode://coder.coder-remote/open?url=https://coder.example.com&folder=x%26url%3Dhttps://evil.example',
      'vscode://evil.extension/open',
      'zed://ssh/coder.ws',
      'cursor://coder.coder-remote/open?url=https://coder.example.com&token=mintedkey1-fromthedemodeployment1',
    ]);
    expect(await demo.requests('POST /api/v2/users/me/keys'), 'one key for the one that may have it').toHaveLength(1);
    await expect(one.getByText('not one that a page may open')).toBeVisible();
    expect(await page.evaluate(() => window.hacked)).toBeUndefined();
  });
});

test('a masked value is not kept in the browser once its field is hidden', async ({ page, demo }) => {
  const parameter = (name, styling = {}) => ({
    name,
    display_name: name,
    description: '',
    type: 'string',
    form_type: 'input',
    styling,
    mutable: true,
    icon: '',
    options: [],
    default_value: { value: '', valid: true },
    value: { value: '', valid: true },
    validations: [],
    required: false,
    order: 0,
    ephemeral: false,
    diagnostics: [],
  });
  const [region, secret] = [parameter('Region'), parameter('Secret', { mask_input: true })];
  const evaluated = parameters => json('POST /api/v2/templateversions', { id: 1, diagnostics: [], parameters });
  await demo.control({ faults: [evaluated([region, secret])] });
  await openTall(page, ENTITIES.noSource, PACE);
  await page.getByRole('button', { name: 'New workspace' }).first().click();
  const field = name => dialog(page).getByLabel(name, { exact: true });
  await field('Secret').fill('hunter2-hunter2');
  await demo.control({ faults: [evaluated([region])] });
  await field('Region').fill('north');
  await expect(field('Secret')).toHaveCount(0);
  await field('Region').fill('north-east');
  const stored = () => page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
  await expect.poll(stored).toContain('north-east');
  expect(await stored()).not.toContain('hunter2');
});
