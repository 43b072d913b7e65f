// The backend plugin as it is installed in a host, and the host's packages that its tests need.
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const host = process.env.E2E_HOST;
const require = createRequire(join(host, 'packages/backend/package.json'));

/** Loads a compiled module of the plugin, which its `exports` hide. */
export const load = module => require(join(host, 'node_modules/backstage-plugin-coder-backend/dist', module));

/** Connections by database; each opens an empty schema. */
const CONNECTIONS = {
  SQLite: () => ({ client: 'better-sqlite3', connection: ':memory:', useNullAsDefault: true, pool: { max: 1 } }),
  PostgreSQL: async () => {
    const client = { client: 'pg', connection: process.env.E2E_POSTGRES };
    const schema = `test_${randomUUID().replaceAll('-', '')}`;
    const knex = require('knex')(client);
    await knex.schema.createSchema(schema);
    await knex.destroy();
    return { ...client, searchPath: [schema] };
  },
};

/** Names of the databases that Backstage supports. */
export const DATABASES = Object.keys(CONNECTIONS);

/** Opens a database with the plugin's table. */
export async function openDatabase(name) {
  const knex = require('knex')(await CONNECTIONS[name]());
  const directory = join(host, 'node_modules/backstage-plugin-coder-backend/migrations');
  await knex.migrate.latest({ directory });
  return knex;
}
