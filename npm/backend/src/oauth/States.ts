// The authorizations that users have begun, in the database.
import type { DatabaseService } from '@backstage/backend-plugin-api';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { LinkOwner } from '../vault/Links';
import type { Sealer } from '../vault/Sealer';

type Database = Awaited<ReturnType<DatabaseService['getClient']>>;

interface Row {
  state_hash: string;
  browser_hash: string;
  user_ref: string;
  deployment_id: string;
  sealed: Buffer;
  key_id: string;
  created_at: string;
}

const TABLE = 'coder_oauth_states';
const LIFETIME_MS = 10 * 60 * 1000;

/** The store of the authorizations. Each can be taken once, by the browser that began it. */
export class States {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /** Stores an authorization. `browser` is the secret that only the user's browser has. */
  async add({ userRef, deploymentId }: LinkOwner, state: string, browser: string, verifier: string): Promise<void> {
    const { bytes, keyId } = this.sealer.seal(verifier, [state]);
    await this.database<Row>(TABLE).insert({
      state_hash: hash(state),
      browser_hash: hash(browser),
      user_ref: userRef,
      deployment_id: deploymentId,
      sealed: bytes,
      key_id: keyId,
      created_at: this.now().toISOString(),
    });
  }

  /** Removes and returns an authorization, if there is one of this browser that has not ended. */
  async take(state: string, browser: string): Promise<{ owner: LinkOwner; verifier: string } | undefined> {
    const place = { state_hash: hash(state) };
    const row = await this.database<Row>(TABLE).where(place).first();
    // The row may have been taken between the two.
    if (!row || (await this.database<Row>(TABLE).where(place).delete()) !== 1) return undefined;
    const isOfBrowser = timingSafeEqual(Buffer.from(row.browser_hash), Buffer.from(hash(browser)));
    if (!isOfBrowser || row.created_at < this.oldest()) return undefined;
    const verifier = this.sealer.open({ keyId: row.key_id, bytes: Buffer.from(row.sealed) }, [state]);
    return { owner: { userRef: row.user_ref, deploymentId: row.deployment_id }, verifier };
  }

  /** Removes the authorizations that have ended. */
  async forgetEnded(): Promise<void> {
    await this.database<Row>(TABLE).where('created_at', '<', this.oldest()).delete();
  }

  private oldest(): string {
    return new Date(this.now().getTime() - LIFETIME_MS).toISOString();
  }
}

function hash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
