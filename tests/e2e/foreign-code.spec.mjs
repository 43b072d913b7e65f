// Code of the page's that we run: listeners of our events, callbacks, what the host lends, what a page has patched.
// Whatever it does, our elements go on, and a person always has a way on.
import { readFileSync } from 'node:fs';
import { CONFIG, TOKEN, addElements, expect, names, openLinked, row, search, signIn, test, tokenField } from './fixtures.mjs';

const ELEMENTS = JSON.parse(readFileSync(new URL('../../custom-elements.json', import.meta.url), 'utf8')).modules[0].declarations;
const EVENTS = [...new Set(ELEMENTS.flatMap(element => element.events.map(event => event.name)))].sort();

// Ours ask when told to, not by themselves in the middle of a test.
const OURS = JSON.stringify({ ...JSON.parse(CONFIG), tuning: { activePollMs: 60_000, idlePollMs: 60_000, refreshThrottleMs: 0 } });
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

/** How each event comes about, as often as it is asked for; `once` where only once. */
const CAUSES = {
  'coder-session-change': {
    html: CARD(''),
    unlinked: true,
    cause: page => signIn(one(page)),
    once: true,
  },
  'coder-filter-change': {
    html: CARD(''),
    cause: alternately(page => search(one(page)).fill('payments'), page => search(one(page)).fill('platform')),
  },
  'coder-compatibility-change': {
    html: CARD(`show="compatible" entity='${ENTITY({ coder: {} })}'`),
    cause: page => page.evaluate(async () => {
      const of = spec => ({ kind: 'Component', metadata: { name: 'x' }, spec });
      // The listener may take it out in between.
      const element = document.querySelector('#one');
      element.entity = of({});
      await new Promise(requestAnimationFrame);
      element.entity = of({ coder: {} });
    }),
  },
  'coder-workspace-created': {
    html: CARD(''),
    cause: async page => {
      await one(page).getByRole('button', { name: 'Create a workspace here' }).click();
      await one(page).getByLabel('Workspace name').fill('brand-new');
      await one(page).getByRole('button', { name: 'Create workspace' }).click();
      await expect.poll(() => heard(page)).toBeGreaterThan(0);
      // What shows the new workspace, if it is still there.
      await page.keyboard.press('Escape');
    },
    once: true,
  },
  'coder-error': {
    html: CARD(''),
    cause: async (page, demo) => {
      // The same error twice is told once.
      const body = JSON.stringify({ message: `no ${await heard(page)}` });
      await demo.control({ faults: [{ on: 'GET /api/v2/workspaces?', times: 1, status: 500, body, content_type: 'application/json' }] });
      await refresh(one(page));
    },
  },
  'coder-card-change': {
    html: ROOT,
    cause: alternately(page => search(one(page)).fill('payments'), page => search(one(page)).fill('platform')),
  },
  'coder-rows-change': {
    html: ROOT,
    cause: alternately(page => search(one(page)).fill('payments'), page => search(one(page)).fill('platform')),
  },
};

/** What a listener does, in the page; `after` is what must be true then. */
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
      // A moved list tells its rows anew: a listener that moved it for each telling would never end.
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
      window.taken ??= document.querySelector('#provider');
      window.taken.remove();
    },
    after: async page => {
      // The event that was sent is the last: nothing is told of what has left the document.
      await page.evaluate(() => {
        window.stop();
        document.querySelector('#extra').prepend(window.taken);
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
      // What a framework does in one go when its state changes; it settles, or it would call for good.
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

/** Adds the elements, and waits until the first list of `#one` is shown and announced: what follows is of the test's causing. */
async function addListed(page, html) {
  await page.evaluate(() => {
    window.last = {};
    for (const name of ['coder-card-change', 'coder-rows-change']) {
      document.addEventListener(name, event => (window.last[name] = event.detail));
    }
  });
  await addElements(page, html);
  await expect(names(bystander(page)).first()).toBeVisible();
  if (html !== ROOT) return expect(names(one(page)).first()).toBeVisible();
  const isAnnounced = () => {
    const { 'coder-card-change': card, 'coder-rows-change': rows } = window.last;
    return card?.state === 'ready' && !card.refreshing && card.workspaces.length > 0 && rows !== undefined;
  };
  return expect.poll(() => page.evaluate(isAnnounced)).toBe(true);
}

/** Runs in the page: listens, and counts. */
function install(name, config, act) {
  window.heard = 0;
  window.act = event => {
    window.heard += 1;
    act(event, config);
  };
  document.addEventListener(name, window.act);
  window.stop = () => document.removeEventListener(name, window.act);
}

/** Listens as the row of the table says. */
const listen = (page, name, { act }) => page.evaluate(`(${install})(${JSON.stringify(name)}, ${OURS}, ${act})`);

const heard = page => page.evaluate(() => window.heard);
/** That all of the page's elements live: none says that it has stopped, and one that has no part in it does its work. */
async function alive(page) {
  await expect(names(bystander(page)).first()).toBeVisible();
  await search(bystander(page)).fill('sandbox');
  await expect(names(bystander(page))).toHaveText(['sandbox']);
  await expect(page.getByText('This part of the page has stopped working.')).toHaveCount(0);
}

test('each event of the manifest stands in this table', () => {
  expect(Object.keys(CAUSES).sort()).toEqual(EVENTS);
});

const throwing = { expectedErrors: async ({}, use) => use([/Failed to load resource/, /^uncaught: Error: of the (page|host)$/]) };

test.describe('a listener', () => {
  test.use(throwing);
  for (const [event, { html, unlinked, cause, once }] of Object.entries(CAUSES)) {
    for (const [what, listener] of Object.entries(LISTENERS)) {
      test(`of ${event} that ${what}`, async ({ page, demo }) => {
        await (unlinked ? page.goto('/') : openLinked(page, '/'));
        await (unlinked ? addElements(page, html) : addListed(page, html));
        if (unlinked) await expect(tokenField(one(page))).toBeVisible();
        await listen(page, event, listener);
        await cause(page, demo);
        await expect.poll(() => heard(page)).toBeGreaterThan(0);
        if (!once && !listener.removes) {
          // Once more: what the listener left behind is gone through again.
          const before = await heard(page);
          await cause(page, demo);
          await expect.poll(() => heard(page)).toBeGreaterThan(before);
        }
        await alive(page);
        await listener.after?.(page);
        await alive(page);
      });
    }
  }
});

/** The element's package, with the page's own WebAssembly. */
async function serveElementPackage(page) {
  const body = readFileSync(new URL('../../npm/element/index.js', import.meta.url), 'utf8');
  const glue = `const { Session, workspaces_config } = window.wasmBindings;
    export { Session, workspaces_config };
    export default async () => {};`;
  await page.route('**/element/index.js', route => route.fulfill({ contentType: 'text/javascript', body }));
  await page.route('**/element/dist/element.js', route => route.fulfill({ contentType: 'text/javascript', body: glue }));
  await page.route('**/element/dist/element_bg.wasm', route => route.fulfill({ contentType: 'application/wasm', body: 'unused' }));
}

/** What a callback of `subscribe` does, in the page. */
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
      window.kept ??= end;
    },
    after: async page => expect(await page.evaluate(() => (window.kept(), window.second))).toBe(true),
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
        window.said = error.message;
      }
      window.asked = window.session.request('GET', '/api/v2/users/me').then(user => user.username, error => error.code);
    },
    after: async page => {
      expect(await page.evaluate(() => window.said)).toContain('token');
      expect(await page.evaluate(() => window.asked)).toBe('alice');
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
      await expect.poll(() => heard(page)).toBe(1);
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
  // Its shell has none; the catalog it shows has nothing of ours.
  await openLinked(page, '/');
  await page.waitForFunction(() => window.wasmBindings);
  await page.evaluate(async () => {
    const { connect } = await import('/element/index.js');
    window.states = [];
    (await connect()).subscribe(session => window.states.push(session.status));
  });
  await expect.poll(() => page.evaluate(() => window.states.at(-1))).toBe('authenticated');
});
