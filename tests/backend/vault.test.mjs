// The vault: encryption, and the links in the database.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FIRST, linksOver, SECOND, testDatabases } from './links.mjs';
import { load } from './plugin.mjs';

const { checkKeys } = load('vault/checkKeys.js');
const { Sealer } = load('vault/Sealer.js');

const TOKEN = 'abcdefghij-0123456789abcdefghijkl';
const ALICE = { userRef: 'user:default/alice', deploymentId: 'default' };
const BOB = { userRef: 'user:default/bob', deploymentId: 'default' };
const FACTS = { kind: 'token', userId: '1', username: 'alice', endsAt: undefined };

const credential = async (links, owner) => (await links.open(owner))?.credential;

test('a sealed text opens with its key and in its context only', () => {
  const sealer = new Sealer([FIRST]);
  const sealed = sealer.seal(TOKEN, ['alice', '1']);
  assert.equal(sealer.open(sealed, ['alice', '1']), TOKEN);
  assert.notDeepEqual(sealer.seal(TOKEN, ['alice', '1']).bytes, sealed.bytes, 'no two are the same');
  assert.ok(!sealed.bytes.includes(TOKEN.slice(0, 8)));
  assert.throws(() => sealer.open(sealed, ['bob', '1']));
  assert.throws(() => sealer.open(sealed, ['alice1', '']));
  assert.throws(() => new Sealer([{ ...SECOND, id: '1' }]).open(sealed, ['alice', '1']));
  for (let i = 0; i < sealed.bytes.length; i++) {
    const bytes = Buffer.from(sealed.bytes);
    bytes[i] ^= 1;
    assert.throws(() => sealer.open({ ...sealed, bytes }, ['alice', '1']), `byte ${i}`);
  }
});

testDatabases('a link is found by its user, whatever the case of the reference, and by nobody else', async database => {
  const { links } = linksOver(database);
  const saved = await links.save({ ...ALICE, userRef: 'User:Default/Alice' }, FACTS, TOKEN);
  assert.deepEqual(await links.find(ALICE), saved);
  assert.equal(await credential(links, ALICE), TOKEN);
  assert.equal(await credential(links, BOB), undefined);
  assert.equal(await credential(links, { ...ALICE, deploymentId: 'other' }), undefined);
});

testDatabases('a link takes the place of the former one', async database => {
  const { links } = linksOver(database);
  await links.save(ALICE, FACTS, 'first');
  await links.save(ALICE, { ...FACTS, username: 'alice2' }, 'second');
  assert.equal(await credential(links, ALICE), 'second');
  assert.equal((await links.find(ALICE)).username, 'alice2');
  assert.equal((await database('coder_links')).length, 1);
});

testDatabases('of links that are saved at the same time one stays, whole', async database => {
  const { links } = linksOver(database);
  const names = ['a', 'b', 'c'];
  await Promise.all(names.map(name => links.save(ALICE, { ...FACTS, username: name }, `credential of ${name}`)));
  const { username } = await links.find(ALICE);
  assert.equal(await credential(links, ALICE), `credential of ${username}`);
  assert.equal((await database('coder_links')).length, 1);
});

testDatabases('a credential that ended removes its own link, not a newer one', async database => {
  const { links } = linksOver(database);
  await links.save(ALICE, FACTS, 'new');
  await links.remove(ALICE, 'old');
  assert.equal(await credential(links, ALICE), 'new');
  await links.remove(ALICE, 'new');
  assert.equal(await links.find(ALICE), undefined);
});

testDatabases('a row that was copied to another user does not open, and is removed with a warning', async database => {
  const { links, warnings } = linksOver(database);
  await links.save(ALICE, FACTS, TOKEN);
  const [row] = await database('coder_links');
  await database('coder_links').insert({ ...row, user_ref: BOB.userRef });
  assert.equal(await credential(links, BOB), undefined);
  assert.equal(await links.find(BOB), undefined);
  assert.equal(await credential(links, ALICE), TOKEN);
  assert.match(warnings.join(), /user:default\/bob/);
  assert.ok(!warnings.join().includes(TOKEN));
});

testDatabases('no column has a byte of the credential', async database => {
  const { links } = linksOver(database);
  await links.save(ALICE, FACTS, TOKEN);
  const [row] = await database('coder_links');
  for (const [column, value] of Object.entries(row)) {
    const bytes = Buffer.isBuffer(value) ? value.toString('latin1') : String(value);
    assert.ok(!bytes.includes(TOKEN) && !bytes.includes(TOKEN.split('-')[1]), column);
  }
});

testDatabases('links are encrypted anew with the first key, and the old key can go', async database => {
  const { links } = linksOver(database);
  const owners = Array.from({ length: 250 }, (_, i) => ({ ...ALICE, userRef: `user:default/u${i}` }));
  for (const owner of owners) await links.save(owner, FACTS, `credential of ${owner.userRef}`);
  await assert.rejects(
    checkKeys(database, 'coder_links', new Sealer([SECOND])),
    /no key "1", which encrypted 250 rows of the table coder_links/,
  );
  const both = linksOver(database, [SECOND, FIRST]).links;
  await checkKeys(database, 'coder_links', new Sealer([SECOND, FIRST]));
  assert.equal(await credential(both, owners[7]), `credential of ${owners[7].userRef}`);
  assert.equal(await both.reseal(), 250);
  assert.equal(await both.reseal(), 0);
  const after = linksOver(database, [SECOND]).links;
  await checkKeys(database, 'coder_links', new Sealer([SECOND]));
  for (const owner of owners) assert.equal(await credential(after, owner), `credential of ${owner.userRef}`);
});

testDatabases(
  'a link that another replica encrypted with a newer key stays, also where that key is missing',
  async database => {
    const [older, newer] = [linksOver(database), linksOver(database, [SECOND, FIRST])];
    await newer.links.save(ALICE, FACTS, TOKEN);
    await assert.rejects(older.links.open(ALICE), /has no key with the id "2"/);
    await assert.rejects(older.links.remove(ALICE, TOKEN), /has no key with the id "2"/);
    assert.equal(await older.links.reseal(), 0);
    assert.deepEqual(older.warnings, []);
    assert.equal(await credential(newer.links, ALICE), TOKEN);
    assert.equal((await older.links.find(ALICE)).username, 'alice');
  },
);

testDatabases('re-encryption stops on its abort signal, and can be resumed', async database => {
  const { links } = linksOver(database);
  await links.save(ALICE, FACTS, TOKEN);
  const both = linksOver(database, [SECOND, FIRST]).links;
  assert.equal(await both.reseal(AbortSignal.abort()), 0);
  assert.equal(await both.reseal(), 1);
});

testDatabases('a link that is used stays, and one that is not used is forgotten', async database => {
  let now = new Date('2026-01-01T00:00:00Z');
  const { links } = linksOver(database, [FIRST], () => now);
  await links.save(ALICE, FACTS, TOKEN);
  await links.save(BOB, FACTS, TOKEN);
  now = new Date('2026-03-01T00:00:00Z');
  await credential(links, ALICE);
  assert.equal(await links.forgetUnused(new Date('2026-02-01T00:00:00Z')), 1);
  assert.equal(await credential(links, ALICE), TOKEN);
  assert.equal(await links.find(BOB), undefined);
});
