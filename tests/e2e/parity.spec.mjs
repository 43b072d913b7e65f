// Checks that tests/PARITY.md is complete and true.
import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures.mjs';

const ROOT = new URL('../../', import.meta.url);
const read = path => readFileSync(new URL(path, ROOT), 'utf8');
const TABLE = read('tests/PARITY.md');

test('every test named in PARITY.md exists', () => {
  const named = [...TABLE.matchAll(/`((?:tests|crates|xtask)\/[^`]+\.(?:rs|mjs))` `([^`]+)`/g)].map(match =>
    match.slice(1),
  );
  expect(named.length).toBeGreaterThan(150);
  const missing = named.filter(([file, name]) => {
    const text = read(file);
    return file.endsWith('.rs') ? !text.includes(`fn ${name}(`) : !text.includes(name);
  });
  expect(missing).toEqual([]);
});

test('every row of PARITY.md names a test', () => {
  const rows = TABLE.split('\n').filter(line => line.startsWith('| ') && !/\| ours \|$/.test(line));
  expect(rows.length).toBeGreaterThan(140);
  expect(rows.filter(row => !/`(?:tests|crates|xtask)\//.test(row))).toEqual([]);
});

test('no title of the React plugin’s tests is missing from PARITY.md', () => {
  const titles = read('tests/react-plugin-titles.txt').trim().split('\n');
  expect(titles.length).toBeGreaterThan(80);
  expect(titles.filter(title => !TABLE.includes(title))).toEqual([]);
});
