// The tokens that are to be revoked at Coder, in the database until Coder has done it.
import type { DatabaseService, LoggerService } from '@backstage/backend-plugin-api';
import { randomUUID } from 'node:crypto';
import type { Grant, OAuthClient } from '../oauth/OAuthClient';
import type { Sealer } from './Sealer';

type Database = Awaited<ReturnType<DatabaseService['getClient']>>;

interface Row {
  id: string;
  deployment_id: string;
  sealed: Buffer;
  key_id: string;
  created_at: string;
  tried_at: string;
}

export const TABLE = 'coder_revocations';
/** Coder limits the requests to its provider by address, and refreshes need most of them. */
const MOST_AT_ONCE = 10;
const LIFETIME_MS = 30 * 24 * 60 * 60 * 1000;

/** The store of the revocations. */
export class Revocations {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
    /** Clients by the id of the deployment. */
    private readonly clients: Map<string, Pick<OAuthClient, 'revoke'>>,
    private readonly logger: LoggerService,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /** Revokes tokens, now or later. They are stored first, so that no process takes them with it. */
  async revoke(deploymentId: string, grant: Grant): Promise<void> {
    const now = this.now().toISOString();
    const place = { id: randomUUID(), deployment_id: deploymentId, created_at: now, tried_at: now };
    const { bytes, keyId } = this.sealer.seal(JSON.stringify(grant), context(place));
    const row = { ...place, sealed: bytes, key_id: keyId };
    await this.database<Row>(TABLE).insert(row);
    if (!(await this.attempt(row))) {
      this.logger.warn(`A token at ${deploymentId} could not be revoked. It will be tried again.`);
    }
  }

  /**
   * Revokes the stored tokens, those first that were tried longest ago, and removes old ones. A deployment is left alone
   * until the next time once it fails.
   */
  async retry(): Promise<void> {
    const oldest = new Date(this.now().getTime() - LIFETIME_MS).toISOString();
    await this.database<Row>(TABLE).where('created_at', '<', oldest).delete();
    for (const deploymentId of this.clients.keys()) {
      const mine = this.database<Row>(TABLE).where({ deployment_id: deploymentId });
      const rows = await mine.whereIn('key_id', this.sealer.keyIds).orderBy('tried_at').limit(MOST_AT_ONCE);
      for (const row of rows) if (!(await this.attempt(row))) break;
    }
  }

  /** Encrypts all tokens with the current key that a former one encrypted. */
  async reseal(): Promise<void> {
    for (const row of await this.database<Row>(TABLE).whereIn('key_id', this.sealer.formerKeyIds)) {
      const text = await this.openOrDrop(row);
      if (text === undefined) continue;
      const { bytes, keyId } = this.sealer.seal(text, context(row));
      await this.database<Row>(TABLE).where({ id: row.id }).update({ sealed: bytes, key_id: keyId });
    }
  }

  /** Returns whether there is nothing left to do. Fails without the application, which may come back. */
  private async attempt(row: Row): Promise<boolean> {
    const text = await this.openOrDrop(row);
    if (text === undefined) return true;
    const one = this.database<Row>(TABLE).where({ id: row.id });
    const client = this.clients.get(row.deployment_id);
    const isRevoked = client?.revoke(JSON.parse(text)).then(
      () => true,
      () => false,
    );
    if (await isRevoked) await one.delete();
    else await one.update({ tried_at: this.now().toISOString() });
    return isRevoked ?? false;
  }

  /** Returns the tokens of a row. A row that does not open is of no use to anybody. */
  private async openOrDrop(row: Row): Promise<string | undefined> {
    try {
      return this.sealer.open({ keyId: row.key_id, bytes: Buffer.from(row.sealed) }, context(row));
    } catch {
      this.logger.warn(`A token at ${row.deployment_id} that was to be revoked could not be decrypted and was removed`);
      await this.database<Row>(TABLE).where({ id: row.id }).delete();
      return undefined;
    }
  }
}

function context({ id, deployment_id }: Pick<Row, 'id' | 'deployment_id'>): string[] {
  return ['revocation', id, deployment_id];
}
