// Refreshing credentials, with several replicas on one database.
import assert from 'node:assert/strict';
import { linksOver, testDatabases } from './links.mjs';
import { load } from './plugin.mjs';

const { Credentials } = load('vault/Credentials.js');
const { RefusalError } = load('gateway/RefusalError.js');

const ALICE = { userRef: 'user:default/alice', deploymentId: 'default' };
const MINUTE_MS = 60_000;

/** An OAuth provider that rotates: a refresh ends the former tokens. */
class Provider {
  refreshes = 0;
  revoked = [];
  grant = this.#issue(1);

  #issue(n, minutes = 60) {
    return {
      accessToken: `access ${n}`,
      refreshToken: `refresh ${n}`,
      endsAt: new Date(Date.now() + minutes * MINUTE_MS).toISOString(),
    };
  }

  /** Makes the access token end in a minute, which is soon. */
  expireSoon() {
    this.grant.endsAt = new Date(Date.now() + MINUTE_MS).toISOString();
    return this;
  }

  async refresh({ refreshToken }) {
    this.refreshes += 1;
    await this.delay?.();
    if (refreshToken !== this.grant.refreshToken) return undefined;
    this.grant = this.#issue(this.refreshes + 1);
    return this.grant;
  }

  async revoke(grant) {
    this.revoked.push(grant.refreshToken);
  }
}

const revocationsAt = provider => ({ revoke: (_deploymentId, grant) => provider.revoke(grant) });

/** Links Alice's account and returns this many replicas. */
async function replicas(database, provider, count) {
  const { links } = linksOver(database);
  const { endsAt: accessEndsAt } = provider.grant;
  const facts = { kind: 'oauth', userId: '1', username: 'alice', endsAt: undefined, accessEndsAt };
  await links.save(ALICE, facts, JSON.stringify(provider.grant));
  const clients = new Map([['default', provider]]);
  const all = Array.from(
    { length: count },
    () => new Credentials(linksOver(database).links, clients, revocationsAt(provider)),
  );
  return { links, all };
}

const isRefusal = code => error => error instanceof RefusalError && error.refusal.body.code === code;

testDatabases('an access token is used until it is about to end', async database => {
  const provider = new Provider();
  const { all } = await replicas(database, provider, 1);
  assert.equal(await all[0].current(ALICE), 'access 1');
  assert.equal(provider.refreshes, 0);
});

testDatabases('of many requests at many replicas one refreshes, and all get the new token', async database => {
  const provider = new Provider().expireSoon();
  const { all } = await replicas(database, provider, 5);
  const tokens = await Promise.all([...all, ...all].map(replica => replica.current(ALICE)));
  assert.deepEqual(new Set(tokens), new Set(['access 2']));
  assert.equal(provider.refreshes, 1);
});

testDatabases('an access token that Coder refuses is refreshed by one replica', async database => {
  const provider = new Provider();
  const { all } = await replicas(database, provider, 3);
  const tokens = await Promise.all(all.map(replica => replica.renewed(ALICE, 'access 1')));
  assert.deepEqual(tokens, ['access 2', 'access 2', 'access 2']);
  assert.equal(provider.refreshes, 1);
});

testDatabases('a grant that has ended ends the link, once', async database => {
  const provider = new Provider().expireSoon();
  const { links, all } = await replicas(database, provider, 2);
  provider.grant.refreshToken = 'another';
  await assert.rejects(all[0].current(ALICE), isRefusal('link_ended'));
  assert.equal(await links.find(ALICE), undefined);
  assert.equal(await all[1].current(ALICE), undefined);
  assert.equal(provider.refreshes, 1);
});

testDatabases('a provider that cannot be asked ends nothing: the token is used while it lasts', async database => {
  const provider = new Provider().expireSoon();
  const { links, all } = await replicas(database, provider, 1);
  provider.delay = () => Promise.reject(new Error('connection refused'));
  assert.equal(await all[0].current(ALICE), 'access 1');
  await assert.rejects(all[0].renewed(ALICE, 'access 1'), isRefusal('unreachable'));
  assert.ok(await links.find(ALICE));
  provider.delay = undefined;
  assert.equal(await all[0].current(ALICE), provider.grant.accessToken);
  assert.notEqual(provider.grant.accessToken, 'access 1');
});

testDatabases('a link outlives a configuration that lacks its application', async database => {
  const provider = new Provider().expireSoon();
  const { links, all } = await replicas(database, provider, 1);
  const without = new Credentials(links, new Map(), { warn: () => {} });
  assert.equal(await without.current(ALICE), 'access 1');
  await assert.rejects(without.renewed(ALICE, 'access 1'), isRefusal('unreachable'));
  assert.equal(await all[0].current(ALICE), 'access 2');
});

testDatabases('a replica that is lost while it refreshes holds the others up for its lease only', async database => {
  const provider = new Provider().expireSoon();
  const { links, all } = await replicas(database, provider, 1);
  const { version } = await links.open(ALICE);
  const past = linksOver(database, undefined, () => new Date(Date.now() - 15_000)).links;
  assert.ok(await past.claimRefresh(ALICE, version, 15_100), 'the lost replica has a tenth of a second left');
  assert.equal(await links.claimRefresh(ALICE, version, 1000), false);
  assert.equal(await all[0].current(ALICE), 'access 2');
});

testDatabases(
  'a link that is removed during its refresh stays removed, and the new tokens are revoked',
  async database => {
    const provider = new Provider().expireSoon();
    const { links, all } = await replicas(database, provider, 1);
    provider.delay = () => links.remove(ALICE);
    assert.equal(await all[0].current(ALICE), undefined);
    assert.deepEqual(provider.revoked, ['refresh 2']);
  },
);

testDatabases('an account that is linked anew during a refresh keeps its new link', async database => {
  const provider = new Provider().expireSoon();
  const { links, all } = await replicas(database, provider, 1);
  provider.delay = async () => {
    await links.remove(ALICE);
    await links.save(ALICE, { kind: 'token', userId: '1', username: 'alice', endsAt: undefined }, 'pasted');
  };
  assert.equal(await all[0].current(ALICE), 'pasted');
  assert.deepEqual(provider.revoked, ['refresh 2']);
});

testDatabases('who unlinks while another replica refreshes is unlinked', async database => {
  const provider = new Provider();
  const { links, all } = await replicas(database, provider, 2);
  const other = linksOver(database).links;
  other.remove = async (...which) => {
    other.remove = (...rest) => links.remove(...rest);
    await all[1].renewed(ALICE, 'access 1');
    return links.remove(...which);
  };
  await new Credentials(other, new Map([['default', provider]]), revocationsAt(provider)).unlink(ALICE);
  assert.equal(await links.find(ALICE), undefined);
  assert.deepEqual(provider.revoked, ['refresh 2']);
});

testDatabases('a lease that is given back late frees nobody else’s', async database => {
  const { links } = await replicas(database, new Provider(), 1);
  const { version } = await links.open(ALICE);
  const past = linksOver(database, undefined, () => new Date(Date.now() - 15_000)).links;
  const lost = await past.claimRefresh(ALICE, version, 10_000);
  assert.ok(await links.claimRefresh(ALICE, version, 10_000));
  await links.releaseRefresh(ALICE, version, lost);
  assert.equal(await links.claimRefresh(ALICE, version, 10_000), false);
});

/** Links as many users as a process may refresh in a minute and one more, and has all but that one refreshed. */
async function crowd(database, lastEndsInMs) {
  const { links } = linksOver(database);
  const clock = { ms: Date.now() };
  const inMs = ms => new Date(clock.ms + ms).toISOString();
  let refreshes = 0;
  const grant = (n, ms) => ({ accessToken: `access ${n}`, refreshToken: `refresh ${n}`, endsAt: inMs(ms) });
  const client = { refresh: async () => grant(`new ${++refreshes}`, 60 * MINUTE_MS) };
  const credentials = new Credentials(links, new Map([['default', client]]), { warn: () => {} }, () => clock.ms);
  const owners = Array.from({ length: 11 }, (_, n) => ({ userRef: `user:default/${n}`, deploymentId: 'default' }));
  for (const [n, owner] of owners.entries()) {
    const old = grant(n, n === 10 ? lastEndsInMs : -1);
    const facts = { kind: 'oauth', userId: `${n}`, username: `${n}`, endsAt: undefined, accessEndsAt: old.endsAt };
    await links.save(owner, facts, JSON.stringify(old));
  }
  const last = owners.pop();
  for (const [n, owner] of owners.entries()) assert.equal(await credentials.current(owner), `access new ${n + 1}`);
  return { credentials, links, clock, last };
}

testDatabases(
  'a request that would wait too long for other refreshes is answered with a time to retry after',
  async database => {
    const { credentials, links, clock, last } = await crowd(database, -1);
    const { refusal } = await credentials.current(last).catch(error => error);
    assert.deepEqual([refusal.status, refusal.body.code], [503, 'busy']);
    assert.ok(refusal.retryAfterS > 20 && refusal.retryAfterS <= 61, `${refusal.retryAfterS}`);
    assert.ok(await links.find(last));
    clock.ms += MINUTE_MS;
    assert.equal(await credentials.current(last), 'access new 11');
  },
);

testDatabases('a token that still works is used while there are too many refreshes', async database => {
  const { credentials, clock, last } = await crowd(database, MINUTE_MS + 1);
  assert.equal(await credentials.current(last), 'access 10');
  clock.ms += MINUTE_MS;
  assert.equal(await credentials.current(last), 'access new 11');
});

testDatabases('a link is removed before its tokens are revoked', async database => {
  const provider = new Provider();
  const { links, all } = await replicas(database, provider, 1);
  provider.revoke = async ({ refreshToken }) => {
    assert.equal(await links.find(ALICE), undefined);
    provider.revoked.push(refreshToken);
  };
  await all[0].unlink(ALICE);
  assert.deepEqual(provider.revoked, ['refresh 1']);
});
