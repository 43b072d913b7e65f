// Opens the vault when the backend starts.
import { type DatabaseService, type LoggerService, resolvePackagePath } from '@backstage/backend-plugin-api';
import type { VaultKey } from '../settings';
import type { OAuthClient } from '../oauth/OAuthClient';
import { States } from '../oauth/States';
import { checkKeys } from './checkKeys';
import { Links, TABLE as LINKS } from './Links';
import { Revocations, TABLE as REVOCATIONS } from './Revocations';
import { Sealer } from './Sealer';

const MISSING_KEY = `The Coder plugin needs a key to encrypt the users' credentials. Add to app-config.yaml:

coder:
  vault:
    keys:
      - id: '1'
        secret: \${CODER_VAULT_SECRET} # 32 characters or more, for example from: openssl rand -base64 32
`;

/** What the vault keeps. */
export interface Vault {
  links: Links;
  states: States;
  revocations: Revocations;
}

/** Applies the migrations and opens the vault. Throws if there is no key, or the keys do not fit the stored links. */
export async function openVault(
  database: DatabaseService,
  keys: VaultKey[],
  clients: Map<string, OAuthClient>,
  logger: LoggerService,
): Promise<Vault> {
  if (keys.length === 0) throw new Error(MISSING_KEY);
  const sealer = new Sealer(keys);
  const client = await database.getClient();
  if (!database.migrations?.skip) {
    await client.migrate.latest({ directory: resolvePackagePath('backstage-plugin-coder-backend', 'migrations') });
  }
  for (const table of [LINKS, REVOCATIONS]) await checkKeys(client, table, sealer);
  return {
    links: new Links(client, sealer, logger),
    states: new States(client, sealer),
    revocations: new Revocations(client, sealer, clients, logger),
  };
}
