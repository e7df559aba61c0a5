import { expect, test } from 'vitest';
import { failureOf } from '../../../shared/failure.ts';
import { detectFormat } from '../detect.ts';
import { bytesOfText, collect, entriesOf, fieldsOf } from '../testing/collect.ts';
import { readYaml } from './yaml.ts';

const read = (text: string) => readYaml({ name: 'prod.yaml', bytes: bytesOfText(text) });
const failing = (text: string) => {
  try {
    return collect(read(text));
  } catch (error) {
    return failureOf(error);
  }
};

test('every scalar stays the text that it is, and aliases and merges are what they refer to', () => {
  const text = `base: &b
  zip: 0123
  exp: 1e5
  big: 12345678901234567890
  on: true
  none: ~
  quoted: "5"
  hex: 0x1f
  list: [1, 2.50, x, "3"]
copy:
  <<: *b
  exp: other
`;
  const [base, copy] = entriesOf(read(text));
  expect([base?.title, copy?.title]).toEqual(['base', 'copy']);
  const own = {
    ...{ zip: '0123', exp: '1e5', big: '12345678901234567890', on: 'true', none: '', quoted: '5' },
    ...{ hex: '0x1f', list: '[1,2.50,"x","3"]' },
  };
  expect(fieldsOf(base)).toEqual(own);
  expect(fieldsOf(copy)).toEqual({ ...own, exp: 'other' });
});

test('what SOPS encrypted is refused, a mistake is told by its place, and a doubled key by its line', () => {
  expect(failing('a: ENC[AES256_GCM,data:x]\nsops:\n  mac: y\n')).toMatchObject({ program: 'SOPS' });
  expect(failing('a: 1\nb: [\n')).toEqual({
    code: 'import-refused',
    reason: 'malformed',
    line: 3,
    column: 1,
  });
  expect(collect(read('a: 1\na: 2\n'))[0]).toMatchObject({ problem: { line: 1, reason: 'set-again' } });
});

test('aliases that would become gigabytes are refused', () => {
  const lines = Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}]`);
  expect(failing(['a0: &a0 [x,x,x,x,x,x,x,x,x]', ...lines].join('\n'))).not.toBeInstanceOf(Array);
});

test('a flat one is known by its name alone', () => {
  expect(detectFormat(bytesOfText('a: 1\n'), 'x.yml')?.format).toBe('yaml');
  expect(detectFormat(bytesOfText('a: 1\n'), 'x')?.format).toBeUndefined();
});

test.each([
  ['db:\n  password: pw\n', 'yaml'],
  ['# c\n---\n- a: 1\n- b\n', 'yaml'],
  ['"quoted key": |\n  text\n', 'yaml'],
  ['Dear Ada,\nnote: call\n', undefined],
  ['http://a.example\n', undefined],
  ['User-agent: *\nDisallow: /\n', undefined],
  ['- call: Ada\n- b\n', 'yaml'],
  ['- call Ada\n- buy milk\n', undefined],
  ['words: and\nno more\n', undefined],
])('%j is YAML by its content, or it is not', (text, format) => {
  expect(detectFormat(bytesOfText(text), 'x')?.format).toBe(format);
});

test.each([
  ['# a\nb: 1\n', 1],
  ['b: 1 # a\n', 1],
  ['b: |\n  # no\nc: "# no"\n', 0],
])('%j: comments that stay behind are told', (text, notes) => {
  const told = collect(read(text)).filter(({ kind }) => kind === 'note');
  expect(told).toMatchObject(Array(notes).fill({ problem: { losses: ['comments'] } }));
});
