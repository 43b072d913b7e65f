// The credentials of links: executes the steps that the core decides.
import * as core from 'backstage-plugin-coder-core';
import { setTimeout as sleep } from 'node:timers/promises';
import { RefusalError } from '../gateway/RefusalError';
import type { Grant, OAuthClient } from '../oauth/OAuthClient';
import type { LinkOwner, Links, OpenLink } from './Links';
import type { Revocations } from './Revocations';

/** What a request has of a link, once it is read. */
interface Held {
  /** The access token that Coder refused. */
  refused?: string;
  link: OpenLink;
  /** The grant that was received last, or read. */
  grant: Grant;
  /** The lease that was taken. */
  lease: string | false;
}

/** The credentials of all links. */
export class Credentials {
  /** The refreshes of the last minute, by the id of the deployment. */
  private readonly sentMs = new Map<string, number[]>();

  constructor(
    private readonly links: Links,
    /** Clients by the id of the deployment. */
    private readonly clients: Map<string, OAuthClient>,
    private readonly revocations: Revocations,
    private readonly now: () => number = Date.now,
  ) {}

  /** Returns the access token of a user, if there is a link. */
  current(owner: LinkOwner): Promise<string | undefined> {
    return this.use(owner, { purpose: 'current' });
  }

  /** Returns another access token than one that Coder refused, after this many others. */
  renewed(owner: LinkOwner, refused: string, refusals = 0): Promise<string | undefined> {
    return this.use(owner, { purpose: 'renewed', refusals }, refused);
  }

  /** Removes the link of a user and revokes it at Coder. */
  async unlink(owner: LinkOwner): Promise<void> {
    await this.use(owner, { purpose: 'unlink' });
  }

  private async use(owner: LinkOwner, use: core.LinkUse, refused?: string): Promise<string | undefined> {
    const held = { refused } as Held;
    let outcome: core.LinkOutcome | undefined;
    for (;;) {
      const sentMs = this.sentMs.get(owner.deploymentId) ?? [];
      const next = core.linkStep({ use, outcome, nowMs: this.now(), random: Math.random(), sentMs });
      this.sentMs.set(owner.deploymentId, next.sentMs);
      const { step } = next;
      if (step.kind === 'use') return held.grant.accessToken;
      if (step.kind === 'noLink') return undefined;
      if (step.kind === 'refuse') throw new RefusalError(step.refusal);
      outcome = await this.execute(owner, step, held);
      use = next.use;
    }
  }

  /** Reads a link. A time that it does not have is NaN, which JSON writes as null. */
  private async read(owner: LinkOwner, held: Held): Promise<core.LinkRow | null> {
    const link = await this.links.open(owner);
    if (!link) return null;
    const grant = grantOf(link);
    Object.assign(held, { link, grant });
    return {
      version: link.version,
      isOauth: link.kind === 'oauth',
      isRefused: grant.accessToken === held.refused,
      accessEndsMs: Date.parse(link.accessEndsAt ?? ''),
      leasedUntilMs: Date.parse(link.refreshingUntil ?? ''),
    };
  }

  private async execute(owner: LinkOwner, step: core.LinkEffect, held: Held): Promise<core.LinkOutcome> {
    const { links } = this;
    const { link, grant } = held;
    switch (step.kind) {
      case 'read':
        return { read: await this.read(owner, held) };
      case 'claim':
        held.lease = await links.claimRefresh(owner, link.version, step.leaseMs);
        return { claimed: held.lease !== false };
      case 'refresh':
        return this.refresh(owner, held, step.timeoutMs);
      case 'store':
        return { stored: await links.refresh(owner, link.version, JSON.stringify(grant), grant.endsAt) };
      case 'remove':
        return { removed: await links.remove(owner, link.credential) };
      case 'release':
        if (held.lease) await links.releaseRefresh(owner, link.version, held.lease);
        return 'done';
      case 'revoke':
        await this.revocations.revoke(owner.deploymentId, grant);
        return 'done';
      case 'wait':
        await sleep(step.ms);
        return 'done';
    }
  }

  /** Fails as well if the configuration lacks the application, which may come back. */
  private async refresh(owner: LinkOwner, held: Held, timeoutMs: number): Promise<core.LinkOutcome> {
    try {
      const grant = await this.client(owner).refresh(held.grant, timeoutMs);
      if (!grant) return 'ended';
      held.grant = grant;
      return 'granted';
    } catch {
      return 'failed';
    }
  }

  private client({ deploymentId }: LinkOwner): OAuthClient {
    const client = this.clients.get(deploymentId);
    if (!client) throw new Error(`No OAuth application is configured for the Coder deployment "${deploymentId}".`);
    return client;
  }
}

/** A pasted token is an access token without an end. */
function grantOf({ kind, credential }: OpenLink): Grant {
  return kind === 'oauth' ? JSON.parse(credential) : { accessToken: credential, refreshToken: undefined, endsAt: '' };
}
