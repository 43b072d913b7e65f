// Links over a database, for tests.
import { test } from 'node:test';
import { DATABASES, load, openDatabase } from './plugin.mjs';

const { Sealer } = load('vault/Sealer.js');
const { Links } = load('vault/Links.js');

export const [FIRST, SECOND] = ['1', '2'].map(id => ({ id, secret: `the secret of key ${id}, 32 or more` }));

/** Returns links over a database, and the warnings that they log. */
export function linksOver(database, keys = [FIRST], now) {
  const warnings = [];
  return { links: new Links(database, new Sealer(keys), { warn: text => warnings.push(text) }, now), warnings };
}

/** Adds a test for each database. */
export function testDatabases(name, run) {
  for (const kind of DATABASES) {
    test(`${name}, in ${kind}`, async t => {
      const database = await openDatabase(kind);
      t.after(() => database.destroy());
      await run(database);
    });
  }
}
