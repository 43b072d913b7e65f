// tests/PARITY.md is complete and true.
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from './fixtures.mjs';

const ROOT = new URL('../../', import.meta.url);
const read = path => readFileSync(new URL(path, ROOT), 'utf8');
const TABLE = read('tests/PARITY.md');

test('every test named in PARITY.md exists', () => {
  const named = [...TABLE.matchAll(/`((?:tests|crates)\/[^`]+\.(?:rs|mjs))` `([^`]+)`/g)].map(match => match.slice(1));
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
  expect(rows.filter(row => !/`(?:tests|crates)\//.test(row))).toEqual([]);
});

test('no title of the React plugin’s tests is missing from PARITY.md', () => {
  const dossier = new URL('../shared/spec/react-plugin.md', ROOT);
  test.skip(!existsSync(dossier), 'skipped: the dossier ../shared/spec/react-plugin.md is not here');
  const text = readFileSync(dossier, 'utf8');
  // Behind the dash stands what a test asserts, not its title.
  const section = (from, to) =>
    text.slice(text.indexOf(`### ${from}`), text.indexOf(`### ${to}`)).split('\n').map(line => line.split('` - ')[0] + '`').join('\n');
  const titles = ['3.1', '3.5', '3.6'].flatMap(number => {
    const next = { '3.1': '3.2', '3.5': '3.6', '3.6': '3.7' }[number];
    return section(number, next).match(/`[A-Z][^`\n]*`/g) ?? [];
  });
  const sentences = titles.map(title => title.slice(1, -1)).filter(title => title.split(' ').length > 3);
  expect(sentences.length).toBeGreaterThan(80);
  expect(sentences.filter(title => !TABLE.includes(title))).toEqual([]);
});
