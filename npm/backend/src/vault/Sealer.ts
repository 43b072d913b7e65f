// Authenticated encryption of credentials.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { VaultKey } from '../settings';

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const PURPOSE = 'backstage-plugin-coder/link';

/** An encrypted text, and the key that encrypted it. */
export interface Sealed {
  keyId: string;
  /** Nonce, ciphertext and tag. */
  bytes: Buffer;
}

/**
 * Encrypts with the first key of the vault and decrypts with all. The context of a text is authenticated with it: a text
 * opens only for the user, the deployment and the version that it was sealed for.
 */
export class Sealer {
  private readonly keys: Map<string, Buffer>;

  constructor(keys: VaultKey[]) {
    this.keys = new Map(keys.map(({ id, secret }) => [id, derive(secret)]));
  }

  /** Returns the id of the key that encrypts. */
  get keyId(): string {
    const [first] = this.keys.keys();
    if (first === undefined) throw new Error('The vault has no key.');
    return first;
  }

  /** Returns the ids of the keys that decrypt. */
  get keyIds(): string[] {
    return [...this.keys.keys()];
  }

  /** Returns the ids of the keys that only decrypt. */
  get formerKeyIds(): string[] {
    return this.keyIds.slice(1);
  }

  has(keyId: string): boolean {
    return this.keys.has(keyId);
  }

  seal(text: string, context: readonly string[]): Sealed {
    const { keyId } = this;
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.key(keyId), nonce).setAAD(encode(context));
    const bytes = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return { keyId, bytes };
  }

  /** Returns the text. Throws if it was changed, or sealed in another context or with a key that is not there. */
  open({ keyId, bytes }: Sealed, context: readonly string[]): string {
    const nonce = bytes.subarray(0, NONCE_BYTES);
    const end = bytes.length - TAG_BYTES;
    const decipher = createDecipheriv(ALGORITHM, this.key(keyId), nonce, { authTagLength: TAG_BYTES })
      .setAAD(encode(context))
      .setAuthTag(bytes.subarray(end));
    return decipher.update(bytes.subarray(NONCE_BYTES, end), undefined, 'utf8') + decipher.final('utf8');
  }

  /** Returns a key. Throws if it is not there. */
  key(id: string): Buffer {
    const key = this.keys.get(id);
    if (!key) throw new Error(`coder.vault.keys in app-config.yaml has no key with the id "${id}".`);
    return key;
  }
}

function derive(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', PURPOSE, KEY_BYTES));
}

function encode(context: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify([PURPOSE, ...context]));
}
