// Checks that tests/FAULTS.md is true: each row names existing tests.
import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures.mjs';

const ROOT = new URL('../../', import.meta.url);
const read = path => readFileSync(new URL(path, ROOT), 'utf8');
const ROWS = read('tests/FAULTS.md')
  .split('\n')
  .filter(line => line.startsWith('| ') && !line.startsWith('| fault |'));

test('every row of FAULTS.md names tests that exist', () => {
  expect(ROWS.length).toBeGreaterThan(70);
  for (const row of ROWS) {
    const tests = row.slice(row.lastIndexOf(' | '));
    const named = [...tests.matchAll(/`((?:tests|crates|xtask)\/[^`]+\.(?:rs|mjs))` `([^`]+)`/g)].map(match =>
      match.slice(1),
    );
    expect(named.length, row).toBeGreaterThan(0);
    for (const [file, name] of named) {
      expect(read(file), `${file} ${name}`).toContain(file.endsWith('.rs') ? `fn ${name}(` : name);
    }
  }
});
