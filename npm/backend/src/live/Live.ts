// Streams of live updates to browsers, as server-sent events.
import type { HttpAuthService, LoggerService } from '@backstage/backend-plugin-api';
import * as core from 'backstage-plugin-coder-core';
import type { Request, Response } from 'express';
import { WebSocket } from 'ws';
import { type Caller, callerOf } from '../caller';
import { askWithCredential } from '../gateway/askWithCredential';
import { RefusalError } from '../gateway/RefusalError';
import { ask, USER_AGENT } from '../gateway/upstream';
import type { Credentials } from '../vault/Credentials';
import { canonical, type LinkOwner, type Links } from '../vault/Links';
import { Followed, type Upstream } from './Followed';

const HEARTBEAT_MS = 15_000;
/** Time in which every replica knows that a link has ended. */
const LINK_CHECK_MS = 2_000;
/** A stream ends by so much before the token of Backstage with which it was opened. */
const TOKEN_MARGIN_MS = 60_000;
/** End of a stream whose token does not say when it ends. */
const LONGEST_MS = 50 * 60_000;
const HANDSHAKE_MS = 10_000;
const MAX_FRAME = 4 * 1024 * 1024;

interface User {
  owner: LinkOwner;
  /** Time of the linking, which a new link changes. */
  linkedAt: string;
  followed: Followed;
}

/** The streams of all users. */
export class Live {
  private readonly users = new Map<string, User>();
  private readonly timers: NodeJS.Timeout[];
  private lastPage = 0;

  constructor(
    private readonly links: Links,
    private readonly credentials: Credentials,
    private readonly httpAuth: HttpAuthService,
    private readonly logger: LoggerService,
  ) {
    const heartbeat = () => this.users.forEach(({ followed }) => followed.sendHeartbeats());
    this.timers = [setInterval(heartbeat, HEARTBEAT_MS), setInterval(() => void this.checkLinks(), LINK_CHECK_MS)];
  }

  /** Answers a request whose body is a subscription with a stream. */
  readonly stream = async (request: Request, response: Response): Promise<void> => {
    const { expiresAt } = await this.httpAuth.credentials(request, { allow: ['user'] });
    const user = await this.user(callerOf(response));
    // Nobody is left to write to, nor to learn of it later.
    if (response.destroyed) return;
    const page = ++this.lastPage;
    if (!user.followed.join(page, request.body, response)) throw new RefusalError(core.refusal('not_followed'));
    const lasts = expiresAt ? expiresAt.getTime() - Date.now() - TOKEN_MARGIN_MS : LONGEST_MS;
    const timer = setTimeout(() => response.end(), lasts);
    response
      .on('error', () => {})
      .once('close', () => {
        clearTimeout(timer);
        if (!user.followed.leave(page)) this.drop(user);
      });
  };

  /** Processes a change that a user made through the gateway. */
  written(owner: LinkOwner): void {
    this.users.get(key(owner))?.followed.written();
  }

  /** Ends all streams. */
  end(): void {
    this.timers.forEach(clearInterval);
    this.users.forEach(({ followed }) => followed.end());
  }

  private async user({ userRef, deployment }: Caller): Promise<User> {
    const owner = { userRef, deploymentId: deployment.id };
    const link = await this.links.find(owner);
    if (!link) throw new RefusalError(core.refusal('not_linked'));
    const known = this.users.get(key(owner));
    if (known?.linkedAt === link.createdAt) return known;
    known?.followed.end();
    const upstream: Upstream = {
      open: async target => {
        const credential = await this.credentials.current(owner);
        if (credential === undefined) throw new RefusalError(core.refusal('not_linked'));
        return new WebSocket(deployment.backendUrl.replace(/^http/, 'ws') + target, {
          headers: { 'user-agent': USER_AGENT, ...core.credentialHeaders(credential) },
          handshakeTimeout: HANDSHAKE_MS,
          maxPayload: MAX_FRAME,
          // Takes more memory for each socket than the frames of all.
          perMessageDeflate: false,
        });
      },
      read: async target => {
        const send = (credential: string) => ask(deployment, { method: 'GET', target, credential });
        const answer = await askWithCredential(this.credentials, owner, 'GET', send);
        if (!answer.isOk) throw new RefusalError(core.refusal('unreachable'));
        return answer.body.toString('utf8');
      },
    };
    const onError = (error: unknown) => this.logger.error(`Live updates of ${userRef} failed: ${String(error)}`);
    const user = { owner, linkedAt: link.createdAt, followed: new Followed(upstream, onError) };
    this.users.set(key(owner), user);
    return user;
  }

  private drop(user: User): void {
    if (this.users.get(key(user.owner)) === user) this.users.delete(key(user.owner));
  }

  /** Ends the streams of links that have ended, at whichever replica. */
  private async checkLinks(): Promise<void> {
    if (this.users.size === 0) return;
    // Those who begin meanwhile have just been checked.
    const users = [...this.users.values()];
    try {
      const links = await this.links.times(users.map(({ owner }) => owner.userRef));
      const linkedAt = new Map(links.map(link => [key(link), link.createdAt]));
      for (const user of users) {
        if (linkedAt.get(key(user.owner)) === user.linkedAt) continue;
        this.drop(user);
        user.followed.end();
      }
    } catch (error) {
      this.logger.warn(`The links of live updates could not be checked: ${String(error)}`);
    }
  }
}

function key({ userRef, deploymentId }: LinkOwner): string {
  return `${canonical(userRef)} ${deploymentId}`;
}
