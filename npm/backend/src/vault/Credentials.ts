// The credentials of links, refreshed when it is time.
import * as core from 'backstage-plugin-coder-core';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { setTimeout as sleep } from 'node:timers/promises';
import { RefusalError } from '../gateway/RefusalError';
import { type Grant, OAUTH_TIMEOUT_MS, type OAuthClient } from '../oauth/OAuthClient';
import type { LinkOwner, Links, OpenLink } from './Links';

/** An access token is refreshed if it lasts no longer than this. */
const REFRESH_BEFORE_MS = 2 * 60 * 1000;
/** Time for which one replica may refresh a link. It must outlast the request: two refreshes would lose the grant. */
const LEASE_MS = OAUTH_TIMEOUT_MS + 5_000;
/** Time for which a request waits for another replica that refreshes its link. */
const WAIT_MS = 20_000;
const POLL_MS = 50;
const POLL_JITTER_MS = 150;

/** The credentials of all links. */
export class Credentials {
  constructor(
    private readonly links: Links,
    /** Clients by the id of the deployment. */
    private readonly clients: Map<string, OAuthClient>,
    private readonly logger: LoggerService,
    private readonly now: () => number = Date.now,
  ) {}

  /** Returns the access token of a user, if there is a link. */
  async current(owner: LinkOwner): Promise<string | undefined> {
    const link = await this.links.open(owner);
    return link && (this.isDue(link) ? this.refreshed(owner, this.isDue) : accessToken(link));
  }

  /** Returns another access token than one that Coder refused; `undefined` if there is none, which ends the link. */
  async renewed(owner: LinkOwner, refused: string): Promise<string | undefined> {
    const link = await this.links.open(owner);
    if (!link) return undefined;
    if (accessToken(link) !== refused) return accessToken(link);
    if (link.kind === 'token') {
      await this.end(owner, refused);
      return undefined;
    }
    const token = await this.refreshed(owner, other => accessToken(other) === refused);
    // A refused token says nothing of the grant while that cannot be refreshed.
    if (token === refused) throw new RefusalError(core.refusal('unreachable'));
    return token;
  }

  /** Removes the link of a user if it still has this access token. */
  async end(owner: LinkOwner, refused: string): Promise<void> {
    const link = await this.links.open(owner);
    if (link && accessToken(link) === refused) await this.links.remove(owner, link.credential);
  }

  /** Removes the link of a user and revokes it at Coder. */
  async unlink(owner: LinkOwner): Promise<void> {
    const link = await this.links.open(owner);
    if (!link) return;
    await this.links.remove(owner, link.credential);
    if (link.kind === 'oauth') await this.revoke(owner, grantOf(link));
  }

  private readonly isDue = (link: OpenLink): boolean =>
    link.accessEndsAt !== undefined && Date.parse(link.accessEndsAt) - this.now() < REFRESH_BEFORE_MS;

  /**
   * Refreshes a link, or waits for the replica that does, while `isNeeded`. A refresh ends the former tokens, so only one
   * replica may send it.
   */
  private async refreshed(owner: LinkOwner, isNeeded: (link: OpenLink) => boolean): Promise<string | undefined> {
    const end = this.now() + WAIT_MS;
    while (this.now() < end) {
      const link = await this.links.open(owner);
      if (!link || !isNeeded(link)) return link && accessToken(link);
      if (await this.links.claimRefresh(owner, link.version, LEASE_MS)) return this.refresh(owner, link);
      await sleep(POLL_MS + Math.random() * POLL_JITTER_MS);
    }
    throw new RefusalError(core.refusal('timed_out'));
  }

  private async refresh(owner: LinkOwner, link: OpenLink): Promise<string | undefined> {
    const former = grantOf(link);
    let grant: Grant | undefined;
    try {
      grant = await this.client(owner).refresh(former);
    } catch {
      await this.links.releaseRefresh(owner, link.version);
      // Coder cannot be asked now, or the configuration lacks the application; the access token may last until then.
      if (link.accessEndsAt !== undefined && Date.parse(link.accessEndsAt) > this.now()) return former.accessToken;
      throw new RefusalError(core.refusal('unreachable'));
    }
    if (!grant) {
      await this.links.remove(owner, link.credential);
      throw new RefusalError(core.refusal('link_ended'));
    }
    // Stored before it is used: a grant that is lost cannot be had again.
    if (await this.links.refresh(owner, link.version, JSON.stringify(grant), grant.endsAt)) return grant.accessToken;
    await this.revoke(owner, grant);
    return this.current(owner);
  }

  private client({ deploymentId }: LinkOwner): OAuthClient {
    const client = this.clients.get(deploymentId);
    if (!client) throw new Error(`No OAuth application is configured for the Coder deployment "${deploymentId}".`);
    return client;
  }

  private async revoke(owner: LinkOwner, grant: Grant): Promise<void> {
    try {
      await this.client(owner).revoke(grant);
    } catch {
      this.logger.warn(`A token of ${owner.userRef} at ${owner.deploymentId} could not be revoked`);
    }
  }
}

function accessToken(link: OpenLink): string {
  return link.kind === 'oauth' ? grantOf(link).accessToken : link.credential;
}

function grantOf(link: OpenLink): Grant {
  return JSON.parse(link.credential);
}
