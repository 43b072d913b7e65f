import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Sealer } from './Sealer';

type Database = Awaited<ReturnType<DatabaseService['getClient']>>;

interface Count {
  key_id: string;
  count: number | string;
}

/** Throws if rows of a table were encrypted with keys that are not configured any more; the error has their count. */
export async function checkKeys(database: Database, table: string, sealer: Sealer): Promise<void> {
  const found = await database(table).select('key_id').count({ count: '*' }).groupBy('key_id');
  for (const { key_id: keyId, count } of found as unknown as Count[]) {
    if (!sealer.has(keyId)) {
      throw new Error(
        `coder.vault.keys in app-config.yaml has no key "${keyId}", which encrypted ${count} rows of the table ${table}. Put it back at the end of the list, or delete these rows.`,
      );
    }
  }
}
