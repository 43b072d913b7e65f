// Users of a portal beside the guest: it signs tokens with a key that is known here.
import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const HOUR_S = 3_600;
const KEY_ID = 'users';

/**
 * Returns the `config` of a portal that knows the key, and a function that returns the Backstage token of a user, by the
 * user's entity ref. `dispose` removes the key's files.
 */
export function signedUsers() {
  const directory = mkdtempSync(join(tmpdir(), 'portal-keys-'));
  const [publicKeyFile, privateKeyFile] = ['public.pem', 'private.pem'].map(file => join(directory, file));
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  writeFileSync(publicKeyFile, publicKey.export({ type: 'spki', format: 'pem' }));
  writeFileSync(privateKeyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const key = { publicKeyFile, privateKeyFile, keyId: KEY_ID, algorithm: 'ES256' };
  const encode = value => Buffer.from(JSON.stringify(value)).toString('base64url');
  return {
    config: { 'auth.keyStore': { provider: 'static', static: { keys: [key] } } },
    tokenOf(user) {
      const now = Math.floor(Date.now() / 1_000);
      const data = [
        encode({ typ: 'vnd.backstage.user', alg: 'ES256', kid: KEY_ID }),
        encode({ sub: user, ent: [user], iat: now, exp: now + HOUR_S }),
      ].join('.');
      const signature = sign('sha256', Buffer.from(data), { key: privateKey, dsaEncoding: 'ieee-p1363' });
      return `${data}.${signature.toString('base64url')}`;
    },
    dispose() {
      rmSync(directory, { recursive: true });
    },
  };
}
