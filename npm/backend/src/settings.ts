// Reads `coder:` of app-config.yaml, as far as the backend needs it.
import type { RootConfigService } from '@backstage/backend-plugin-api';

type Config = ReturnType<RootConfigService['getConfig']>;

/** A deployment of Coder. */
export interface Deployment {
  id: string;
  title: string | undefined;
  /** Public URL, without a slash at its end. */
  accessUrl: string;
  /** URL at which this backend reaches it, without a slash at its end. */
  backendUrl: string;
  /** Application at the deployment, by which users link their accounts. */
  oauth: OAuthApp | undefined;
}

/** An OAuth 2.0 application at a deployment. */
export interface OAuthApp {
  clientId: string;
  clientSecret: string;
}

/** A key of the vault. */
export interface VaultKey {
  id: string;
  secret: string;
}

/** The configuration. */
export interface Settings {
  deployments: Deployment[];
  /** Keys of the vault; the first one encrypts. Empty if none is configured. */
  keys: VaultKey[];
  /** Requests per user and minute. */
  rateLimit: number;
  /** Days after which a link that nobody used is removed. */
  forgetAfterDays: number;
}

const DEFAULT_ID = 'default';
const DEFAULT_RATE_LIMIT = 300;
const DEFAULT_FORGET_AFTER_DAYS = 90;
const MIN_SECRET_LENGTH = 32;

/** Reads the configuration. Throws an error that names the key if a value is missing or wrong. */
export function readSettings(config: RootConfigService): Settings {
  return {
    deployments: readDeployments(config),
    keys: readKeys(config),
    rateLimit: readCount(config, 'coder.rateLimit') ?? DEFAULT_RATE_LIMIT,
    forgetAfterDays: readCount(config, 'coder.vault.forgetAfterDays') ?? DEFAULT_FORGET_AFTER_DAYS,
  };
}

function readDeployments(config: RootConfigService): Deployment[] {
  const several = config.getOptionalConfigArray('coder.deployments') ?? [];
  const single = config.getOptionalConfig('coder.deployment');
  const deployments = several.map((one, i) => readDeployment(one, `coder.deployments[${i}]`));
  if (single) deployments.push(readDeployment(single, 'coder.deployment'));
  if (deployments.length === 0) {
    throw new Error('coder.deployment.accessUrl is missing in app-config.yaml: the URL of your Coder deployment.');
  }
  requireUnique(deployments, 'Coder deployments');
  return deployments;
}

function readDeployment(config: Config, path: string): Deployment {
  const accessUrl = readUrl(config, 'accessUrl', path);
  if (accessUrl === undefined) throw new Error(`${path}.accessUrl is missing in app-config.yaml.`);
  return {
    id: config.getOptionalString('id') ?? DEFAULT_ID,
    title: config.getOptionalString('title'),
    accessUrl,
    backendUrl: readUrl(config, 'backendUrl', path) ?? accessUrl,
    oauth: readOAuth(config.getOptionalConfig('oauth')),
  };
}

function readOAuth(config: Config | undefined): OAuthApp | undefined {
  return config && { clientId: config.getString('clientId'), clientSecret: config.getString('clientSecret') };
}

function readUrl(config: Config, key: string, path: string): string | undefined {
  const text = config.getOptionalString(key);
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.search || url.hash) {
    throw new Error(
      `${path}.${key} in app-config.yaml must be a URL that begins with http:// or https://, without a user, a query or a fragment.`,
    );
  }
  return url.href.replace(/\/+$/, '');
}

function readCount(config: RootConfigService, key: string): number | undefined {
  const count = config.getOptionalNumber(key);
  if (count !== undefined && !(Number.isInteger(count) && count > 0)) {
    throw new Error(`${key} in app-config.yaml must be a whole number greater than 0.`);
  }
  return count;
}

function readKeys(config: RootConfigService): VaultKey[] {
  const keys = (config.getOptionalConfigArray('coder.vault.keys') ?? []).map((key, i) => {
    const [id, secret] = [key.getString('id'), key.getString('secret')];
    if (secret.length < MIN_SECRET_LENGTH) {
      throw new Error(
        `coder.vault.keys[${i}].secret in app-config.yaml must have ${MIN_SECRET_LENGTH} characters or more. Make one with: openssl rand -base64 32`,
      );
    }
    return { id, secret };
  });
  requireUnique(keys, 'keys in coder.vault.keys');
  return keys;
}

function requireUnique(all: { id: string }[], what: string): void {
  const ids = all.map(({ id }) => id);
  const repeated = ids.find((id, i) => ids.indexOf(id) !== i);
  if (repeated !== undefined) {
    throw new Error(`Two ${what} of app-config.yaml have the id "${repeated}". Give each an id of its own.`);
  }
}
