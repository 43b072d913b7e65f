// A session for code without an element: connected on first use, and again after a failure.
import type { CoderHost, CoderSession, CoderSessionChange } from 'backstage-plugin-coder-element';
import type { Requester } from './CoderApi';
import { onLoaded } from './elementsLoaded';
import { loadSession } from './elementsLoader';

/** A connection to one deployment with one host. */
export class Connection implements Requester {
  private connecting: Promise<CoderSession> | undefined;

  constructor(
    private readonly host: CoderHost,
    private readonly proxyPath: string | undefined,
  ) {}

  /** Returns the session. Rejects with the elements' load error; the next call retries. */
  session(): Promise<CoderSession> {
    this.connecting ??= loadSession(this.host, this.proxyPath).catch(error => {
      this.connecting = undefined;
      throw error;
    });
    return this.connecting;
  }

  async request<T>(...request: Parameters<CoderSession['request']>): Promise<T> {
    return (await this.session()).request<T>(...request);
  }

  /** Subscribes to session changes once the elements are loaded; returns a function that unsubscribes. */
  subscribe(callback: (change: CoderSessionChange) => void): () => void {
    let ended = false;
    let unsubscribe: (() => void) | undefined;
    const start = () =>
      this.session().then(
        session => {
          if (!ended) unsubscribe ??= session.subscribe(callback);
        },
        // Ignored: elements on the page show the load error, and `onLoaded` subscribes after a retry.
        () => {},
      );
    const stopWaiting = onLoaded(start);
    void start();
    return () => {
      ended = true;
      stopWaiting();
      unsubscribe?.();
    };
  }
}

/** A connection that becomes known later and may be replaced. Requests wait for the first one. */
export class DeferredConnection implements Requester {
  private connection: Connection | undefined;
  private markAvailable!: () => void;
  private readonly available = new Promise<void>(resolve => (this.markAvailable = resolve));

  /** Sets or replaces the connection. */
  set(connection: Connection): void {
    this.connection = connection;
    this.markAvailable();
  }

  async session(): Promise<CoderSession> {
    await this.available;
    return this.connection!.session();
  }

  async request<T>(...request: Parameters<CoderSession['request']>): Promise<T> {
    return (await this.session()).request<T>(...request);
  }
}
