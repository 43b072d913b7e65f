// Tokens that Coder is to revoke once it can be asked.
import assert from 'node:assert/strict';
import { FIRST, SECOND, testDatabases } from './links.mjs';
import { load } from './plugin.mjs';

const { Sealer } = load('vault/Sealer.js');
const { Revocations } = load('vault/Revocations.js');

const GRANT = { accessToken: 'the access token', refreshToken: 'the refresh token', endsAt: '2026-01-01T01:00:00Z' };
const OTHER = { ...GRANT, refreshToken: 'another refresh token' };

/** A provider that can be down. */
class Provider {
  isDown = true;
  asked = 0;
  revoked = [];

  async revoke({ refreshToken }) {
    this.asked += 1;
    if (this.isDown) throw new Error('down');
    this.revoked.push(refreshToken);
  }
}

function revocationsOver(database, provider, { now, keys = [FIRST] } = {}) {
  const warnings = [];
  const clients = new Map(provider ? [['default', provider]] : []);
  const logger = { warn: text => warnings.push(text) };
  return { revocations: new Revocations(database, new Sealer(keys), clients, logger, now), warnings };
}

const stored = database => database('coder_revocations');

testDatabases('what can be revoked is revoked at once and not stored', async database => {
  const provider = new Provider();
  provider.isDown = false;
  await revocationsOver(database, provider).revocations.revoke('default', GRANT);
  assert.deepEqual(provider.revoked, ['the refresh token']);
  assert.equal((await stored(database)).length, 0);
});

testDatabases('what cannot be revoked is revoked later, once', async database => {
  const provider = new Provider();
  const { revocations, warnings } = revocationsOver(database, provider);
  await revocations.revoke('default', GRANT);
  await revocations.revoke('default', OTHER);
  assert.equal(warnings.length, 2);
  provider.asked = 0;
  await revocations.retry();
  assert.equal(provider.asked, 1, 'a deployment that is down is asked once');
  provider.isDown = false;
  await revocations.retry();
  await revocations.retry();
  assert.deepEqual(provider.revoked.sort(), ['another refresh token', 'the refresh token']);
  assert.equal((await stored(database)).length, 0);
});

testDatabases('a token that Coder refuses to revoke does not keep others from it', async database => {
  const provider = new Provider();
  let minute = 0;
  const { revocations } = revocationsOver(database, provider, { now: () => new Date(2026, 0, 1, 0, minute++) });
  await revocations.revoke('default', GRANT);
  await revocations.revoke('default', OTHER);
  provider.revoke = async ({ refreshToken }) => {
    if (refreshToken === GRANT.refreshToken) throw new Error('invalid_request');
    provider.revoked.push(refreshToken);
  };
  await revocations.retry();
  await revocations.retry();
  assert.deepEqual(provider.revoked, ['another refresh token']);
});

testDatabases('a process that ends while Coder is asked leaves the tokens to the next one', async database => {
  const lost = { revoke: () => new Promise(() => {}) };
  const { revocations } = revocationsOver(database, lost);
  void revocations.revoke('default', GRANT);
  while ((await stored(database)).length === 0);
  const provider = new Provider();
  provider.isDown = false;
  await revocationsOver(database, provider).revocations.retry();
  assert.deepEqual(provider.revoked, ['the refresh token']);
});

testDatabases('tokens that do not open are removed with a warning, and are in nobody’s way', async database => {
  const provider = new Provider();
  const { revocations, warnings } = revocationsOver(database, provider);
  await revocations.revoke('default', GRANT);
  await stored(database).update({ sealed: Buffer.alloc(64) });
  provider.isDown = false;
  await revocations.retry();
  assert.match(warnings.at(-1), /could not be decrypted/);
  assert.equal((await stored(database)).length, 0);
});

testDatabases('tokens are encrypted anew with the first key', async database => {
  const provider = new Provider();
  await revocationsOver(database, provider).revocations.revoke('default', GRANT);
  await revocationsOver(database, provider, { keys: [SECOND, FIRST] }).revocations.reseal();
  provider.isDown = false;
  await revocationsOver(database, provider, { keys: [SECOND] }).revocations.retry();
  assert.deepEqual(provider.revoked, ['the refresh token']);
});

testDatabases('without the application, tokens are kept until it is back', async database => {
  const provider = new Provider();
  provider.isDown = false;
  await revocationsOver(database).revocations.revoke('default', GRANT);
  await revocationsOver(database).revocations.retry();
  assert.equal((await stored(database)).length, 1);
  await revocationsOver(database, provider).revocations.retry();
  assert.deepEqual(provider.revoked, ['the refresh token']);
});

testDatabases('tokens that another replica encrypted with a newer key are left to it', async database => {
  const provider = new Provider();
  await revocationsOver(database, provider, { keys: [SECOND, FIRST] }).revocations.revoke('default', GRANT);
  provider.isDown = false;
  await revocationsOver(database, provider).revocations.retry();
  assert.equal((await stored(database)).length, 1);
  await revocationsOver(database, provider, { keys: [SECOND, FIRST] }).revocations.retry();
  assert.equal((await stored(database)).length, 0);
});

testDatabases('tokens that have ended by themselves are removed', async database => {
  const provider = new Provider();
  await revocationsOver(database, provider, { now: () => new Date('2026-01-01') }).revocations.revoke('default', GRANT);
  await revocationsOver(database, provider, { now: () => new Date('2026-01-30') }).revocations.retry();
  assert.equal((await stored(database)).length, 1);
  await revocationsOver(database, provider, { now: () => new Date('2026-02-01') }).revocations.retry();
  assert.equal((await stored(database)).length, 0);
});

testDatabases('the database has no byte of a token', async database => {
  await revocationsOver(database, new Provider()).revocations.revoke('default', GRANT);
  const [row] = await stored(database);
  const all = Object.values(row).map(value => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value)));
  for (const secret of [GRANT.accessToken, GRANT.refreshToken]) assert.ok(!all.join().includes(secret), secret);
});
