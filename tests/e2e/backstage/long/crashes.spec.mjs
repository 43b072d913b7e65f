// Processes of the backend that are killed again and again while many users' tokens end.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, portal, withOAuth } from '../portal.mjs';
import { signedUsers } from '../signed-users.mjs';

const USERS = 60;
const REPLICAS = 3;
/** Coder's tokens are refreshed in their last two minutes. */
const LIFETIME_S = 180;
const KILL_EVERY_MS = 5_000;
const KILLING_MS = 180_000;

const DEPLOYMENT = '/api/coder/v1/deployments/default';
const ME = `${DEPLOYMENT}/api/v2/users/me`;

const { config, tokenOf, dispose } = signedUsers();
const users = Array.from({ length: USERS }, (_, i) => ({ number: i, token: tokenOf(`user:default/user-${i}`) }));

const test = portal(
  withOAuth({
    ...config,
    'backend.database': { client: 'pg', connection: process.env.E2E_POSTGRES, prefix: `crashes_${process.pid}_` },
  }),
);

test.afterAll(dispose);

const bearer = ({ token }) => ({ authorization: `Bearer ${token}` });

/** Links the account of a user as a browser does, each with another user of Coder. */
async function link(portal, user) {
  await portal.demo.control({ visitor: user.number });
  const begun = await fetch(`${portal.url}${DEPLOYMENT}/oauth`, { method: 'POST', headers: bearer(user) });
  const cookie = begun.headers.get('set-cookie').split(';')[0];
  const { url } = await begun.json();
  const allowed = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams({ answer: 'allow' }),
    redirect: 'manual',
  });
  const back = await fetch(allowed.headers.get('location'), { headers: { cookie } });
  expect(back.status).toBe(200);
  expect(await status(portal.url, user)).toBe(200);
}

/** Returns the status of a request, or `lost` if the process is not there. */
async function status(url, user) {
  try {
    const response = await fetch(url + ME, { headers: bearer(user) });
    await response.arrayBuffer();
    if (response.status === 503) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    return response.status;
  } catch (error) {
    if (error instanceof TypeError) return 'lost';
    throw error;
  }
}

/** Keeps so many processes, of which `kill` ends the one that runs longest and starts another. */
async function processes(portal) {
  const running = [];
  const starting = new Set();
  const start = () => {
    const started = portal.replica().then(replica => {
      starting.delete(started);
      running.push(replica);
    });
    starting.add(started);
    return started;
  };
  for (let i = 0; i < REPLICAS; i += 1) await start();
  return {
    url: () => running[Math.floor(Math.random() * running.length)]?.url,
    async kill() {
      const lost = running.shift();
      if (!lost) return false;
      await lost.stop();
      void start();
      return true;
    },
    settled: () => Promise.all(starting),
    stop: () => Promise.all(running.map(replica => replica.stop())),
  };
}

/** Returns the number of refreshes at Coder, beside the first grants. */
const refreshesAt = async demo => (await demo.requests('POST /oauth2/tokens')).length - USERS;

/** Sends requests of a user until the signal, and counts their outcomes. */
async function use(user, all, outcomes, signal) {
  while (!signal.aborted) {
    const url = all.url();
    const outcome = url ? await status(url, user) : 'lost';
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    await sleep(1_000 + 1_000 * Math.random());
  }
}

test('of many users whose tokens end while processes are killed, nobody is signed out', async ({ shared, demo }) => {
  test.setTimeout(900_000);
  await demo.control({ oauth_lifetime: LIFETIME_S });
  for (const user of users) await link(shared, user);
  await demo.control({ oauth_lifetime: 86_400 });
  const all = await processes(shared);
  const [outcomes, ending] = [{}, new AbortController()];
  const using = users.map(user => use(user, all, outcomes, ending.signal));
  let kills = 0;
  for (const end = Date.now() + KILLING_MS; Date.now() < end;) {
    await sleep(KILL_EVERY_MS);
    if (await all.kill()) kills += 1;
  }
  await all.settled();
  for (const user of users) await expect.poll(() => status(all.url(), user), { timeout: 90_000 }).toBe(200);
  ending.abort();
  await Promise.all(using);
  await all.stop();
  const refreshes = await refreshesAt(demo);
  console.log(`${kills} processes killed, ${refreshes} refreshes of ${USERS} users, ${JSON.stringify(outcomes)}`);
  expect(Object.keys(outcomes).filter(outcome => !['200', '503', 'lost'].includes(outcome))).toEqual([]);
  expect(refreshes).toBe(USERS);
});
