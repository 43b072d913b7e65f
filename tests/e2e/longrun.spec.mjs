// Half an hour on one page, by a clock that runs ahead: refreshes, changes, faults, dialogs. Nothing piles up.
import { ENTITIES, expect, names, openTall, row, test } from './fixtures.mjs';

const PACE = { tuning: { listMaxHeightPx: 1200 } };

test('half an hour of refreshes, changes, faults and dialogs leaves nothing behind', async ({ page, demo, context, settled }) => {
  test.setTimeout(400_000);
  await demo.control({ build_rate: 0 });
  await page.clock.install();
  await openTall(page, ENTITIES.noSource, PACE);
  await expect(row(page, 'platform')).toBeVisible();
  const cdp = await context.newCDPSession(page);
  const counters = async () => {
    await cdp.send('HeapProfiler.collectGarbage');
    const { nodes, jsEventListeners } = await cdp.send('Memory.getDOMCounters');
    return { nodes, listeners: jsEventListeners };
  };
  const minute = async n => {
    await demo.control({ workspace: { name: 'platform', status: n % 2 ? 'stopped' : 'running' } });
    if (n % 5 === 0) await demo.control({ faults: [{ on: 'GET /api/v2/workspaces?', times: 1, status: 502 }] });
    await settled();
    // Jumps: a request that is out would time out if every second on the way went by.
    await page.clock.fastForward(61_000);
    await expect(row(page, 'platform').getByText(n % 2 ? 'Stopped' : 'Running', { exact: true })).toBeVisible();
    if (n % 3) return;
    await page.getByRole('button', { name: 'Actions for platform', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Details' }).click();
    await expect(page.getByRole('dialog').getByRole('heading', { name: 'platform', exact: true })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };
  // Whatever is made once is made by now.
  for (let n = 0; n < 6; n += 1) await minute(n);
  const before = await counters();
  for (let n = 6; n < 30; n += 1) await minute(n);
  const after = await counters();
  await expect(names(page)).toHaveCount(10);
  expect(after.nodes, `nodes, after ${before.nodes}`).toBeLessThan(before.nodes + 100);
  expect(after.listeners, `listeners, after ${before.listeners}`).toBeLessThan(before.listeners + 20);
  // One list a minute, and a second where a fault was: nobody else asks.
  const lists = (await demo.requests('GET /api/v2/workspaces?')).length;
  expect(lists).toBeLessThan(30 * 3);
});
