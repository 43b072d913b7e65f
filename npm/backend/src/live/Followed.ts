// What the pages of one user follow at one deployment: executes what the core's hub decides.
import * as core from 'backstage-plugin-coder-core';
import type { Response } from 'express';
import type { WebSocket } from 'ws';

/** How topics are followed at Coder. */
export interface Upstream {
  /** Opens a socket. Rejects if the user has no credential. */
  open(target: string): Promise<WebSocket>;
  /** Sends a GET request and returns the body of the answer. Rejects if there is none. */
  read(target: string): Promise<string>;
}

interface Topic {
  timer?: NodeJS.Timeout;
  socket?: WebSocket;
  /** Time at which the timer is due, in milliseconds since 1970. */
  dueAt?: number;
  /** Time of the last sign of life, in milliseconds since 1970. */
  seenAt?: number;
  /** The last frame that was sent to pages, for those that join later. */
  last?: string;
}

/** Coder pings every 15 seconds. */
const SILENCE_MS = 60_000;
/** A browser that does not read this much would read ever older rows. */
const MAX_UNREAD = 4 * 1024 * 1024;

/** The pages of one user at one deployment, and what they follow. */
export class Followed {
  private readonly hub = core.createHub();
  private readonly pages = new Map<number, Response>();
  private readonly topics = new Map<string, Topic>();

  constructor(
    private readonly upstream: Upstream,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Adds a page with its subscription; returns whether that was possible. */
  join(page: number, subscription: unknown, response: Response): boolean {
    const effects = this.hub.join(page, subscription);
    if (!effects) return false;
    this.pages.set(page, response);
    // Nothing may change the stream on its way, nor wait for its end.
    response.set({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    write(response, 'event: open\ndata:\n\n');
    this.decide(() => effects);
    return true;
  }

  /** Removes a page; returns whether another one is left. */
  leave(page: number): boolean {
    if (this.pages.delete(page)) this.decide(() => this.hub.leave(page));
    return this.pages.size > 0;
  }

  /** Processes a change that the user made. */
  written(): void {
    this.decide(() => this.hub.written());
  }

  /** Sends a heartbeat to the pages, and closes sockets that are silent. */
  sendHeartbeats(): void {
    for (const response of this.pages.values()) {
      if (response.writableEnded) response.destroy();
      else write(response, ':\n\n');
    }
    for (const { socket, seenAt = Infinity } of this.topics.values()) {
      if (Date.now() - seenAt > SILENCE_MS) socket?.terminate();
    }
  }

  /** Ends all pages, which makes their browsers ask anew. */
  end(): void {
    for (const topic of [...this.topics.keys()]) this.close(topic);
    for (const response of this.pages.values()) response.end();
  }

  /** An error here would end the whole backend, because nobody else catches it. */
  private decide(decision: () => core.HubEffect[], frame?: string): void {
    try {
      for (const effect of decision()) this.execute(effect, frame);
    } catch (error) {
      this.onError(error);
      this.end();
    }
  }

  private execute(it: core.HubEffect, frame?: string): void {
    switch (it.effect) {
      case 'send':
        return this.send(it, frame);
      case 'close':
        return this.close(it.topic);
      case 'open':
        return this.schedule(it.topic, it.afterMs, topic => this.open(it.topic, it.target, topic));
      case 'poll':
        return this.schedule(it.topic, it.afterMs, topic => this.poll(it.topic, topic));
    }
  }

  private send({ pages, event, topic }: core.HubSend, frame: string | undefined): void {
    const state = this.topics.get(topic);
    if (state && frame !== undefined) state.last = frame;
    const lines = event === 'data' ? [topic, ...(state?.last ?? '').split('\n')] : [topic];
    const text = `event: ${event}\n${lines.map(line => `data: ${line}\n`).join('')}\n`;
    for (const page of pages) {
      const response = this.pages.get(page);
      if (response) write(response, text);
    }
  }

  private schedule(name: string, afterMs: number, act: (topic: Topic) => Promise<void>): void {
    const topic = this.topics.get(name) ?? {};
    this.topics.set(name, topic);
    const dueAt = Date.now() + afterMs;
    // What was to be done soon is done soon, whatever came of an earlier attempt.
    if (topic.dueAt !== undefined && topic.dueAt <= dueAt) return;
    clearTimeout(topic.timer);
    topic.dueAt = dueAt;
    topic.timer = setTimeout(() => {
      topic.dueAt = undefined;
      void act(topic);
    }, afterMs);
  }

  private async open(name: string, target: string, topic: Topic): Promise<void> {
    const closed = () => {
      if (this.topics.get(name) === topic) this.decide(() => this.hub.closed(name));
    };
    const seen = () => (topic.seenAt = Date.now());
    try {
      const socket = await this.upstream.open(target);
      socket.on('error', () => {}).on('ping', seen);
      if (this.topics.get(name) !== topic) return socket.terminate();
      seen();
      topic.socket = socket;
      socket.once('close', closed).on('message', data => {
        seen();
        const frame = String(data);
        if (this.topics.get(name) === topic) this.decide(() => this.hub.frame(name, frame), frame);
      });
    } catch {
      closed();
    }
  }

  private async poll(name: string, topic: Topic): Promise<void> {
    const body = await this.upstream.read(name).catch(() => undefined);
    if (this.topics.get(name) === topic) this.decide(() => this.hub.polled(name, body));
  }

  private close(name: string): void {
    const topic = this.topics.get(name);
    this.topics.delete(name);
    clearTimeout(topic?.timer);
    topic?.socket?.terminate();
  }
}

function write(response: Response, text: string): void {
  if (response.writableLength > MAX_UNREAD) response.destroy();
  else if (!response.writableEnded) response.write(text);
}
