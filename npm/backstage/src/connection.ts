// The session with a deployment for what is no element: connected with the first call, and anew after that failed.
import type { CoderHost, CoderSession, CoderSessionChange } from 'backstage-plugin-coder-element';
import type { Caller } from './api';
import { loadSession, onLoaded } from './loading';

/** One deployment, by one host. */
export class Connection implements Caller {
  private connected: Promise<CoderSession> | undefined;

  constructor(
    private readonly host: CoderHost,
    private readonly proxyPath: string | undefined,
  ) {}

  /** The session. Rejects with why the elements could not be loaded; the next call tries again. */
  session(): Promise<CoderSession> {
    this.connected ??= loadSession(this.host, this.proxyPath).catch(error => {
      this.connected = undefined;
      throw error;
    });
    return this.connected;
  }

  async request<T>(...call: Parameters<CoderSession['request']>): Promise<T> {
    return (await this.session()).request<T>(...call);
  }

  /** Calls back with each change, as soon as the elements are there; returns what ends that. */
  subscribe(callback: (change: CoderSessionChange) => void): () => void {
    let ended = false;
    let unsubscribe: (() => void) | undefined;
    const begin = () =>
      this.session().then(
        session => {
          if (!ended) unsubscribe ??= session.subscribe(callback);
        },
        // Whoever shows something of ours says why; once it is there, this begins.
        () => {},
      );
    const end = onLoaded(begin);
    void begin();
    return () => {
      ended = true;
      end();
      unsubscribe?.();
    };
  }
}

/** A connection that is known later: what is called before waits for it. Another one may take its place. */
export class LateConnection implements Caller {
  private connection: Connection | undefined;
  private arrive!: () => void;
  private readonly arrived = new Promise<void>(resolve => (this.arrive = resolve));

  take(connection: Connection): void {
    this.connection = connection;
    this.arrive();
  }

  async session(): Promise<CoderSession> {
    await this.arrived;
    return this.connection!.session();
  }

  async request<T>(...call: Parameters<CoderSession['request']>): Promise<T> {
    return (await this.session()).request<T>(...call);
  }
}
