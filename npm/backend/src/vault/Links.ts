// The users' links to accounts at Coder, in the database.
import type { DatabaseService, LoggerService } from '@backstage/backend-plugin-api';
import { randomInt } from 'node:crypto';
import type { Sealer } from './Sealer';

type Database = Awaited<ReturnType<DatabaseService['getClient']>>;

/** A user of Backstage at a deployment. */
export interface LinkOwner {
  /** Entity reference of the user. */
  userRef: string;
  deploymentId: string;
}

/** What a credential is, besides its secret. */
export interface LinkFacts {
  kind: 'token' | 'oauth';
  /** UUID of the user at Coder. */
  userId: string;
  username: string;
  /** Time at which the credential ends, in RFC 3339, if Coder says so. */
  endsAt: string | undefined;
  /** Time at which the access token of an `oauth` credential ends, in RFC 3339. */
  accessEndsAt?: string;
}

/** A link without its credential. */
export interface Link extends LinkFacts {
  /** Time of the linking, in RFC 3339. */
  createdAt: string;
}

/** A link with its credential. */
export interface OpenLink extends Link {
  credential: string;
  /** Counts the credentials of the link, from a random number on: a version of a removed link never comes back. */
  version: number;
  /** Time until which a replica refreshes the link, in RFC 3339. */
  refreshingUntil: string | undefined;
}

interface Row {
  user_ref: string;
  deployment_id: string;
  kind: 'token' | 'oauth';
  coder_user_id: string;
  coder_username: string;
  sealed: Buffer;
  key_id: string;
  version: number;
  ends_at: string | null;
  access_ends_at: string | null;
  refreshing_until: string | null;
  created_at: string;
  last_used_at: string;
}

export const TABLE = 'coder_links';
/** Concurrent changes of one link, from several tabs, are few. */
const MAX_ATTEMPTS = 5;
/** A link's time of use is stored once in this time. */
const USE_INTERVAL_MS = 60 * 60 * 1000;
const RESEAL_BATCH = 100;
const FIRST_VERSIONS = 2 ** 30;

/** The store of the links. */
export class Links {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
    private readonly logger: LoggerService,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /** Returns the link of a user, if there is one. */
  async find(owner: LinkOwner): Promise<Link | undefined> {
    const row = await this.row(owner);
    return row && toLink(row);
  }

  /** Returns the links of users with the times of the linking. */
  async times(userRefs: string[]): Promise<(LinkOwner & Pick<Link, 'createdAt'>)[]> {
    const rows = await this.database<Row>(TABLE)
      .select('user_ref', 'deployment_id', 'created_at')
      .whereIn('user_ref', userRefs.map(canonical));
    return rows.map(row => ({ userRef: row.user_ref, deploymentId: row.deployment_id, createdAt: row.created_at }));
  }

  /** Returns the link of a user with its credential, if there is one, and notes its use. */
  async open(owner: LinkOwner): Promise<OpenLink | undefined> {
    const row = await this.row(owner);
    if (!row) return undefined;
    await this.noteUse(row);
    const credential = await this.openOrDrop(row);
    if (credential === undefined) return undefined;
    return { ...toLink(row), credential, version: row.version, refreshingUntil: row.refreshing_until ?? undefined };
  }

  /** Lets the caller, and no other replica, refresh a version of a link for a time; returns the lease if it may. */
  async claimRefresh(owner: LinkOwner, version: number, leaseMs: number): Promise<string | false> {
    const now = this.now();
    const until = new Date(now.getTime() + leaseMs).toISOString();
    const free = this.of(owner)
      .where({ version })
      .where(claim => claim.whereNull('refreshing_until').orWhere('refreshing_until', '<', now.toISOString()));
    return (await free.update({ refreshing_until: until })) === 1 && until;
  }

  /** Gives a lease back, and not the one that another replica took after its end. */
  async releaseRefresh(owner: LinkOwner, version: number, lease: string): Promise<void> {
    await this.of(owner).where({ version, refreshing_until: lease }).update({ refreshing_until: null });
  }

  /** Stores a refreshed credential; returns whether the link was still of this version. */
  async refresh(owner: LinkOwner, version: number, credential: string, accessEndsAt: string): Promise<boolean> {
    const place = { user_ref: canonical(owner.userRef), deployment_id: owner.deploymentId, version: version + 1 };
    const { bytes, keyId } = this.sealer.seal(credential, context(place));
    const changes = { version: place.version, sealed: bytes, key_id: keyId, access_ends_at: accessEndsAt };
    return (
      (await this.of(owner)
        .where({ version })
        .update({ ...changes, refreshing_until: null })) === 1
    );
  }

  /** Stores a link in place of the former one. */
  async save(owner: LinkOwner, facts: LinkFacts, credential: string): Promise<Link> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const before = await this.row(owner);
      const row = this.seal(owner, facts, credential, (before?.version ?? randomInt(FIRST_VERSIONS)) + 1);
      if (await this.replace(row, before)) return toLink(row);
    }
    throw new Error('The link was changed by other requests at the same time. Try again.');
  }

  /** Removes the link of a user, of this credential only if one is given; returns whether it did. */
  async remove(owner: LinkOwner, credential?: string): Promise<boolean> {
    const row = await this.row(owner);
    if (!row || (credential !== undefined && (await this.openOrDrop(row)) !== credential)) return false;
    return this.drop(row);
  }

  /** Removes the links that nobody used since a time; returns their count. */
  async forgetUnused(since: Date): Promise<number> {
    return this.database<Row>(TABLE).where('last_used_at', '<', since.toISOString()).delete();
  }

  /** Encrypts all links with the current key that a former one encrypted; returns their count. */
  async reseal(signal?: AbortSignal): Promise<number> {
    let count = 0;
    while (!signal?.aborted) {
      const rows = await this.database<Row>(TABLE).whereIn('key_id', this.sealer.formerKeyIds).limit(RESEAL_BATCH);
      if (rows.length === 0) break;
      for (const row of rows) count += await this.resealRow(row);
    }
    return count;
  }

  /** A row that changed meanwhile was sealed with the current key by that. */
  private async resealRow(row: Row): Promise<number> {
    const credential = await this.openOrDrop(row);
    if (credential === undefined) return 0;
    const { bytes, keyId } = this.sealer.seal(credential, context(row));
    const { user_ref, deployment_id, version, key_id } = row;
    return this.database<Row>(TABLE)
      .where({ user_ref, deployment_id, version, key_id })
      .update({ sealed: bytes, key_id: keyId });
  }

  private of({ userRef, deploymentId }: LinkOwner) {
    return this.database<Row>(TABLE).where({ user_ref: canonical(userRef), deployment_id: deploymentId });
  }

  private async row(owner: LinkOwner): Promise<Row | undefined> {
    return this.of(owner).first();
  }

  private seal(owner: LinkOwner, facts: LinkFacts, credential: string, version: number): Row {
    const place = { user_ref: canonical(owner.userRef), deployment_id: owner.deploymentId, version };
    const { bytes, keyId } = this.sealer.seal(credential, context(place));
    const now = this.now().toISOString();
    return {
      ...place,
      kind: facts.kind,
      coder_user_id: facts.userId,
      coder_username: facts.username,
      sealed: bytes,
      key_id: keyId,
      ends_at: facts.endsAt ?? null,
      access_ends_at: facts.accessEndsAt ?? null,
      refreshing_until: null,
      created_at: now,
      last_used_at: now,
    };
  }

  /**
   * Returns the credential of a row. A row that does not open is of no use to anybody: its user links again. Throws if a
   * key is missing, because another replica may have it.
   */
  private async openOrDrop(row: Row): Promise<string | undefined> {
    this.sealer.key(row.key_id);
    try {
      return this.sealer.open({ keyId: row.key_id, bytes: Buffer.from(row.sealed) }, context(row));
    } catch {
      this.logger.warn(`The link of ${row.user_ref} to ${row.deployment_id} could not be decrypted and was removed`);
      await this.drop(row);
      return undefined;
    }
  }

  private async drop({ user_ref, deployment_id, version }: Row): Promise<boolean> {
    return (await this.database<Row>(TABLE).where({ user_ref, deployment_id, version }).delete()) === 1;
  }

  /** Writes a row; returns whether the link was still as before. */
  private async replace(row: Row, before: Row | undefined): Promise<boolean> {
    const { user_ref, deployment_id } = row;
    if (before) {
      const same = this.database<Row>(TABLE).where({ user_ref, deployment_id, version: before.version });
      return (await same.update(row)) === 1;
    }
    await this.database<Row>(TABLE).insert(row).onConflict(['user_ref', 'deployment_id']).ignore();
    const now = await this.database<Row>(TABLE).where({ user_ref, deployment_id }).first();
    return now !== undefined && Buffer.from(now.sealed).equals(row.sealed);
  }

  private async noteUse(row: Row): Promise<void> {
    const now = this.now();
    if (now.getTime() - Date.parse(row.last_used_at) < USE_INTERVAL_MS) return;
    const { user_ref, deployment_id, version } = row;
    const same = this.database<Row>(TABLE).where({ user_ref, deployment_id, version });
    await same.update({ last_used_at: now.toISOString() });
  }
}

function context(place: Pick<Row, 'user_ref' | 'deployment_id' | 'version'>): string[] {
  return [place.user_ref, place.deployment_id, String(place.version)];
}

/** Returns a reference as it is stored. Before Backstage 1.57 a reference may have capitals. */
export function canonical(userRef: string): string {
  return userRef.toLocaleLowerCase('en-US');
}

function toLink(row: Row): Link {
  return {
    kind: row.kind,
    userId: row.coder_user_id,
    username: row.coder_username,
    endsAt: row.ends_at ?? undefined,
    accessEndsAt: row.access_ends_at ?? undefined,
    createdAt: row.created_at,
  };
}
