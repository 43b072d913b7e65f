// Checks that SECURITY.md is complete and true.
import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures.mjs';

const ROOT = new URL('../../', import.meta.url);
const read = path => readFileSync(new URL(path, ROOT), 'utf8');
const TEXT = read('SECURITY.md');
const ROWS = TEXT.split('\n')
  .filter(line => line.startsWith('| '))
  .slice(1);

test('every row of SECURITY.md names its tests, and they exist', () => {
  expect(ROWS.length).toBeGreaterThan(15);
  for (const row of ROWS) {
    const [who, how, prevents, tests] = row.split(' | ').map(cell => cell.replace(/^\||\|$/g, '').trim());
    const named = [...tests.matchAll(/`((?:tests|crates)\/[^`]+\.(?:rs|mjs))` `([^`]+)`/g)].map(match =>
      match.slice(1),
    );
    if (prevents.startsWith('nothing can')) expect(tests, who).toBe('–');
    else expect(named.length, `${who}: ${how}`).toBeGreaterThan(0);
    for (const [file, name] of named) {
      expect(read(file), `${file} ${name}`).toContain(file.endsWith('.rs') ? `fn ${name}(` : `('${name}'`);
    }
  }
});

test('the proxy entry that the documents give lets no Backstage token through', () => {
  const files = [
    'README.md',
    'docs/proxy.md',
    'npm/backstage/README.md',
    'npm/element/README.md',
    'crates/core/src/error/explain.rs',
  ];
  const entries = files.flatMap(file =>
    [...read(file).matchAll(/^\s*allowedHeaders:\s*(\[.*?\])/gm)].map(match => match[1]),
  );
  expect(entries.length).toBeGreaterThanOrEqual(3);
  expect(entries.filter(entry => entry !== "['Coder-Session-Token']")).toEqual([]);
});
