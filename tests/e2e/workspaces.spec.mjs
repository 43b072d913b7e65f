// Finding and opening workspaces.
import {
  ACCESS_URL,
  ENTITIES,
  counted,
  expect,
  names,
  openLinked,
  openTall,
  row,
  scopeFilter,
  search,
  test,
} from './fixtures.mjs';

const ALL_MINE = [
  'payments',
  'notebook',
  'platform',
  'search-index',
  'gpu-training',
  'legacy-batch',
  'payments-hotfix',
  'queue-demo',
  'reports',
  'sandbox',
];

test('the list shows each state with its words', { tag: '@smoke' }, async ({ page }) => {
  await openTall(page);
  await expect(names(page)).toHaveText(ALL_MINE);
  const states = {
    platform: 'Running',
    notebook: 'Connecting',
    'search-index': 'Unhealthy',
    'gpu-training': 'Starting',
    'legacy-batch': 'Failed',
    'payments-hotfix': 'Stopped',
    'queue-demo': 'Pending',
    reports: 'Stopping',
  };
  for (const [name, state] of Object.entries(states)) {
    await expect(row(page, name).getByText(state, { exact: true })).toBeVisible();
  }
});

test('rows name template, badges, and the owner where it is someone else', async ({ page }) => {
  await openTall(page);
  await expect(row(page, 'payments').locator('[part=row-origin]')).toHaveText('Docker Containers');
  await expect(row(page, 'payments-hotfix').getByText('Outdated')).toBeVisible();
  await expect(row(page, 'sandbox').getByText('Dormant')).toBeVisible();
  await scopeFilter(page).selectOption('All');
  await search(page).fill('frontend');
  await expect(row(page, 'frontend').locator('[part=row-origin]')).toHaveText(['carol', 'devcontainers']);
});

test('typing searches when it rests, clearing leaves the scope', async ({ page, demo, settled }) => {
  await page.clock.install();
  await openTall(page);
  await expect(names(page)).toHaveText(ALL_MINE);
  await expect(search(page)).toHaveValue('');
  await page.clock.pauseAt(new Date(Date.now() + 3_600_000));
  await search(page).fill('b');
  await search(page).pressSequentially('ob/pay');
  await expect(search(page)).toHaveValue('bob/pay');
  await page.clock.runFor(399);
  const searches = () => demo.requests('GET /api/v2/workspaces?q=b');
  await settled();
  expect(await searches(), 'no search for half a word').toEqual([]);
  await page.clock.runFor(1);
  await expect(names(page)).toHaveText(['payments']);
  await expect(page.getByRole('link', { name: /Open workspace payments/ })).toHaveAttribute(
    'href',
    `${ACCESS_URL}/@bob/payments`,
  );
  expect(await searches()).toEqual([expect.stringContaining('q=bob%2Fpay&')]);
  await page.getByRole('button', { name: 'Clear search' }).click();
  await expect(search(page)).toHaveValue('');
  await expect(search(page)).toBeFocused();
  await expect(counted(page, '10 workspaces')).toBeAttached();
});

test('Enter searches at once', { tag: '@smoke' }, async ({ page }) => {
  await openLinked(page, ENTITIES.noSource);
  await search(page).fill('status:failed');
  await search(page).press('Enter');
  await expect(names(page)).toHaveText(['legacy-batch']);
});

test('a search without results says so and offers no creation', async ({ page }) => {
  await openLinked(page, ENTITIES.noSource);
  await search(page).fill('no-such-name');
  await expect(page.getByText('No workspaces match “no-such-name”.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Create workspace' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(counted(page, '10 workspaces')).toBeAttached();
});

test('a search the server would refuse is explained without asking it', async ({ page, demo, settled }) => {
  await openTall(page);
  await expect(names(page)).toHaveText(ALL_MINE);
  await search(page).fill('last_used_after:2026-01-02T03:04:05Z');
  await search(page).press('Enter');
  await expect(page.getByText('put the value in double quotes')).toBeVisible();
  await expect(names(page), 'the list before stays').toHaveText(ALL_MINE);
  await settled();
  expect((await demo.requests('GET /api/v2/workspaces?')).filter(line => line.includes('last_used'))).toEqual([]);
});

test('a search key the server does not know is explained in its words; search and rows stay', async ({ page }) => {
  await openTall(page);
  await expect(names(page)).toHaveText(ALL_MINE);
  await search(page).fill('no-such-key:me');
  await search(page).press('Enter');
  await expect(page.getByText('"no-such-key" is not a valid query param')).toBeVisible();
  await expect(search(page)).toHaveValue('no-such-key:me');
  await expect(search(page)).toHaveAttribute('aria-invalid', 'true');
  await expect(names(page), 'the list before stays').toHaveText(ALL_MINE);
});

test('a mistyped search key is corrected', async ({ page }) => {
  await openLinked(page, ENTITIES.noSource);
  await search(page).fill('statsu:running');
  await search(page).press('Enter');
  await expect(page.getByText('Unknown filter “statsu”. Did you mean status?')).toBeVisible();
  await expect(search(page)).toHaveAttribute('aria-invalid', 'true');
  await search(page).fill('status:running');
  await expect(page.getByText('Unknown filter')).toHaveCount(0);
  await expect(counted(page, '4 workspaces')).toBeAttached();
});

test('while a value is typed its key’s values are listed, and it is no error yet', async ({ page, demo }) => {
  await openTall(page);
  await expect(names(page)).toHaveText(ALL_MINE);
  const hint = page.getByText('status: running, stopped, failed, pending, starting, …');
  await search(page).pressSequentially('status:');
  await expect(hint).toBeVisible();
  await search(page).pressSequentially('run');
  await expect.poll(() => demo.requests('GET /api/v2/workspaces?q=owner%3Ame+status%3Arun&')).toHaveLength(1);
  await expect(hint).toBeVisible();
  await expect(search(page)).not.toHaveAttribute('aria-invalid', 'true');
  await expect(names(page), 'the list before stays').toHaveText(ALL_MINE);
  await page.getByRole('heading', { name: 'Coder Workspaces' }).click();
  await expect(search(page), 'one is done with it').toHaveAttribute('aria-invalid', 'true');
});

test('the open link leads to the workspace in a new tab, once, by click, Enter and middle click', async ({
  page,
  context,
  demo,
  settled,
}) => {
  // The access URL leads to the demo deployment, because a tab from a middle click cannot be intercepted.
  const access = `${demo.url}/dashboard`;
  const config = JSON.stringify({ deployment: { accessUrl: access }, workspaces: { repoUrlParamKeys: ['repo_url'] } });
  await page.addInitScript(
    value => localStorage.setItem('backstage-plugin-coder/standalone', value),
    JSON.stringify({ config }),
  );
  await openLinked(page);
  const link = page.getByRole('link', { name: 'Open workspace payments in Coder (opens in a new tab)' });
  await expect(link).toHaveAttribute('href', `${access}/@alice/payments`);
  await expect(link).toHaveAttribute('rel', /noopener/);
  const openBy = async act => {
    const popup = context.waitForEvent('page');
    await act();
    await (await popup).waitForURL(`${access}/@alice/payments`, { waitUntil: 'commit' });
    expect(context.pages(), 'one new tab').toHaveLength(2);
    await (await popup).close();
  };
  await openBy(() => link.click());
  await openBy(() => link.press('Enter'));
  await openBy(() => link.click({ button: 'middle' }));
  await link.click({ button: 'right' });
  await row(page, 'payments').locator('[part=row-origin]').click();
  await settled();
  expect(context.pages(), 'the rest of the row is no link').toHaveLength(1);
});

test('refresh shows what changed and nothing else moves', async ({ page, demo }) => {
  await openTall(page);
  await expect(names(page)).toHaveText(ALL_MINE);
  await expect(page.locator('coder-workspaces-card img'), 'icons have come').toHaveCount(7);
  await page.evaluate(() => {
    const root = document.querySelector('coder-workspaces-card').shadowRoot;
    window.changed = [];
    new MutationObserver(all => {
      for (const m of all)
        window.changed.push(
          (m.target.closest?.('li') ?? m.target.parentElement?.closest('li'))?.textContent ?? m.target.nodeName,
        );
    }).observe(root.querySelector('ol'), { subtree: true, childList: true, characterData: true, attributes: true });
  });
  const refresh = async () => {
    const before = (await demo.requests('GET /api/v2/workspaces?')).length;
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Refresh' }).click();
    await expect.poll(async () => (await demo.requests('GET /api/v2/workspaces?')).length).toBeGreaterThan(before);
  };
  await refresh();
  await demo.control({ workspace: { name: 'sandbox', status: 'starting' } });
  await refresh();
  await expect(row(page, 'sandbox').getByText('Starting', { exact: true })).toBeVisible();
  const changed = await page.evaluate(() => window.changed);
  expect(changed.length).toBeGreaterThan(0);
  // The rows of builds tell the time.
  expect(changed.filter(text => !/sandbox|gpu-training|reports/.test(text))).toEqual([]);
});

test('focus and scrolling survive a refresh that changes, adds and takes away rows', async ({ page, demo }) => {
  await demo.reset({ workspaces: 60 });
  await openLinked(page, ENTITIES.noSource);
  await expect(counted(page, '58 workspaces')).toBeAttached();
  const list = page.locator('coder-workspaces-card [part=viewport]');
  await list.evaluate(e => e.scrollTo(0, 700));
  // Waits until the rows are rendered: before that, the seventh row is a different one.
  await expect(page.getByRole('listitem').first()).not.toHaveAttribute('aria-posinset', '1');
  const name = await page.getByRole('listitem').nth(6).locator('[part=row-name]').textContent();
  await row(page, name).getByRole('link').focus();
  const before = await list.evaluate(e => e.scrollTop);
  await demo.control({ workspace: { name, stops_in: 1_790 } });
  await demo.control({ delete_workspace: 'sandbox' });
  const asked = (await demo.requests('GET /api/v2/workspaces?')).length;
  // A fresh list is not requested again.
  await expect
    .poll(async () => {
      await page.evaluate(() => window.dispatchEvent(new Event('online')));
      return (await demo.requests('GET /api/v2/workspaces?')).length;
    })
    .toBeGreaterThan(asked);
  await expect(counted(page, '57 workspaces')).toBeAttached();
  await expect(row(page, name).getByText('Stops in 29 minutes')).toBeVisible();
  await expect(row(page, name).getByRole('link')).toBeFocused();
  expect(await list.evaluate(e => e.scrollTop)).toBe(before);
});

/** Stops a workspace, which moves it below the running ones, and waits for the move. */
async function moved(page, demo, name) {
  const place = async () => (await names(page).allTextContents()).indexOf(name);
  const before = await place();
  await demo.control({ workspace: { name, status: 'stopped' } });
  await expect
    .poll(async () => {
      await page.evaluate(() => window.dispatchEvent(new Event('online')));
      return place();
    })
    .toBeGreaterThan(before);
}

test('a row that moves takes the focus with it', async ({ page, demo }) => {
  await openTall(page);
  const link = row(page, 'notebook').getByRole('link');
  await link.focus();
  await moved(page, demo, 'notebook');
  await expect(link).toBeFocused();
});

for (const [where, name, heir] of [
  ['the next', 'notebook', 'platform'],
  ['the last, where it was the last', 'sandbox', 'reports'],
]) {
  test(`a row that goes leaves the focus to ${where}`, async ({ page, demo }) => {
    await openTall(page);
    await row(page, name).getByRole('link').focus();
    await demo.control({ delete_workspace: name });
    await expect(async () => {
      await page.evaluate(() => window.dispatchEvent(new Event('online')));
      await expect(row(page, name)).toHaveCount(0, { timeout: 1_000 });
    }).toPass();
    await expect(row(page, heir).getByRole('link')).toBeFocused();
  });
}

test('a row that moves takes its open menu with it', async ({ page, demo }) => {
  await openTall(page);
  await row(page, 'notebook').getByRole('button', { name: 'Actions for notebook' }).click();
  const details = page.getByRole('menuitem', { name: 'Details', exact: true });
  await details.focus();
  await moved(page, demo, 'notebook');
  await expect(details).toBeFocused();
  await expect(page.getByRole('menuitem', { name: 'Stop', exact: true })).toHaveCount(0);
  const [button, menu] = await Promise.all([
    row(page, 'notebook').getByRole('button', { name: 'Actions for notebook' }).boundingBox(),
    page.getByRole('menu').boundingBox(),
  ]);
  expect(Math.min(Math.abs(menu.y - button.y - button.height), Math.abs(menu.y + menu.height - button.y))).toBeLessThan(
    24,
  );
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(row(page, 'notebook').getByRole('button', { name: 'Actions for notebook' })).toBeFocused();
});

for (const height of [560, 400, 256]) {
  test(`a menu near the end of a narrow window ${height} px high never covers its button`, async ({ page }) => {
    await page.setViewportSize({ width: 384, height });
    await openLinked(page, ENTITIES.noSource);
    const button = row(page, 'platform').getByRole('button', { name: 'Actions for platform' });
    for (const place of ['end', 'center', 'start']) {
      await button.evaluate((e, block) => e.scrollIntoView({ block }), place);
      await button.hover();
      await button.click();
      const menu = page.locator('[part=menu]:popover-open');
      await expect(menu.getByRole('menuitem').first()).toBeFocused();
      const [b, m] = await Promise.all([button.boundingBox(), menu.boundingBox()]);
      expect(m.y + m.height <= b.y || m.y >= b.y + b.height, `${place}: ${JSON.stringify([b, m])}`).toBe(true);
      expect(m.y >= 0 && m.y + m.height <= height, `in the window, ${place}: ${JSON.stringify(m)}`).toBe(true);
      const under = await button.evaluate((e, { x, y, width, height }) => {
        const at = e.getRootNode().elementFromPoint(x + width / 2, y + height / 2);
        return at?.closest('[role=menuitem]')?.textContent ?? '';
      }, b);
      expect(under, 'what a second click would hit').toBe('');
      await page.keyboard.press('End');
      await expect(menu.getByRole('menuitem', { name: 'Delete…' }), 'all of it can be reached').toBeInViewport();
      await page.keyboard.press('Escape');
      await expect(menu).toHaveCount(0);
    }
  });
}

test('actions that come later do not lay an open menu over its button', async ({ page, demo }) => {
  await page.setViewportSize({ width: 384, height: 560 });
  await openLinked(page, ENTITIES.noSource);
  await search(page).fill('owner:bob');
  await search(page).press('Enter');
  await expect(names(page)).toHaveText(['payments']);
  const button = row(page, 'payments').getByRole('button', { name: 'Actions for payments' });
  await button.evaluate(e => e.scrollIntoView({ block: 'end' }));
  const may = '{"start":true,"stop":true,"delete":true,"update":true}';
  await demo.control({
    latency_ms: 500,
    faults: [{ on: 'POST /api/v2/authcheck', status: 200, content_type: 'application/json', body: may }],
  });
  await button.click();
  const menu = page.locator('[part=menu]:popover-open');
  await expect(menu.getByRole('menuitem').first()).toBeFocused();
  await expect(menu.getByRole('menuitem', { name: 'Delete…' }), 'Coder has said what one may do').toBeAttached();
  const [b, m] = await Promise.all([button.boundingBox(), menu.boundingBox()]);
  expect(m.y + m.height <= b.y || m.y >= b.y + b.height, JSON.stringify([b, m])).toBe(true);
});

test(
  'a click on the button of an open menu closes it, and the next opens it again',
  { tag: '@smoke' },
  async ({ page }) => {
    await openTall(page);
    const button = row(page, 'notebook').getByRole('button', { name: 'Actions for notebook' });
    for (const count of [1, 0, 1, 0]) {
      await button.click();
      await expect(page.getByRole('menu')).toHaveCount(count);
      await expect(button).toHaveAttribute('aria-expanded', count ? 'true' : 'false');
    }
  },
);

test('a menu that is closed before the browser has told of its opening opens again', async ({ page }) => {
  await openTall(page);
  const button = row(page, 'notebook').getByRole('button', { name: 'Actions for notebook' });
  await button.evaluate(e => {
    const root = e.getRootNode();
    root.addEventListener('beforetoggle', ({ target }) => queueMicrotask(() => target.hidePopover()), {
      once: true,
      capture: true,
    });
    root.addEventListener(
      'toggle',
      () => {
        window.told = true;
      },
      { once: true, capture: true },
    );
  });
  await button.click();
  await expect.poll(() => page.evaluate(() => window.told)).toBe(true);
  await expect(page.getByRole('menu')).toHaveCount(0);
  await button.click();
  await expect(page.getByRole('menu')).toHaveCount(1);
});

test(
  'ten thousand workspaces: the page stays small, and scrolling finds the last',
  { tag: '@smoke' },
  async ({ page, demo }) => {
    await demo.reset({ workspaces: 10_000 });
    await openLinked(page, ENTITIES.noSource);
    await expect(counted(page, '9,998 workspaces')).toBeAttached();
    const count = () =>
      page.evaluate(() => document.querySelector('coder-workspaces-card').shadowRoot.querySelectorAll('*').length);
    expect(await count()).toBeLessThan(500);
    const list = page.locator('coder-workspaces-card [part=viewport]');
    await list.evaluate(e => e.scrollTo(0, e.scrollHeight));
    await expect(page.getByRole('listitem').last()).toHaveAttribute('aria-posinset', '9998');
    await expect(names(page).last()).toHaveText('sandbox');
    expect(await count()).toBeLessThan(500);
    const asked = await demo.requests('GET /api/v2/workspaces?');
    expect(asked.length, 'pages that were only passed are not asked for').toBeLessThan(6);
    expect(asked.every(line => /limit=(25|50|75|100)\b/.test(line))).toBe(true);
  },
);

test('icons of the deployment are fetched once each and shown as data', { tag: '@smoke' }, async ({ page, demo }) => {
  await openTall(page);
  const image = row(page, 'sandbox').locator('img');
  await expect(image).toHaveAttribute('src', /^data:image\/png;base64,/);
  await expect(row(page, 'reports').locator('img')).toHaveAttribute('src', /^data:image\/svg\+xml;base64,/);
  await expect.poll(() => image.evaluate(i => i.complete && i.naturalWidth)).toBe(32);
  expect((await demo.requests('GET /icon/docker.svg')).length).toBe(1);
  expect((await demo.requests('GET /emojis/1f4e6.png')).length).toBe(1);
  await expect(row(page, 'notebook').locator('[part=row-icon]'), 'a letter where there is no icon').toHaveText('N');
});

for (const width of [360, 384, 408]) {
  test(`in a window ${width} px wide a row’s facts are whole, and a stopped workspace starts from its row`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await openLinked(page);
    await expect(names(page)).toHaveText(['payments', 'payments-hotfix']);
    const cut = await page.getByRole('list', { name: 'Workspaces' }).evaluate(list => {
      const facts = list.querySelectorAll('[part=row-name], [part=row-status], [part=row-badge], [part=row-times]');
      const isCut = fact => {
        const end = fact.getBoundingClientRect().right;
        return fact.scrollWidth > fact.clientWidth + 1 || end > fact.parentElement.getBoundingClientRect().right + 1;
      };
      return [...facts].filter(fact => fact.offsetWidth && isCut(fact)).map(fact => fact.textContent);
    });
    expect(cut).toEqual([]);
    await row(page, 'payments-hotfix').getByRole('button', { name: 'Update and start payments-hotfix' }).click();
    await expect(row(page, 'payments-hotfix').getByText(/^(Pending|Starting)$/)).toBeVisible();
  });
}
