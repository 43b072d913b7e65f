// Host functions and functions patched by the page that throw, never respond, respond late, or call back into the
// elements.
import {
  CONFIG,
  ENTITIES,
  TOKEN,
  addElements,
  expect,
  names,
  openTall,
  row,
  search,
  signIn,
  test,
  tokenField,
} from './fixtures.mjs';

const OURS = {
  ...JSON.parse(CONFIG),
  tuning: { activePollMs: 60_000, requestTimeoutMs: 20_000, refreshThrottleMs: 0 },
};
const TIME_LIMIT = 20_000;

const card = page => page.locator('#one');
/** Opens the app and waits until the catalog is shown, so that the app's own requests are over. */
const openApp = async page => {
  await page.goto('/');
  await expect(page.getByRole('link', { name: 'payments', exact: true })).toBeVisible();
};
const tryAgain = page => card(page).getByRole('button', { name: 'Try again' });
const fromMenu = async (page, item) => {
  await card(page).getByRole('button', { name: 'More actions' }).click();
  await card(page).getByRole('menuitem', { name: item }).click();
};

/**
 * Runs in the page: creates a host like Backstage's, one function of which misbehaves while `window.misbehaves` is
 * set.
 */
function lend([config, token, name, manner]) {
  window.misbehaves ??= true;
  window.listeners = [];
  window.released = new Promise(release => (window.release = release));
  const own = window.fetch;
  const host = {
    user: 'user:default/foreign',
    getProxyBaseUrl: async () => '/api/proxy',
    fetch: (input, init) => own.call(window, input, init),
    oauth: {
      getAccessToken: async () => token,
      signOut: async () => {},
      subscribe: listener => window.listeners.push(listener),
    },
  };
  const add = () => {
    const added = document.createElement('coder-workspaces-card');
    added.id = 'added';
    Object.assign(added, { config, host: { ...host } });
    if (!document.querySelector('#added')) document.body.append(added);
  };
  const MANNERS = {
    throws: () => {
      throw new Error('of the host');
    },
    rejects: () => Promise.reject(new Error('of the host')),
    'answers with nothing': () => undefined,
    'answers with something that throws when it is looked at': () =>
      new Proxy(
        {},
        {
          get: () => {
            throw new Error('of the host');
          },
          has: () => {
            throw new Error('of the host');
          },
        },
      ),
    hangs: () => new Promise(() => {}),
    'answers late': answer => window.released.then(answer),
    'comes back in': answer => {
      add();
      document.querySelector('#one')?.setAttribute('header-text', 'Changed');
      // A host may notify its listeners while the elements are calling it.
      window.listeners.forEach(listener => listener('SIGNED_IN'));
      const element = document.querySelector('#one');
      if (element && !window.again) {
        window.again = true;
        element.remove();
        document.body.append(element);
      }
      return answer();
    },
  };
  const wrap = (of, key) => {
    const answer = of[key];
    of[key] = function (...args) {
      window.called = (window.called ?? 0) + 1;
      const really = () => answer.apply(this, args);
      return window.misbehaves ? MANNERS[manner](really) : really();
    };
  };
  if (name === 'window.fetch') {
    delete host.fetch;
    wrap(window, 'fetch');
  } else if (name) {
    wrap(name in host ? host : host.oauth, name);
  }
  const element = document.createElement('coder-workspaces-card');
  element.id = 'one';
  Object.assign(element, { config, host });
  document.body.append(element);
}

/** Functions that every request to Coder needs. */
const NEEDED = ['getProxyBaseUrl', 'fetch', 'getAccessToken', 'window.fetch'];
const WITHOUT_ANSWER = [
  'throws',
  'rejects',
  'answers with nothing',
  'answers with something that throws when it is looked at',
];

for (const name of NEEDED) {
  for (const manner of WITHOUT_ANSWER) {
    // A missing token is a valid response: there is no session.
    if (name === 'getAccessToken' && manner.startsWith('answers')) continue;
    test(`${name} ${manner}: said, and one click goes on`, async ({ page }) => {
      await openApp(page);
      await page.evaluate(lend, [OURS, TOKEN, name, manner]);
      await expect(tryAgain(page)).toBeVisible();
      await page.evaluate(() => (window.misbehaves = false));
      await tryAgain(page).click();
      await expect(names(card(page)).first()).toBeVisible();
    });
  }

  test(`${name} hangs: given up after the time limit, at first and later`, async ({ page, settled }) => {
    await page.clock.install();
    await openApp(page);
    await page.evaluate(lend, [OURS, TOKEN, name, 'hangs']);
    await expect.poll(() => page.evaluate(() => window.called)).toBeGreaterThan(0);
    await expect(tryAgain(page)).toHaveCount(0);
    await page.clock.runFor(TIME_LIMIT);
    await expect(tryAgain(page)).toBeVisible();
    await page.evaluate(() => (window.misbehaves = false));
    await tryAgain(page).click();
    await expect(names(card(page)).first()).toBeVisible();
    await settled();
    const before = await page.evaluate(() => ((window.misbehaves = true), window.called));
    await fromMenu(page, 'Refresh');
    await expect.poll(() => page.evaluate(() => window.called)).toBeGreaterThan(before);
    await page.clock.runFor(TIME_LIMIT);
    await expect(card(page).getByText('Showing the last known state.')).toBeVisible();
    await expect(names(card(page)).first()).toBeVisible();
    await page.evaluate(() => (window.misbehaves = false));
    await tryAgain(page).click();
    await expect(card(page).getByText('Showing the last known state.')).toHaveCount(0);
  });

  test(`${name} answers late: waited for`, async ({ page }) => {
    await openApp(page);
    await page.evaluate(lend, [OURS, TOKEN, name, 'answers late']);
    await expect(card(page).getByText('Checking your Coder session…')).toBeAttached();
    await page.evaluate(() => window.release());
    await expect(names(card(page)).first()).toBeVisible();
  });

  test(`${name} answers late, when the account is another's or nobody's: nothing comes of it`, async ({
    page,
    demo,
  }) => {
    await openApp(page);
    await page.evaluate(lend, [OURS, TOKEN, name, 'answers late']);
    await expect.poll(() => page.evaluate(() => window.called)).toBeGreaterThan(0);
    await page.evaluate(() => document.querySelector('#one').remove());
    await page.evaluate(() => window.release());
    await page.evaluate(
      () => ((window.misbehaves = false), document.body.append(document.createElement('coder-provider'))),
    );
    await addElements(page, `<coder-workspaces-card id="two" config='${CONFIG}'></coder-workspaces-card>`);
    await expect(tokenField(page.locator('#two'))).toBeVisible();
    expect((await demo.requests()).filter(line => line.includes('/workspaces?'))).toEqual([]);
  });
}

for (const name of [...NEEDED, 'subscribe']) {
  test(`${name} comes back in before it answers: both elements go on`, async ({ page }) => {
    await openApp(page);
    await page.evaluate(lend, [OURS, TOKEN, name, 'comes back in']);
    await expect(names(card(page)).first()).toBeVisible();
    await expect(names(page.locator('#added')).first()).toBeVisible();
    await search(card(page)).fill('platform');
    await expect(names(card(page))).toHaveText(['platform']);
    await expect(page.getByText('This part of the page has stopped working.')).toHaveCount(0);
  });
}

for (const manner of [...WITHOUT_ANSWER, 'hangs', 'answers late']) {
  test(`subscribe ${manner}: the session is followed without it`, async ({ page, expectedErrors }) => {
    // The rejected promise belongs to the host, and no code awaits it.
    if (manner === 'rejects') expectedErrors.push(/^uncaught: Error: of the host$/);
    await openApp(page);
    await page.evaluate(lend, [OURS, TOKEN, 'subscribe', manner]);
    await expect(names(card(page)).first()).toBeVisible();
  });
}

for (const manner of [...WITHOUT_ANSWER, 'hangs', 'answers late', 'comes back in']) {
  test(`signOut ${manner}: the account is unlinked here`, async ({ page }) => {
    await openApp(page);
    await page.evaluate(lend, [OURS, TOKEN, 'signOut', manner]);
    await expect(names(card(page)).first()).toBeVisible();
    await page.evaluate(() => (document.querySelector('#one').host.oauth.getAccessToken = async () => ''));
    await fromMenu(page, 'Disconnect from Coder');
    // Elements that were notified of a session meanwhile ask the host, which has none.
    await expect(tokenField(card(page))).toBeVisible();
    if (manner === 'comes back in') await expect(tokenField(page.locator('#added'))).toBeVisible();
  });
}

test('a write whose host never answers gives its workspace back to others', async ({ page, demo }) => {
  await page.clock.install();
  await openApp(page);
  await page.evaluate(lend, [OURS, TOKEN, '', '']);
  await expect(names(card(page)).first()).toBeVisible();
  await page.evaluate(() => {
    const host = document.querySelector('#one').host;
    document.querySelector('#one').host = {
      ...host,
      fetch: (input, init) =>
        window.healed || init.method === 'GET'
          ? host.fetch(input, init)
          : ((window.hung = true), new Promise(() => {})),
    };
  });
  const stop = async () => {
    await card(page).getByRole('button', { name: 'Actions for platform', exact: true }).click();
    await card(page).getByRole('menuitem', { name: 'Stop', exact: true }).click();
  };
  await stop();
  await expect.poll(() => page.evaluate(() => window.hung)).toBe(true);
  await page.clock.runFor(TIME_LIMIT);
  await expect(card(page).getByRole('alert').filter({ hasText: 'platform' })).toBeVisible();
  expect(await page.evaluate(async () => (await navigator.locks.query()).held)).toEqual([]);
  await page.evaluate(() => (window.healed = true));
  await stop();
  await expect.poll(() => demo.requests('POST /api/v2/workspaces/')).toHaveLength(1);
});

test('the host’s sign-in window that never answers: both ways in stay open', async ({ page }) => {
  await page.clock.install();
  await openApp(page);
  await page.evaluate(lend, [OURS, '', 'getAccessToken', 'answers with nothing']);
  const button = card(page).getByRole('button', { name: 'Connect with Coder' });
  await expect(button).toBeVisible();
  await page.evaluate(() => (document.querySelector('#one').host.oauth.getAccessToken = () => new Promise(() => {})));
  await page.evaluate(() => (document.querySelector('#one').host = { ...document.querySelector('#one').host }));
  await button.click();
  await expect(card(page).getByRole('button', { name: 'Checking…' }).first()).toBeVisible();
  await page.clock.runFor(TIME_LIMIT);
  await expect(button).toBeEnabled();
  await signIn(card(page));
  await expect(names(card(page)).first()).toBeVisible();
});

const LOCKS = {
  rejects: () => Promise.reject(new DOMException('denied', 'SecurityError')),
  throws: () => {
    throw new DOMException('denied', 'SecurityError');
  },
  'is gone': null,
  'answers with nothing': () => undefined,
  'comes back in': function (...args) {
    const card = document.createElement('coder-workspaces-card');
    document.body.append(card);
    return LockManager.prototype.originalRequest.apply(this, args);
  },
};
for (const [manner, act] of Object.entries(LOCKS)) {
  test(`the browser’s locks: request ${manner}, and the action goes on without`, async ({ page, demo }) => {
    await openTall(page);
    await expect(row(page, 'platform')).toBeVisible();
    await page.evaluate(`(() => {
      LockManager.prototype.originalRequest = LockManager.prototype.request;
      LockManager.prototype.request = ${act};
    })()`);
    await page.getByRole('button', { name: 'Actions for platform', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Stop', exact: true }).click();
    await expect.poll(() => demo.requests('POST /api/v2/workspaces/')).toHaveLength(1);
    await expect(row(page, 'platform').locator('[part=row-status]')).toHaveText(/^Stopp/);
  });
}

test('the browser’s locks: one that is never granted holds nothing up for longer than a request', async ({
  page,
  demo,
  settled,
}) => {
  await page.clock.install();
  await openTall(page);
  await expect(row(page, 'platform')).toBeVisible();
  await settled();
  await page.evaluate(() => (LockManager.prototype.request = () => ((window.locked = true), new Promise(() => {}))));
  await page.getByRole('button', { name: 'Actions for platform', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Stop', exact: true }).click();
  await expect.poll(() => page.evaluate(() => window.locked)).toBe(true);
  await page.clock.runFor(TIME_LIMIT);
  await expect.poll(() => demo.requests('POST /api/v2/workspaces/')).toHaveLength(1);
});

const CLIPBOARD = {
  throws: [
    () => {
      throw new Error('of the page');
    },
    'failed',
  ],
  rejects: [() => Promise.reject(new Error('of the page')), 'failed'],
  'answers with nothing': [() => undefined, 'failed'],
  hangs: [() => new Promise(() => {}), ''],
  'comes back in': [async () => void document.body.append(document.createElement('coder-workspaces-card')), 'copied'],
};
for (const [manner, [act, comes]] of Object.entries(CLIPBOARD)) {
  test(`the clipboard ${manner}`, async ({ page, demo }) => {
    await demo.control({ build_rate: 1 });
    await openTall(page);
    await page.getByRole('button', { name: 'Actions for legacy-batch', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Details' }).click();
    const details = page.getByRole('dialog', { name: 'legacy-batch' });
    const log = details.getByRole('log', { name: 'Build log' });
    await expect(log.getByText('not found')).toBeVisible();
    await page.evaluate(`navigator.clipboard.writeText = ${act}`);
    await details.getByRole('button', { name: 'Copy log' }).first().click();
    if (comes === 'copied') await expect(details.getByText('Copied')).toBeVisible();
    if (comes === 'failed') await expect(details.getByText(/not let|could not|Copy it/)).toBeVisible();
    await page.keyboard.press('Escape');
    await search(page).fill('platform');
    await expect(names(page)).toHaveText(['platform']);
  });
}

test('the clipboard answers late, while the log grows', async ({ page, demo }) => {
  await openTall(page, ENTITIES.noSource, { tuning: { activePollMs: 1000, listMaxHeightPx: 1200 } });
  await demo.control({ build_rate: 0 });
  await page.getByRole('button', { name: 'Actions for platform', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Details' }).click();
  const details = page.getByRole('dialog', { name: 'platform' });
  await details.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(details.getByText('Position 1 of 2 in the queue')).toBeVisible();
  await demo.control({ build_seconds: 5 });
  const log = details.getByRole('log', { name: 'Build log' });
  await expect(log.getByText('3 to add')).toBeVisible();
  await page.evaluate(() => (navigator.clipboard.writeText = () => new Promise(resolve => (window.release = resolve))));
  await details.getByRole('button', { name: 'Copy log' }).first().click();
  await expect.poll(() => page.evaluate(() => Boolean(window.release))).toBe(true);
  await demo.control({ build_seconds: 10 });
  await expect(log.getByText('Apply complete!')).toBeAttached();
  await page.evaluate(() => window.release());
  await expect(details.getByText('Copied')).toBeVisible();
});

test('a host gives what it has, and takes nothing from one that has more', async ({ page, demo }) => {
  await demo.control({ require_backstage_token: 'of-backstage' });
  await page.goto('/');
  const signed = `(input, init) => fetch(input, { ...init, headers: { ...Object.fromEntries(new Headers(init.headers)), authorization: 'Bearer of-backstage' } })`;
  await page.evaluate(`document.body.append(Object.assign(document.createElement('coder-workspaces-card'), {
    id: 'one', config: ${JSON.stringify(OURS)}, host: { user: 'user:default/guest', tokenStorage: 'memory', fetch: ${signed} },
  }))`);
  await signIn(card(page));
  await expect(names(card(page)).first()).toBeVisible();
  // The call `connect({ host: { user } })` does the same.
  await page.evaluate(
    () => (window.session = new window.wasmBindings.Session({ user: 'user:default/guest' }, undefined)),
  );
  await fromMenu(page, 'Refresh');
  expect(await page.evaluate(async () => (await window.session.request('GET', '/api/v2/users/me')).username)).toBe(
    'alice',
  );
  await expect(card(page).getByText('Your Backstage session has ended.')).toHaveCount(0);
  // The reverse order: a host that is registered later adds its functions.
  await page.evaluate(() => {
    window.other = new window.wasmBindings.Session({ user: 'user:default/other' }, undefined);
  });
  await page.evaluate(`document.body.append(Object.assign(document.createElement('coder-workspaces-card'), {
    id: 'two', config: ${JSON.stringify(OURS)}, host: { user: 'user:default/other', tokenStorage: 'memory', fetch: ${signed} },
  }))`);
  await signIn(page.locator('#two'));
  await expect(names(page.locator('#two')).first()).toBeVisible();
});

test('the error of a script’s request names the method or path that is wrong', async ({ page }) => {
  await page.goto('/');
  await page.waitForFunction(() => window.wasmBindings);
  const refusal = (method, path) =>
    page.evaluate(
      ([method, path]) => new window.wasmBindings.Session({}, undefined).request(method, path).then(String, String),
      [method, path],
    );
  expect(await refusal('FETCH', '/api/v2/users/me')).toContain('not "FETCH"');
  expect(await refusal('GET', '/api/v2/../elsewhere?q=1')).toContain('"/api/v2/../elsewhere"');
});

test('an answer of another frame’s kind, or of a host’s own, is read as any other', async ({ page }) => {
  await page.goto('/');
  await page.evaluate(config => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const own = async (input, init) => {
      const response = await fetch(input, init);
      const { status, headers } = response;
      return {
        status,
        headers: { get: name => headers.get(name) },
        arrayBuffer: () => response.arrayBuffer(),
        blob: () => response.blob(),
      };
    };
    const foreign = (input, init) => frame.contentWindow.fetch(new URL(input, location.href).href, init);
    for (const [id, fetch] of [
      ['one', foreign],
      ['two', own],
    ]) {
      const host = { user: `user:default/${id}`, tokenStorage: 'memory', fetch };
      document.body.append(Object.assign(document.createElement('coder-workspaces-card'), { id, config, host }));
    }
  }, OURS);
  for (const id of ['#one', '#two']) {
    await signIn(page.locator(id));
    await expect(names(page.locator(id)).first()).toBeVisible();
  }
});

test('answers that begin with a byte order mark are read', async ({ page, demo }) => {
  const real = async path =>
    (await fetch(`${demo.url}/api/proxy/coder${path}`, { headers: { 'coder-session-token': TOKEN } })).text();
  const [me, list] = [await real('/api/v2/users/me'), await real('/api/v2/workspaces?q=owner:me&limit=25&offset=0')];
  const marked = (on, body) => ({ on, status: 200, content_type: 'application/json', body: `\ufeff${body}` });
  await demo.control({ faults: [marked('GET /api/v2/users/me', me), marked('GET /api/v2/workspaces?', list)] });
  await openTall(page);
  await expect(names(page)).toHaveCount(10);
});

test('a workspace that Coder counts and leaves out takes no row', async ({ page, demo }) => {
  const path = `/api/v2/workspaces?q=owner:me&limit=25&offset=0`;
  const real = await (
    await fetch(`${demo.url}/api/proxy/coder${path}`, { headers: { 'coder-session-token': TOKEN } })
  ).json();
  const body = JSON.stringify({ ...real, count: real.count + 2 });
  await demo.control({
    faults: [{ on: 'GET /api/v2/workspaces?', status: 200, content_type: 'application/json', body }],
  });
  await openTall(page);
  await expect(names(page)).toHaveCount(10);
  await expect(page.getByRole('list', { name: 'Workspaces' }).getByRole('listitem')).toHaveCount(10);
  await expect(page.getByText('10 workspaces').first()).toBeAttached();
});
