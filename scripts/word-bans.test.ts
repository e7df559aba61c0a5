import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findBanned } from './word-bans.ts';

const checkout = join(import.meta.dirname, '..');
const copy = mkdtempSync(join(tmpdir(), 'holdfast-words-'));
afterAll(() => rmSync(copy, { recursive: true }));

/** For each list of docs/words.md texts with a word of it, as they stand in a file of words. */
const planted: readonly [word: string, file: string, code: string][] = [
  ['keeper', 'en/window/planted.ts', "export const words = { a: 'Ask its Keeper.' };"],
  [
    'magic-',
    'en/cli/planted.ts',
    'export const words = { a: (n: number) => `Restored ` + n + ` magically` };',
  ],
  ['clients', 'en/window/planted-b.ts', "export const words = { list: ['one', 'all clients'] };"],
  ['Backup', 'de/cli/planted.ts', "export const words = { a: { b: 'Das Backup ist fertig' } };"],
  ['dein', 'de/app-planted.ts', "export const words = { a: 'Wo ist dein Tresor?' };"],
  ['Exit-Code', 'de/window/planted.ts', 'export const words = { a: `Exit-Code 3` };'],
];

test('the texts of every language are looked through, and have none of the words that docs/words.md bans', () => {
  const { texts, banned } = findBanned(checkout);
  expect(banned).toEqual([]);
  expect(texts).toBeGreaterThan(3_000);
});

test('a word that is banned is found where it is planted, by name, file and line', () => {
  cpSync(join(checkout, 'docs/words.md'), join(copy, 'docs/words.md'));
  for (const [, name, code] of planted) {
    const file = join(copy, 'src/shared/words', name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `// A keeper in a comment is none.\nimport '../keeper.ts';\n${code}\n`);
  }
  const { banned } = findBanned(copy);
  expect(
    banned.map(({ word, file, line }) => [word, file.slice('src/shared/words/'.length), line]).sort(),
  ).toEqual(planted.map(([word, file]) => [word, file, 3]).sort());
});

test('names of commands and placeholders, window words on the command line, and nouns of another language are none', () => {
  const file = join(copy, 'src/shared/words/en/cli/planted.ts');
  writeFileSync(
    file,
    `export const words = {
  keeper: 'Use "secret keeper" with --magic KEEPER.',
  a: 'holdfast client magic',
  b: 'The client is told.',
  c: 'A shieldless place: archived',
};\n`,
  );
  const { banned } = findBanned(copy);
  expect(banned.filter((one) => one.file.endsWith('en/cli/planted.ts')).map(({ word }) => word)).toEqual([
    'shield-',
  ]);
});
