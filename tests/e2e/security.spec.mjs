// Attacks by a hostile deployment, template author or response, and places that must not contain the session token.
import { ENTITIES, expect, names, openLinked, openTall, row, signIn, test, TOKEN } from './fixtures.mjs';

const PACE = { tuning: { activePollMs: 60_000, listMaxHeightPx: 1200 } };
const dialog = page => page.getByRole('dialog');
const json = (on, body) => ({ on, status: 200, content_type: 'application/json', body: JSON.stringify(body) });

const HOSTILE = [
  '<img src=x onerror="window.hacked=1">',
  '"><script>window.hacked=2</script>',
  'javascript:window.hacked=3',
  '${window.hacked=4}{{constructor.constructor("window.hacked=5")()}}',
  '\u202e\u0000\u001b]8;;javascript:window.hacked=6\u0007gnp.tiolpxe',
];

/** Returns the deployment's real response. */
const real = async (demo, path) =>
  (await fetch(`${demo.url}/api/proxy/coder${path}`, { headers: { 'coder-session-token': TOKEN } })).json();

// Fields that the card's decisions depend on; all other text is only displayed.
const KEPT =
  /(^|_)(id|at|status|type|transition|state|reason|health|severity|kind|form_type|deadline|lifecycle|sharing_level|open_in)$|^display_apps$|^health$/;

/** Replaces every displayed text by a hostile one, and counts the replacements in `count`. */
function spoil(value, key = '', count = { n: 0 }) {
  if (Array.isArray(value)) return KEPT.test(key) ? value : value.map(v => spoil(v, key, count));
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, spoil(v, k, count)]));
  }
  if (typeof value !== 'string' || KEPT.test(key)) return value;
  count.n += 1;
  return `${HOSTILE[count.n % HOSTILE.length]} ${key} ${count.n}`;
}

/** Returns every dangerous attribute of the elements in the document, including shadow roots. */
const dangers = page =>
  page.evaluate(() => {
    const findings = [];
    const listed =
      /^(https?|vscode|vscode-insiders|cursor|windsurf|jetbrains|jetbrains-gateway|antigravity|kiro|positron|zed|ssh|data):/;
    const walk = root => {
      for (const element of root.querySelectorAll('*')) {
        for (const { name, value } of element.attributes) {
          if (name.startsWith('on')) findings.push(`${element.localName} ${name}`);
          if ((name === 'href' || name === 'src') && element.localName !== 'use') {
            const url = new URL(value, location.href).href;
            if (!listed.test(url)) findings.push(`${element.localName} ${name}=${value}`);
            if (url.startsWith('data:') && !url.startsWith('data:image/'))
              findings.push(`${element.localName} ${url.slice(0, 40)}`);
          }
        }
        if (element.shadowRoot) walk(element.shadowRoot);
      }
    };
    walk(document.querySelector('main'));
    if (window.hacked) findings.push(`hacked by ${window.hacked}`);
    return findings;
  });

/** Records the URLs of a page's requests. */
function requests(page) {
  const all = [];
  page.on('request', request => all.push(request.url()));
  return all;
}

test.use({ expectedErrors: async ({}, use) => use([/Failed to load resource/, /Content Security Policy/]) });

test('hostile words in every text of workspaces, templates, parameters and logs stay words', async ({ page, demo }) => {
  await demo.control({ build_rate: 0 });
  const count = { n: 0 };
  const list = spoil(await real(demo, '/api/v2/workspaces?q=owner:me&limit=25'), '', count);
  const templates = spoil(await real(demo, '/api/v2/templates'), '', count);
  const { id, latest_build: build } = list.workspaces[0];
  const logs = spoil(await real(demo, `/api/v2/workspacebuilds/${build.id}/logs?after=0`), '', count);
  const urls = requests(page);
  await demo.control({
    faults: [
      json('GET /api/v2/workspaces?', list),
      json(`GET /api/v2/workspaces/${id}`, list.workspaces[0]),
      json('GET /api/v2/templates', templates),
      json('GET /api/v2/workspacebuilds/', logs),
    ],
  });
  await openTall(page, ENTITIES.noSource, PACE);
  const rows = page.getByRole('list', { name: 'Workspaces' }).getByRole('listitem');
  await expect(rows.first()).toContainText('window.hacked');
  expect(await dangers(page)).toEqual([]);
  await rows
    .first()
    .getByRole('button', { name: /^Actions for/ })
    .click();
  await expect(page.getByRole('menuitem', { name: 'Details' })).toBeVisible();
  expect(await dangers(page)).toEqual([]);
  await page.getByRole('menuitem', { name: 'Details' }).click();
  await dialog(page).getByText('Build log').click();
  await expect(dialog(page).getByRole('log').first()).toContainText('window.hacked');
  expect(await dangers(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'New workspace' }).first().click();
  await expect(dialog(page).getByRole('button').filter({ hasText: 'window.hacked' }).first()).toBeVisible();
  expect(await dangers(page)).toEqual([]);
  // Only the page's own origin was contacted, whichever URLs the responses contained.
  expect(
    urls.map(url => new URL(url)).filter(url => url.protocol !== 'data:' && url.origin !== new URL(demo.url).origin),
  ).toEqual([]);
  expect(count.n, 'texts that were spoiled').toBeGreaterThan(300);
  console.log(`    ${count.n} hostile texts`);
});

test('the token is in the header of its requests, in one key of storage, and nowhere else', async ({ page, demo }) => {
  const urls = requests(page);
  const consoleTexts = [];
  page.on('console', message => consoleTexts.push(message.text()));
  await page.setViewportSize({ width: 1280, height: 1400 });
  await page.goto(ENTITIES.noSource);
  await signIn(page);
  await expect(row(page, 'platform')).toBeVisible();
  // A deployment that echoes the token in the message, in the details and in a field's error.
  const echo = { message: `Bad token ${TOKEN}.`, detail: `got ${TOKEN}`, validations: [{ field: 'q', detail: TOKEN }] };
  await demo.control({
    faults: [
      { on: 'GET /api/v2/workspaces?', status: 500, content_type: 'application/json', body: JSON.stringify(echo) },
    ],
  });
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Refresh' }).click();
  await expect(page.getByText('q: …')).toBeVisible();
  await demo.control({ faults: [] });
  await page.getByRole('button', { name: 'Try again' }).first().click();
  await page.getByRole('button', { name: 'Actions for platform', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Details' }).click();
  await expect(dialog(page).getByRole('heading', { name: 'platform', exact: true })).toBeVisible();
  const everywhere = await page.evaluate(() => {
    const texts = [];
    const walk = root => {
      for (const element of root.querySelectorAll('*')) {
        texts.push(...[...element.attributes].map(a => a.value), element.value ?? '');
        if (element.shadowRoot) walk(element.shadowRoot);
      }
      texts.push(root.textContent ?? '');
    };
    walk(document.documentElement);
    return {
      texts,
      local: { ...localStorage },
      session: { ...sessionStorage },
      cookie: document.cookie,
      url: location.href,
    };
  });
  const holding = Object.entries(everywhere.local).filter(([, value]) => value.includes(TOKEN));
  expect(holding.map(([key]) => key)).toEqual(['backstage-plugin-coder/session/coder/user:default/guest']);
  expect(
    JSON.stringify([everywhere.texts, everywhere.session, everywhere.cookie, everywhere.url, urls, consoleTexts]),
  ).not.toContain(TOKEN);
});

test('no window that the card opens can reach the page it was opened from', async ({ page, context, demo }) => {
  // These URLs lead to the demo deployment, so that the opened pages can be inspected.
  const config = { deployment: { accessUrl: `${demo.url}/dashboard` } };
  await openTall(page, ENTITIES.noSource, { ...PACE, ...config });
  const opened = async click => {
    const popup = context.waitForEvent('page');
    await click();
    const window = await popup;
    await window.waitForLoadState();
    expect(await window.evaluate(() => [location.origin, opener, document.referrer])).toEqual([demo.url, null, '']);
    await window.close();
  };
  await opened(() => page.getByRole('link', { name: /Open workspace payments in Coder/ }).click());
  await page.getByRole('button', { name: 'More ways to open payments', exact: true }).click();
  await expect(page.getByRole('menuitem', { name: /^code-server/ })).toHaveAttribute('target', '_blank');
  const rels = await page.locator('a[target=_blank]').evaluateAll(links => links.map(link => link.rel));
  expect(new Set(rels)).toEqual(new Set(['noopener noreferrer']));
  await opened(() => page.getByRole('menuitem', { name: /^Terminal/ }).click());
  await page.getByRole('button', { name: 'New workspace' }).first().click();
  await dialog(page).getByRole('button', { name: 'Change template' }).click();
  await dialog(page).getByRole('button', { name: 'Kubernetes (GPU)' }).click();
  await opened(() => dialog(page).getByRole('button', { name: 'Connect GitHub' }).click());
});

test('names that mean something to JavaScript are names', async ({ page, demo }) => {
  const list = await real(demo, '/api/v2/workspaces?q=owner:me&limit=25');
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
  list.workspaces.forEach((workspace, i) => (workspace.name = names[i] ?? workspace.name));
  await demo.control({ faults: [json('GET /api/v2/workspaces?', list)] });
  await openTall(page, ENTITIES.noSource, PACE);
  for (const name of names) await expect(row(page, name)).toBeVisible();
  await row(page, '__proto__').getByRole('button', { name: 'Actions for __proto__' }).click();
  await expect(page.getByRole('menuitem', { name: 'Details' })).toBeVisible();
  expect(await page.evaluate(() => Object.keys(Object.prototype))).toEqual([]);
});

test('a log with a line of five megabytes is shown, and the dialog can be closed', async ({ page, demo }) => {
  const { workspaces } = await real(demo, '/api/v2/workspaces?q=owner:me&limit=25');
  const { latest_build: build } = workspaces.find(w => w.name === 'platform');
  const [line] = await real(demo, `/api/v2/workspacebuilds/${build.id}/logs?after=0`);
  await demo.control({
    faults: [json('GET /api/v2/workspacebuilds/', [{ ...line, output: `long ${'x'.repeat(5_000_000)} end` }])],
  });
  await openTall(page, ENTITIES.noSource, PACE);
  await page.getByRole('button', { name: 'Actions for platform', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Details' }).click();
  await dialog(page).getByText('Build log').click();
  await expect(dialog(page).getByRole('log').first()).toContainText('long xxx', { timeout: 120_000 });
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
});

const nested = depth => '{"workspaces":' + '['.repeat(depth - 1) + ']'.repeat(depth - 1) + ',"count":1}';
const answeredOnce = body => ({
  on: 'GET /api/v2/workspaces?',
  times: 1,
  status: 200,
  content_type: 'application/json',
  body,
});

test('an answer as deep as a parser goes is a list with one row that cannot be read', async ({ page, demo }) => {
  await demo.control({ faults: [answeredOnce(nested(127))] });
  await openLinked(page);
  await expect(page.getByRole('listitem').getByText('Cannot be read')).toHaveCount(1);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Refresh' }).click();
  await expect(names(page).first()).toHaveText('payments');
});

test('an answer deeper than any parser goes is an answer that cannot be read', async ({ page, demo }) => {
  await demo.control({ faults: [answeredOnce(nested(100_000))] });
  await openLinked(page);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(names(page).first()).toBeVisible();
});

const parameter = i => ({
  name: `p${i}`,
  display_name: `Parameter ${i}`,
  description: '',
  type: 'string',
  form_type: 'input',
  styling: {},
  mutable: true,
  default_value: { value: `${i}`, valid: true },
  value: { value: `${i}`, valid: true },
  icon: '',
  options: [],
  validations: [],
  required: false,
  order: i,
  ephemeral: false,
  diagnostics: [],
});

test('a description of thousands of quotes in one another is shown', async ({ page, demo }) => {
  const description = `${'> '.repeat(5_000)}the *innermost* word\n\nand **what** follows`;
  const evaluated = { id: 1, diagnostics: [], parameters: [{ ...parameter(0), description }] };
  await demo.control({ faults: [json('POST /api/v2/templateversions', evaluated)] });
  await openTall(page, ENTITIES.noSource, PACE);
  await page.getByRole('button', { name: 'New workspace' }).first().click();
  await expect(dialog(page).getByText('the innermost word')).toBeVisible();
  await expect(dialog(page).getByText('what', { exact: true })).toHaveCSS('font-weight', /^[6-9]00$|bold/);
  await dialog(page).getByLabel('Parameter 0', { exact: true }).fill('still here');
});

test('a template with a thousand parameters can be filled in and sent', async ({ page, demo }) => {
  const evaluated = { id: 1, diagnostics: [], parameters: Array.from({ length: 1000 }, (_, i) => parameter(i)) };
  await demo.control({ faults: [json('POST /api/v2/templateversions', evaluated)] });
  await openTall(page, ENTITIES.noSource, PACE);
  await page.getByRole('button', { name: 'New workspace' }).first().click();
  await expect(dialog(page).getByLabel('Parameter 999', { exact: true })).toHaveValue('999', { timeout: 120_000 });
  await dialog(page).getByLabel('Parameter 999', { exact: true }).fill('mine');
  const request = page.waitForRequest(
    request => request.method() === 'POST' && request.url().endsWith('/users/me/workspaces'),
  );
  await dialog(page).getByRole('button', { name: 'Create workspace', exact: true }).click();
  const { rich_parameter_values: values } = (await request).postDataJSON();
  expect(values).toContainEqual({ name: 'p999', value: 'mine' });
});
