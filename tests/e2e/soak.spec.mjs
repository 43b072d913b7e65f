// A soak test: half an hour on one page under a fake clock, with refreshes, changes, faults, actions and dialogs.
// Nothing accumulates.
import { ENTITIES, expect, names, openTall, row, test } from './fixtures.mjs';
import { countListenersAndTimers } from './listener-count.mjs';

const PACE = { tuning: { listMaxHeightPx: 1200 } };

test('half an hour of refreshes, changes, faults, actions and dialogs leaves nothing behind', async ({
  page,
  demo,
  context,
  settled,
}) => {
  test.setTimeout(600_000);
  await demo.control({ build_rate: 0 });
  await page.clock.install();
  await page.addInitScript(countListenersAndTimers);
  await page.addInitScript(() => {
    addEventListener(
      'TrunkApplicationStarted',
      event => (window.wasmBytes = () => event.detail.wasm.memory.buffer.byteLength),
    );
  });
  await openTall(page, ENTITIES.noSource, PACE);
  await expect(row(page, 'platform')).toBeVisible();
  const cdp = await context.newCDPSession(page);
  const counters = async () => {
    await cdp.send('HeapProfiler.collectGarbage');
    const { nodes, jsEventListeners } = await cdp.send('Memory.getDOMCounters');
    const { usedSize } = await cdp.send('Runtime.getHeapUsage');
    const [wasm, { timers }] = await page.evaluate(() => [window.wasmBytes(), window.pendingListenersAndTimers()]);
    return { nodes, listeners: jsEventListeners, timers, heap: usedSize, wasm };
  };
  const minute = async n => {
    await demo.control({ workspace: { name: 'platform', status: n % 2 ? 'stopped' : 'running' } });
    if (n % 5 === 0) await demo.control({ faults: [{ on: 'GET /api/v2/workspaces?', times: 1, status: 502 }] });
    await settled();
    // The clock jumps, because running every second would time out pending requests.
    await page.clock.fastForward(61_000);
    await expect(row(page, 'platform').getByText(n % 2 ? 'Stopped' : 'Running', { exact: true })).toBeVisible();
    if (n % 3 === 2) return;
    const menu = n % 3 === 1 && n % 2 ? 'More ways to open' : 'Actions for';
    await page.getByRole('button', { name: `${menu} platform`, exact: true }).click();
    if (n % 3 === 1) {
      // The next change ends this build.
      await page.getByRole('menuitem', { name: n % 2 ? 'Start' : 'Stop', exact: true }).click();
      await expect(row(page, 'platform').getByText('Pending', { exact: true })).toBeVisible();
      return;
    }
    await page.getByRole('menuitem', { name: 'Details' }).click();
    await expect(page.getByRole('dialog').getByRole('heading', { name: 'platform', exact: true })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };
  // By now, everything that is created only once exists.
  for (let n = 0; n < 6; n += 1) await minute(n);
  await settled();
  const before = await counters();
  for (let n = 6; n < 30; n += 1) await minute(n);
  await expect(names(page)).toHaveCount(10);
  await settled();
  // The browser collects garbage in its own time; a leak stays forever.
  await expect.poll(async () => (await counters()).listeners, 'listeners').toBeLessThan(before.listeners + 20);
  const after = await counters();
  expect(after.nodes, `nodes, after ${before.nodes}`).toBeLessThan(before.nodes + 100);
  expect(after.timers, `timers, after ${before.timers}`).toBeLessThanOrEqual(before.timers);
  expect(after.heap, `bytes of JS heap, after ${before.heap}`).toBeLessThan(before.heap + 500_000);
  expect(after.wasm, `bytes of wasm memory, after ${before.wasm}`).toBeLessThanOrEqual(before.wasm + 2 * 65_536);
  // One list per minute, and another one after a fault: no other timer sends requests.
  const lists = (await demo.requests('GET /api/v2/workspaces?')).length;
  expect(lists).toBeLessThan(30 * 3);
});
