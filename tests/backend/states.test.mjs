// Authorizations that users have begun.
import assert from 'node:assert/strict';
import { FIRST, testDatabases } from './links.mjs';
import { load } from './plugin.mjs';

const { Sealer } = load('vault/Sealer.js');
const { States } = load('oauth/States.js');

const ALICE = { userRef: 'user:default/alice', deploymentId: 'default' };
const statesOver = (database, now) => new States(database, new Sealer([FIRST]), now);

testDatabases('an authorization is taken once, by the browser that began it', async database => {
  const states = statesOver(database);
  await states.add(ALICE, 'state', 'browser', 'verifier');
  assert.deepEqual(await states.take('state', 'browser'), { owner: ALICE, verifier: 'verifier' });
  assert.equal(await states.take('state', 'browser'), undefined);
});

testDatabases('of two that take it at once, one gets it', async database => {
  const states = statesOver(database);
  await states.add(ALICE, 'state', 'browser', 'verifier');
  const taken = await Promise.all([states.take('state', 'browser'), states.take('state', 'browser')]);
  assert.equal(taken.filter(one => one !== undefined).length, 1);
});

testDatabases('another browser does not get it, and the first one not any more', async database => {
  const states = statesOver(database);
  await states.add(ALICE, 'state', 'browser', 'verifier');
  for (const [state, browser] of [
    ['other', 'browser'],
    ['state', ''],
    ['state', 'browser'],
  ]) {
    assert.equal(await states.take(state, browser), undefined, `${state}, ${browser}`);
  }
});

testDatabases('it lasts for ten minutes', async database => {
  let now = new Date('2026-01-01T00:00:00Z');
  const states = statesOver(database, () => now);
  await states.add(ALICE, 'state', 'browser', 'verifier');
  await states.add(ALICE, 'another', 'browser', 'verifier');
  now = new Date('2026-01-01T00:10:01Z');
  assert.equal(await states.take('state', 'browser'), undefined);
  await states.forgetEnded();
  assert.deepEqual(await database('coder_oauth_states'), []);
});

testDatabases('the database has neither the state, nor the cookie, nor the verifier', async database => {
  await statesOver(database).add(ALICE, 'the state', 'the browser', 'the verifier');
  const [row] = await database('coder_oauth_states');
  const all = Object.values(row).map(value => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value)));
  for (const secret of ['the state', 'the browser', 'the verifier']) assert.ok(!all.join().includes(secret), secret);
});
