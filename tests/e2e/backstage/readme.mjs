// The READMEs' own lines, so that tests follow the same steps as an adopter.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const host = process.env.E2E_HOST ?? '';

const { parse, stringify } = createRequire(join(host, 'package.json'))('yaml');
export { parse };

/** Returns the README of a package. */
export const readmeOf = name => readFileSync(join(root, 'npm', name, 'README.md'), 'utf8');

/** The configuration that `create-app` generates. */
export const template = readFileSync(join(root, 'tests/backstage/adopter/app-config.yaml'), 'utf8');

/** Returns a README's blocks of lines for a file. */
export function blocks(readme, file) {
  const found = readme.split(`\`\`\`yaml\n# ${file}\n`).slice(1);
  if (found.length === 0) throw new Error(`the README has no lines for ${file}`);
  return found.map(block => block.split('```')[0]);
}

/** Merges objects recursively. */
function merge(into, from) {
  for (const [key, value] of Object.entries(from)) {
    into[key] = value && typeof value === 'object' && !Array.isArray(value) ? merge(into[key] ?? {}, value) : value;
  }
  return into;
}

/** Writes the template's configuration with lines of a README; returns the file name. */
export function writeConfig(name, lines) {
  writeFileSync(join(host, name), stringify(lines.map(parse).reduce(merge, parse(template))));
  return name;
}

const LOCATIONS = ['people', 'payments', 'platform', 'no-source', 'mistaken', 'plain'];

/** An operator's own settings: a catalog, a sign-in provider, and a URL without https. */
export const OPERATOR = {
  'auth.providers.guest': { userEntityRef: 'user:default/guest', dangerouslyAllowOutsideDevelopment: true },
  'backend.csp.upgrade-insecure-requests': false,
  'catalog.rules': [{ allow: ['Component', 'API', 'System', 'Group', 'User'] }],
  'catalog.locations': LOCATIONS.map(name => ({ type: 'file', target: `catalog/${name}.yaml` })),
};
