// An axe check of every page and state, light and dark, and complete flows by keyboard.
import { readFileSync } from 'node:fs';
import {
  addElements,
  CONFIG,
  counted,
  ENTITIES,
  expect,
  names,
  openLinked,
  openTall,
  scopeFilter,
  search,
  signIn,
  statusFilter,
  test,
  TOKEN,
  tokenField,
} from './fixtures.mjs';
import { inGerman } from './german.mjs';

const AXE = readFileSync(new URL('./node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

async function violations(page) {
  await page.evaluate(AXE);
  const result = await page.evaluate(() => window.axe.run(document));
  return result.violations.map(v => `${v.id}: ${v.nodes.map(n => n.target.join(' ')).join(', ')}`);
}

/** Opens a workspace's details. */
async function detailsOf(page, name, path = ENTITIES.payments) {
  await openTall(page, path);
  await page.getByRole('button', { name: `Actions for ${name}`, exact: true }).click();
  await page.getByRole('menuitem', { name: 'Details' }).click();
  await expect(page.getByRole('dialog', { name })).toBeVisible();
}

/** Opens a page with these elements only; `prepare` receives the first one. */
async function alone(page, html, prepare = () => {}) {
  if (page.url() === 'about:blank') await page.goto('/');
  await expect(page.getByRole('link', { name: 'payments' })).toBeVisible();
  await addElements(page, `<main><h1>Elements</h1>${html}</main>`);
  await page.evaluate(() => document.querySelector('.frame').remove());
  await page.evaluate(`(${prepare})(document.querySelector('#extra main').children[1])`);
}

const STATES = {
  catalog: async page => {
    await page.goto('/');
    await expect(page.getByRole('link', { name: 'payments' })).toBeVisible();
  },
  settings: async page => {
    await page.goto('/settings');
    await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  },
  'token form': async page => {
    await page.goto(ENTITIES.payments);
    await expect(tokenField(page)).toBeVisible();
  },
  'wrong token': async page => {
    await page.goto(ENTITIES.payments);
    await signIn(page, 'nonsense');
    await expect(page.getByText('This does not look like a session token.')).toBeVisible();
  },
  list: async page => {
    await openLinked(page, ENTITIES.noSource);
    await expect(names(page).first()).toBeVisible();
  },
  'repo list': async page => {
    await openLinked(page, ENTITIES.payments);
    await expect(names(page).first()).toBeVisible();
  },
  menu: async page => {
    await openLinked(page, ENTITIES.payments);
    await page.getByRole('button', { name: 'More actions' }).click();
    await expect(page.getByRole('menuitem').first()).toBeVisible();
  },
  empty: async page => {
    await openLinked(page, ENTITIES.lostTemplate);
    await expect(page.getByText('No workspaces found for this repository.')).toBeVisible();
  },
  mistakes: async page => {
    await openLinked(page, ENTITIES.mistaken);
    await expect(names(page).first()).toBeVisible();
  },
  'search problem': async page => {
    await openLinked(page, ENTITIES.noSource);
    await search(page).fill('a:b:c');
    await expect(page.getByText('put the value in double quotes')).toBeVisible();
  },
  outage: async (page, demo) => {
    await demo.control({ down: true });
    await openLinked(page);
    await expect(page.getByText('Coder cannot be reached.')).toBeVisible();
  },
  'failed list': async (page, demo) => {
    await demo.control({
      faults: [{ on: 'GET /api/v2/workspaces?', status: 500, content_type: 'text/plain', body: 'no' }],
    });
    await openLinked(page);
    await expect(page.getByText('Coder had an internal error.')).toBeVisible();
  },
  loading: async (page, demo) => {
    await demo.control({ faults: [{ on: 'GET /api/v2/workspaces?', hang_seconds: 60 }] });
    await openLinked(page);
    await expect(page.getByText('Loading workspaces…')).toBeAttached();
  },
  filtered: async page => {
    await openLinked(page, ENTITIES.noSource);
    await statusFilter(page).selectOption('Failed');
    await expect(names(page)).toHaveText(['legacy-batch']);
  },
  'session ends': async (page, demo) => {
    await demo.control({ session_ends_in: 3_700 });
    await openLinked(page, ENTITIES.payments);
    await page.getByRole('button', { name: 'Enter a new token' }).click();
    await expect(tokenField(page)).toBeVisible();
  },
  'host sign-in': async page => {
    await alone(page, `<coder-provider config='${CONFIG}'></coder-provider>`, provider => {
      provider.host = {
        oauth: {
          getAccessToken: async ({ optional }) => {
            if (!optional) throw new Error('denied');
            return '';
          },
        },
      };
      provider.append(document.createElement('coder-workspaces-card'));
    });
    await page.getByRole('button', { name: 'Connect with Coder' }).click();
    await expect(page.getByText('The sign-in was refused.')).toBeVisible();
  },
  fallback: async page => {
    await alone(page, `<coder-provider config='${CONFIG}'><p>Mine</p></coder-provider>`);
    await page.getByRole('button', { name: 'Connect to Coder' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
  },
  'incompatible entity': async page => {
    await openLinked(page, '/');
    const config = JSON.stringify({
      ...JSON.parse(CONFIG),
      incompatible: { text: 'Runs on a laptop.', linkText: 'How', linkUrl: 'https://docs.example' },
    });
    await alone(
      page,
      `<coder-provider config='${config}'><coder-workspaces-card read-entity-data entity='{"metadata": {"name": "x"}}'></coder-workspaces-card></coder-provider>`,
    );
    await expect(page.getByText('Runs on a laptop.')).toBeVisible();
  },
  'linked elements': async page => {
    await openLinked(page, '/');
    await alone(
      page,
      `<coder-provider config='${CONFIG}'><coder-provider-settings></coder-provider-settings><coder-auth-wrapper><p>Mine</p></coder-auth-wrapper>
      <coder-open-button entity='{"metadata": {"name": "x"}, "spec": {"coder": {"templateName": "docker"}}}'></coder-open-button></coder-provider>`,
    );
    await page.getByRole('button', { name: /^Open in Coder: / }).click();
    await expect(page.getByRole('menuitem').first()).toBeVisible();
  },
  'elements to link': async page => {
    await alone(
      page,
      `<coder-provider config='${CONFIG}'><coder-provider-settings></coder-provider-settings><coder-auth-wrapper><p>Mine</p></coder-auth-wrapper>
      <coder-open-button entity='{"metadata": {"name": "x"}, "spec": {"coder": {"templateName": "docker"}}}'></coder-open-button></coder-provider>`,
    );
    await expect(tokenField(page)).toBeVisible();
  },
  'open menu of a running workspace': async page => {
    await openLinked(page, ENTITIES.payments);
    await page.getByRole('button', { name: 'More ways to open payments', exact: true }).click();
    await expect(page.getByRole('menuitem', { name: /^code-server/ })).toBeVisible();
  },
  'open menu of several agents': async (page, demo) => {
    await demo.control({ workspace: { name: 'notebook', agent: 'connected', lifecycle: 'ready' } });
    await openTall(page, ENTITIES.noSource);
    await page.getByRole('button', { name: 'More ways to open notebook', exact: true }).click();
    await expect(page.getByRole('menuitem', { name: /^Port/ })).toBeVisible();
  },
  'workspaces of others': async page => {
    await openLinked(page, ENTITIES.noSource);
    await scopeFilter(page).selectOption('Shared with me');
    await expect(names(page)).toHaveText(['payments']);
  },
  'open menu of a stopped workspace': async page => {
    await openLinked(page, ENTITIES.payments);
    await page.getByRole('button', { name: 'More ways to open payments-hotfix', exact: true }).click();
    await expect(page.getByRole('menuitem', { name: 'Start without updating' })).toBeVisible();
  },
  'menu of actions': async page => {
    await openLinked(page, ENTITIES.payments);
    await page.getByRole('button', { name: 'Actions for payments', exact: true }).click();
    await expect(page.getByRole('menuitem', { name: 'Delete…' })).toBeVisible();
  },
  trouble: async (page, demo) => {
    await openLinked(page, ENTITIES.payments);
    await expect(names(page).first()).toBeVisible();
    await demo.control({ allowed_methods: ['GET'] });
    await page.getByRole('button', { name: 'Update and start payments-hotfix' }).click();
    await expect(page.getByRole('alert')).toContainText('was not started');
  },
  'delete dialog': async page => {
    await openLinked(page, ENTITIES.payments);
    await page.getByRole('button', { name: 'Actions for payments', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Delete…' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('paymints');
    await page.getByRole('button', { name: 'Delete workspace' }).click();
    await expect(page.getByText('This is not the workspace’s name.')).toBeVisible();
  },
  'details of a running workspace': async page => {
    await detailsOf(page, 'payments');
    await page.getByRole('dialog').getByText('More actions').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('dialog').getByText('Parameters', { exact: true }).click();
    await expect(page.getByRole('dialog').getByText('Repository')).toBeVisible();
    await expect(page.getByRole('link', { name: /^Port 3000/ })).toBeVisible();
  },
  'details of a start': async (page, demo) => {
    await demo.control({ build_rate: 0 });
    await detailsOf(page, 'payments-hotfix');
    await page.getByRole('dialog').getByRole('button', { name: 'Update and start', exact: true }).click();
    await expect(page.getByRole('dialog').getByText('Position 1 of 2 in the queue')).toBeVisible();
    await demo.control({ build_seconds: 7 });
    await expect(page.getByRole('log', { name: 'Build log' }).getByText('Still creating').first()).toBeVisible();
  },
  'details of a failure': async page => {
    await detailsOf(page, 'legacy-batch', ENTITIES.noSource);
    await expect(page.getByRole('log', { name: 'Build log' }).getByText('not found')).toBeVisible();
  },
  'template choice': async page => {
    await openLinked(page, ENTITIES.plain);
    await page.getByRole('button', { name: 'New workspace' }).click();
    await expect(page.getByRole('button', { name: 'Docker Containers' })).toBeVisible();
  },
  'creation form': async page => {
    await openLinked(page, ENTITIES.noSource);
    await page.getByRole('button', { name: 'New workspace' }).click();
    await page.getByText('Show the 2 values set by “Everyday”').click();
    await expect(page.getByLabel('CPU cores')).toBeVisible();
  },
  'every control': async page => {
    await openLinked(page, ENTITIES.plain);
    await page.getByRole('button', { name: 'New workspace' }).click();
    await page.getByRole('button', { name: 'Kubernetes (GPU)' }).click();
    await page.getByRole('switch', { name: 'GPU' }).check();
    await page.getByRole('group', { name: 'Labels' }).getByRole('textbox').fill('blue');
    await page.getByRole('group', { name: 'Labels' }).getByRole('textbox').press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Create workspace' }).click();
    await expect(page.getByText('Required', { exact: true }).first()).toBeVisible();
  },
  confirmation: async page => {
    await openLinked(page, ENTITIES.payments);
    await page.getByRole('button', { name: 'New workspace' }).click();
    await expect(page.getByText(/^Create .* from Docker Containers$/)).toBeVisible();
  },
  'two cards': async page => {
    await openLinked(page, '/');
    await alone(
      page,
      `<coder-provider config='${CONFIG}'><coder-workspaces-card></coder-workspaces-card><coder-workspaces-card></coder-workspaces-card></coder-provider>`,
    );
    await expect(names(page).nth(10)).toBeVisible();
  },
};

/** What a screenshot of a state shows beside light and dark; `cargo xtask test --screenshots DIR` takes them. */
const LOOKS = {
  'forced-colors': page => page.emulateMedia({ forcedColors: 'active' }),
  'right-to-left': page => page.evaluate(() => (document.documentElement.dir = 'rtl')),
  // A browser window of 1,280 pixels at 200 %.
  zoomed: page => page.setViewportSize({ width: 640, height: 450 }),
  narrow: page => page.setViewportSize({ width: 320, height: 700 }),
  german: async page => {
    await page.setViewportSize({ width: 900, height: 900 });
    await inGerman(page);
  },
};

const directory = process.env.E2E_SCREENSHOTS;
const screenshot = (page, name, look) =>
  page.screenshot({ path: `${directory}/${name.replaceAll(' ', '-')}-${look}.png`, animations: 'disabled' });

for (const [name, reach] of Object.entries(STATES)) {
  test(`no violations in light and dark: ${name}`, async ({ page, demo }) => {
    await reach(page, demo);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page), colorScheme).toEqual([]);
      if (directory) await screenshot(page, name, colorScheme);
    }
    for (const [look, apply] of Object.entries(directory ? LOOKS : {})) {
      await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
      await page.evaluate(() => document.documentElement.removeAttribute('dir'));
      await apply(page);
      await screenshot(page, name, look);
    }
  });
}

test('the whole way by keyboard', async ({ page, context }) => {
  await page.goto(ENTITIES.noSource);
  await expect(tokenField(page)).toBeVisible();
  await page.getByRole('link', { name: /token page/ }).focus();
  await page.keyboard.press('Tab');
  await expect(tokenField(page)).toBeFocused();
  await page.keyboard.type(TOKEN);
  await page.keyboard.press('Enter');
  await expect(names(page).first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Coder Workspaces' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'New workspace' })).toBeFocused();
  await page.keyboard.press('/');
  await expect(search(page)).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('button', { name: 'More actions' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Search' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Refresh' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Disconnect from Coder' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Search' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'More actions' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(scopeFilter(page)).toBeFocused();
  await page.keyboard.press('End');
  await expect(counted(page, '12 workspaces')).toBeAttached();
  await page.keyboard.press('Home');
  await expect(counted(page, '10 workspaces')).toBeAttached();
  await page.keyboard.press('Tab');
  await expect(statusFilter(page)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(counted(page, '4 workspaces')).toBeAttached();
  await page.keyboard.press('ArrowUp');
  await expect(counted(page, '10 workspaces')).toBeAttached();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: /Open workspace payments in Coder/ })).toBeFocused();
  await context.route('https://coder.example.com/**', route => route.fulfill({ contentType: 'text/html', body: 'ok' }));
  const popup = context.waitForEvent('page');
  await page.keyboard.press('Enter');
  expect((await popup).url()).toBe('https://coder.example.com/@alice/payments');
});

test('at 320 pixels nothing is cut off', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await openLinked(page, ENTITIES.noSource);
  await expect(names(page).first()).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await expect(page.getByRole('link', { name: /Open workspace payments in Coder/ })).toBeInViewport();
});

test('fallback, dialog and open button by keyboard', async ({ page }) => {
  await alone(page, `<coder-provider config='${CONFIG}'><a href="#x">Before</a></coder-provider>`);
  const fallback = page.getByRole('button', { name: 'Connect to Coder' });
  await expect(fallback).toBeVisible();
  await page.getByRole('link', { name: 'Before' }).focus();
  await page.keyboard.press('Tab');
  await expect(fallback).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(tokenField(page)).toBeFocused();
  await page.keyboard.type(TOKEN);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.evaluate(() => {
    const button = document.createElement('coder-open-button');
    button.entity = { metadata: { name: 'x' }, spec: { coder: { templateName: 'kubernetes' } } };
    document.querySelector('coder-provider').append(button);
  });
  const open = page.getByRole('button', { name: 'Open in Coder: 3 workspaces' });
  await expect(open).toBeVisible();
  await page.getByRole('link', { name: 'Before' }).focus();
  await page.keyboard.press('Tab');
  await expect(open).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.getByRole('menuitem').last()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(open).toBeFocused();
});

/** Tokens of Backstage UI 0.20, with the same ring color in both modes. */
const BACKSTAGE_UI = {
  light: {
    '--bui-ring': '#1f5493',
    '--bui-bg-neutral-1': '#fff',
    '--bui-bg-neutral-2': '#f7f7f7',
    '--bui-fg-primary': '#000',
  },
  dark: {
    '--bui-ring': '#1f5493',
    '--bui-bg-neutral-1': '#424141',
    '--bui-bg-neutral-2': '#504f4f',
    '--bui-fg-primary': '#fff',
  },
};

/** Returns the contrast of the focus ring with its background, and the name of the focused element. */
function ringContrast() {
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const luminance = color => {
    pen.fillStyle = color;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map(v =>
      v / 255 <= 0.03928 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const above = it => it.parentElement ?? it.getRootNode().host;
  const find = (it, is) => (!it || is(getComputedStyle(it)) ? it : find(above(it), is));
  let focused = document.activeElement;
  while (focused.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  // A control that is not painted itself has its ring on a painted ancestor.
  const ringed = find(
    focused,
    style => style.opacity !== '0' && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0,
  );
  const ground = ringed && find(above(ringed), style => !/, 0\)$|transparent/.test(style.backgroundColor));
  const name = focused.getAttribute('aria-label') || focused.textContent.trim() || focused.localName;
  if (!ground) return { name, contrast: 0 };
  const [one, other] = [getComputedStyle(ringed).outlineColor, getComputedStyle(ground).backgroundColor].map(luminance);
  return { name, contrast: (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05) };
}

for (const [mode, tokens] of Object.entries(BACKSTAGE_UI)) {
  test(`the focus ring is seen on Backstage’s ${mode} surfaces`, async ({ page }) => {
    await openLinked(page, ENTITIES.noSource);
    await expect(names(page).first()).toBeVisible();
    await page.evaluate(
      ([mode, tokens]) => {
        document.body.dataset.themeMode = mode;
        for (const [name, value] of Object.entries(tokens)) document.body.style.setProperty(name, value);
      },
      [mode, tokens],
    );
    const contrasts = [];
    await search(page).focus();
    for (let stop = 0; stop < 10; stop += 1) {
      contrasts.push(await page.evaluate(ringContrast));
      await page.keyboard.press('Tab');
    }
    expect(contrasts.filter(({ contrast }) => contrast < 3)).toEqual([]);
  });
}
