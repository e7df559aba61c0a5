import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDotenv } from '../main/import/dotenv.ts';
import type { Field } from '../shared/secret-schema.ts';
import { envName } from '../shared/shell.ts';
import { words } from '../shared/words/en/cli/secrets.ts';
import { parseDuration, showDuration } from './duration.ts';
import { envLines, fieldObject, formatOf, plainLines, yamlString } from './format.ts';
import { misuseOf } from './testing/misuse.ts';

const secret = (name: string, value: string): Field => ({ name, type: 'secret', value });

test('env: a shell reads back what was stored', () => {
  const value = `it's "$HOME" \`id\` \\ \n# x\u00e9 !`;
  const script = `${envLines([secret('pass-word', value)]).join('\n')}\nprintf %s "$pass_word"`;
  expect(execFileSync('/bin/sh', ['-c', script]).toString()).toBe(value);
});

test('env: our importer reads back any value, and the shell the same', () => {
  const unit = fc.oneof(
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        "'",
        '"',
        '`',
        '\\',
        '\n',
        '\r',
        '\r\n',
        '#',
        ' ',
        '$',
        '=',
        "'\\''",
        'A=1',
        '\ufeff',
        '\u2028',
      ),
    },
    fc.string({ unit: 'grapheme', maxLength: 3 }),
  );
  const value = fc.array(unit, { maxLength: 12 }).map((parts) => parts.join('').replaceAll('\0', ''));
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 4 }), (values) => {
      const lines = envLines(values.map((one, at) => secret(`name-${at}`, one)));
      const { variables, problems } = parseDotenv(`${lines.join('\n')}\n`);
      expect(problems).toEqual([]);
      expect(variables.map((one) => [one.name, one.value])).toEqual(
        values.map((one, at) => [`name_${at}`, one]),
      );
    }),
    { numRuns: 2_000 },
  );
});

test('env: names become variables, two that become one and NUL are refused', () => {
  expect(envName('2fa.code')).toBe('_2fa_code');
  expect(envName('Straße')).toBe('Stra_e');
  expect(() => envLines([secret('a-b', ''), secret('a_b', '')])).toThrow('bad-input');
  expect(() => envLines([secret('a', 'x\0y')])).toThrow('bad-input');
});

test('yaml: a string stays JSON, in one line of printable characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const yaml = yamlString(text);
      expect(JSON.parse(yaml)).toBe(text);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what YAML 1.1 refuses or folds
      expect(yaml).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/);
    }),
  );
});

test('json: names such as __proto__ are names', () => {
  const object = fieldObject([secret('__proto__', 'x'), secret('constructor', 'y')]);
  expect(JSON.stringify(object)).toBe('{"__proto__":"x","constructor":"y"}');
});

test('plain: lines of a value are indented, files told by size, escapes spelled out', () => {
  expect(plainLines([secret('note', 'a\nb'), secret('x', '\u001b[2J')], words.file)).toEqual([
    'note: a\n    b',
    'x: \\u001b[2J',
  ]);
  expect(plainLines([{ name: 'f', type: 'file', value: 'AAEC' }], words.file)).toEqual([
    'f: (file, 3 bytes)',
  ]);
});

test('the format asked for', () => {
  expect(formatOf(undefined, false)).toBe('plain');
  expect(formatOf(undefined, true)).toBe('json');
  expect(misuseOf(() => formatOf('xml', false))).toMatch(/plain, json, yaml, env/);
  expect(misuseOf(() => formatOf('yaml', true))).toMatch(/exclude/);
});

test.each([
  ['30d', 2_592_000_000],
  ['12h', 43_200_000],
  ['1h30m', 5_400_000],
  ['0', 0],
  ['0d', 0],
  ['2w', 1_209_600_000],
])('%s is a time', (text, milliseconds) => {
  expect(parseDuration('x', text)).toBe(milliseconds);
  expect(parseDuration('x', showDuration(milliseconds) ?? '0')).toBe(milliseconds);
});

test.each(['30', '-1d', '1.5h', 'd', '', '1y', '1d 2h'])('"%s" is no time', (text) => {
  expect(misuseOf(() => parseDuration('x', text))).toMatch(/30d/);
});
