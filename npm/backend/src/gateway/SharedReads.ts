// Identical reads of a user that share one request.
import type { Answer } from './upstream';

interface Read {
  answer: Promise<Answer>;
  /** Number of those who wait for the answer. */
  waiting: number;
  abort: AbortController;
}

/** The reads of all users that wait for an answer. An answer is not kept: another replica may have changed its state. */
export class SharedReads {
  private readonly reads = new Map<string, Map<string, Read>>();

  /** Returns the answer to a read. The request ends once all who wait for it have left. */
  async read(
    user: string,
    key: string,
    signal: AbortSignal,
    ask: (signal: AbortSignal) => Promise<Answer>,
  ): Promise<Answer> {
    const read = this.reads.get(user)?.get(key) ?? this.start(user, key, ask);
    read.waiting++;
    const leave = () => {
      if (--read.waiting > 0) return;
      this.drop(user, key, read);
      read.abort.abort();
    };
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await read.answer;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  /** Makes later reads of a user ask again, because the user has changed something. */
  forget(user: string): void {
    this.reads.delete(user);
  }

  private start(user: string, key: string, ask: (signal: AbortSignal) => Promise<Answer>): Read {
    const abort = new AbortController();
    const read: Read = { answer: ask(abort.signal), waiting: 0, abort };
    const ofUser = this.reads.get(user) ?? new Map<string, Read>();
    this.reads.set(user, ofUser.set(key, read));
    const settled = () => this.drop(user, key, read);
    read.answer.then(settled, settled);
    return read;
  }

  private drop(user: string, key: string, read: Read): void {
    const ofUser = this.reads.get(user);
    if (ofUser?.get(key) !== read) return;
    ofUser.delete(key);
    if (ofUser.size === 0) this.reads.delete(user);
  }
}
