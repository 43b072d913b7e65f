// Page code that the elements call: event listeners, callbacks, host functions, and functions that the page
// patched. The elements survive all of it, and users can always continue.
import { readFileSync } from 'node:fs';
import { CONFIG, addElements, expect, names, openLinked, search, signIn, test, tokenField } from './fixtures.mjs';

const ELEMENTS = JSON.parse(readFileSync(new URL('../../custom-elements.json', import.meta.url), 'utf8')).modules[0]
  .declarations;
const EVENTS = [...new Set(ELEMENTS.flatMap(element => element.events.map(event => event.name)))].sort();

// The poll interval is long, so that no poll disturbs a test.
const OURS = JSON.stringify({
  ...JSON.parse(CONFIG),
  tuning: { activePollMs: 60_000, idlePollMs: 60_000, refreshThrottleMs: 0 },
});
const ENTITY = spec => JSON.stringify({ kind: 'Component', metadata: { name: 'x' }, spec });

const PAGE = inside => `<coder-provider id="provider" config='${OURS}'>${inside}<div id="there"></div></coder-provider>
  <coder-provider config='${OURS}'><coder-workspaces-card id="bystander"></coder-workspaces-card></coder-provider>`;
const CARD = attributes => PAGE(`<coder-workspaces-card id="one" ${attributes}></coder-workspaces-card>`);
const ROOT = PAGE(`<coder-card-root id="one"><coder-card-part name="search-box"></coder-card-part>
  <coder-card-part name="workspaces-list" custom-items></coder-card-part></coder-card-root>`);

const one = page => page.locator('#one');
const bystander = page => page.locator('#bystander');
const refresh = async scope => {
  await scope.getByRole('button', { name: 'More actions' }).click();
  await scope.getByRole('menuitem', { name: 'Refresh' }).click();
};
const alternately = (first, second) => {
  let turn = 0;
  return page => ((turn += 1) % 2 ? first : second)(page);
};

/** Triggers of each event. A trigger works repeatedly unless `once` is set. */
const CAUSES = {
  'coder-session-change': {
    html: CARD(''),
    unlinked: true,
    cause: page => signIn(one(page)),
    once: true,
  },
  'coder-filter-change': {
    html: CARD(''),
    cause: alternately(
      page => search(one(page)).fill('payments'),
      page => search(one(page)).fill('platform'),
    ),
  },
  'coder-compatibility-change': {
    html: CARD(`show="compatible" entity='${ENTITY({ coder: {} })}'`),
    cause: page =>
      page.evaluate(async () => {
        const of = spec => ({ kind: 'Component', metadata: { name: 'x' }, spec });
        // The listener may remove the element in between.
        const element = document.querySelector('#one');
        element.entity = of({});
        await new Promise(requestAnimationFrame);
        element.entity = of({ coder: {} });
      }),
  },
  'coder-workspace-created': {
    html: CARD(''),
    cause: async (page, _demo, settled) => {
      await one(page).getByRole('button', { name: 'New workspace' }).click();
      await one(page).getByLabel('Workspace name').fill('brand-new');
      await one(page).getByRole('button', { name: 'Create workspace' }).click();
      await expect.poll(() => calls(page)).toBeGreaterThan(0);
      // Closes the new workspace's details, which open with the response unless the listener prevents it.
      await settled();
      await page.keyboard.press('Escape');
    },
    once: true,
  },
  'coder-error': {
    html: CARD(''),
    cause: async (page, demo) => {
      // The same error twice is one event, so each message differs.
      const body = JSON.stringify({ message: `no ${await calls(page)}` });
      await demo.control({
        faults: [{ on: 'GET /api/v2/workspaces?', times: 1, status: 500, body, content_type: 'application/json' }],
      });
      await refresh(one(page));
    },
  },
  'coder-card-change': {
    html: ROOT,
    cause: alternately(
      page => search(one(page)).fill('payments'),
      page => search(one(page)).fill('platform'),
    ),
  },
  'coder-rows-change': {
    html: ROOT,
    cause: alternately(
      page => search(one(page)).fill('payments'),
      page => search(one(page)).fill('platform'),
    ),
  },
};

/** Listeners that run in the page; `after` checks the state afterwards. */
const LISTENERS = {
  'adds elements': {
    act: (event, config) => {
      if (document.querySelector('#added')) return;
      const card = document.createElement('coder-workspaces-card');
      card.id = 'added';
      card.config = config;
      document.querySelector('#provider').append(card);
      const alone = document.createElement('coder-workspaces-card');
      alone.id = 'alone';
      alone.config = config;
      document.body.append(alone);
    },
    after: async page => {
      for (const id of ['#added', '#alone']) await expect(names(page.locator(id)).first()).toBeVisible();
      await search(page.locator('#added')).fill('platform');
      await expect(names(page.locator('#added'))).toHaveText(['platform']);
    },
  },
  'moves the element': {
    act: event => {
      // A moved list sends its rows again, so a listener that always moves the list would never end.
      if ((window.moves = (window.moves ?? 0) + 1) > 3) return;
      document.querySelector('#there').append(document.querySelector('#one'));
    },
    after: async page => {
      expect(await page.evaluate(() => document.querySelector('#there > #one') !== null)).toBe(true);
      await page.evaluate(() => document.querySelector('#one').setAttribute('data-still', 'here'));
    },
  },
  'removes the element and everything around it': {
    act: event => {
      window.removedProvider ??= document.querySelector('#provider');
      window.removedProvider.remove();
    },
    after: async page => {
      // The event is the last one: elements outside of the document send none.
      await page.evaluate(() => {
        window.stop();
        document.querySelector('#extra').prepend(window.removedProvider);
      });
      await expect(one(page)).toBeAttached();
    },
    removes: true,
  },
  throws: {
    act: () => {
      throw new Error('of the page');
    },
    throws: true,
  },
  'calls back': {
    act: (event, config) => {
      // A framework does this in one batch when its state changes. The count ends the recursion.
      if ((window.times = (window.times ?? 0) + 1) > 3) return;
      const element = document.querySelector('#one');
      element.config = { ...config, tuning: { ...config.tuning, searchDebounceMs: 100 + window.times } };
      element.entity = { kind: 'Component', metadata: { name: 'x' }, spec: { coder: {} } };
      element.setAttribute('read-entity-data', '');
      element.removeAttribute('read-entity-data');
      element.filter = '';
      element.refreshKey = window.times;
      document.querySelector('#provider').host = { locale: 'en' };
      event.target.dispatchEvent(new CustomEvent('coder-of-the-page', { bubbles: true }));
    },
  },
};

/** Runs in the page: adds a listener that counts its calls. */
function install(name, config, act) {
  window.calls = 0;
  window.act = event => {
    window.calls += 1;
    act(event, config);
  };
  document.addEventListener(name, window.act);
  window.stop = () => document.removeEventListener(name, window.act);
}

/** Adds the listener of a table row. */
const listen = (page, name, { act }) => page.evaluate(`(${install})(${JSON.stringify(name)}, ${OURS}, ${act})`);

const calls = page => page.evaluate(() => window.calls);
/** Checks that all elements on the page work: none has crashed, and an unrelated one still filters its list. */
async function alive(page) {
  await expect(names(bystander(page)).first()).toBeVisible();
  await search(bystander(page)).fill('sandbox');
  await expect(names(bystander(page))).toHaveText(['sandbox']);
  await expect(page.getByText('This part of the page has stopped working.')).toHaveCount(0);
}

test('each event of the manifest stands in this table', () => {
  expect(Object.keys(CAUSES).sort()).toEqual(EVENTS);
});

const throwing = {
  expectedErrors: async ({}, use) => use([/Failed to load resource/, /^uncaught: Error: of the (page|host)$/]),
};

test.describe('a listener', () => {
  test.use(throwing);
  for (const [event, { html, unlinked, cause, once }] of Object.entries(CAUSES)) {
    for (const [what, listener] of Object.entries(LISTENERS)) {
      test(`of ${event} that ${what}`, async ({ page, demo, settled }) => {
        await (unlinked ? page.goto('/') : openLinked(page, '/'));
        await addElements(page, html);
        if (unlinked) await expect(tokenField(one(page))).toBeVisible();
        else await expect(names(bystander(page)).first()).toBeVisible();
        if (!unlinked && html !== ROOT) await expect(one(page).getByRole('searchbox')).toBeVisible();
        // Events of what is still being loaded would come before the cause.
        await settled();
        await listen(page, event, listener);
        await cause(page, demo, settled);
        await expect.poll(() => calls(page)).toBeGreaterThan(0);
        if (!once && !listener.removes) {
          // A second event, because the first call's side effects may break it.
          const before = await calls(page);
          await cause(page, demo, settled);
          await expect.poll(() => calls(page)).toBeGreaterThan(before);
        }
        await alive(page);
        await listener.after?.(page);
        await alive(page);
      });
    }
  }
});

/** Serves the element's package with the page's own WebAssembly. */
async function serveElementPackage(page) {
  const body = readFileSync(new URL('../../npm/element/index.js', import.meta.url), 'utf8');
  const glue = `const { Session, workspaces_config } = window.wasmBindings;
    export { Session, workspaces_config };
    export default async () => {};`;
  await page.route('**/element/index.js', route => route.fulfill({ contentType: 'text/javascript', body }));
  await page.route('**/element/dist/element.js', route =>
    route.fulfill({ contentType: 'text/javascript', body: glue }),
  );
  await page.route('**/element/dist/element_bg.wasm', route =>
    route.fulfill({ contentType: 'application/wasm', body: 'unused' }),
  );
}

/** Callbacks of `subscribe` that run in the page. */
const CALLBACKS = {
  'adds elements': LISTENERS['adds elements'],
  'moves the element': LISTENERS['moves the element'],
  'removes the element and everything around it': LISTENERS['removes the element and everything around it'],
  throws: LISTENERS.throws,
  'subscribes again, and ends what it began': {
    act: () => {
      if ((window.times = (window.times ?? 0) + 1) > 3) return;
      const end = window.session.subscribe(() => (window.second = true));
      window.session.subscribe(() => {})();
      window.endSubscription ??= end;
    },
    after: async page => expect(await page.evaluate(() => (window.endSubscription(), window.second))).toBe(true),
  },
  'ends itself, twice': {
    act: () => {
      window.end?.();
      window.end?.();
    },
    ends: true,
  },
  'enters a token that is none, and asks Coder': {
    act: () => {
      if ((window.times = (window.times ?? 0) + 1) > 3) return;
      try {
        window.session.link('none');
      } catch (error) {
        window.message = error.message;
      }
      window.userName = window.session.request('GET', '/api/v2/users/me').then(
        user => user.username,
        error => error.code,
      );
    },
    after: async page => {
      expect(await page.evaluate(() => window.message)).toContain('token');
      expect(await page.evaluate(() => window.userName)).toBe('alice');
    },
  },
};

test.describe('a callback of subscribe', () => {
  test.use(throwing);
  for (const [what, callback] of Object.entries(CALLBACKS)) {
    test(`that ${what}`, async ({ page }) => {
      await serveElementPackage(page);
      await page.goto('/');
      await addElements(page, CARD(''));
      await expect(tokenField(one(page))).toBeVisible();
      await listen(page, 'of-nobody', callback);
      await page.evaluate(async () => {
        const { connect } = await import('/element/index.js');
        window.session = await connect();
        window.states = [];
        window.end = window.session.subscribe(session => {
          window.states.push(session.status);
          window.act(session);
        });
      });
      await expect.poll(() => calls(page)).toBe(1);
      await signIn(callback.removes ? bystander(page) : one(page));
      await alive(page);
      const states = await page.evaluate(() => window.states);
      expect(states).toEqual(callback.ends ? ['tokenMissing'] : ['tokenMissing', 'authenticating', 'authenticated']);
      await callback.after?.(page);
      await alive(page);
    });
  }
});

test('a page that shows no element can follow the session', async ({ page }) => {
  await serveElementPackage(page);
  // The app's shell has no element, and neither has the catalog page.
  await openLinked(page, '/');
  await page.waitForFunction(() => window.wasmBindings);
  await page.evaluate(async () => {
    const { connect } = await import('/element/index.js');
    window.states = [];
    (await connect()).subscribe(session => window.states.push(session.status));
  });
  await expect.poll(() => page.evaluate(() => window.states.at(-1))).toBe('authenticated');
});
