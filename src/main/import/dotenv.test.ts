import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import { parseDotenv, readDotenv } from './dotenv.ts';
import { bytesOfText, collect, entriesOf, fieldsOf } from './testing/collect.ts';

const read = (text: string) => readDotenv({ name: '/home/u/.env', bytes: bytesOfText(text) });

const failing = (work: () => unknown) => {
  try {
    return work();
  } catch (error) {
    return failureOf(error);
  }
};

test('a dotenv file is one secret whose fields are the variables, hidden', () => {
  const text =
    '\ufeff# a comment\r\nexport A=1\r\n\r\nB = two words # and a comment\r\nC="q \\"x\\" \\n\\t\\\\ # no comment" # yes\r\n' +
    "D='single \\n $A'\r\nE=\r\nF=a#b\r\nG=`back'\"ticks`\r\nH=x=y==\r\nI.J-k=dots";
  const [entry] = entriesOf(read(text));
  expect(entry).toMatchObject({ whole: true, title: '.env', folders: [] });
  expect(fieldsOf(entry)).toEqual({
    A: '1',
    B: 'two words',
    C: 'q "x" \n\t\\ # no comment',
    D: 'single \\n $A',
    E: '',
    F: 'a#b',
    G: 'back\'"ticks',
    H: 'x=y==',
    'I.J-k': 'dots',
  });
  expect(new Set(entry?.versions[0]?.fields.map(({ type }) => type))).toEqual(new Set(['secret']));
});

test('a quoted value may go over lines', () => {
  const key = '-----BEGIN KEY-----\nabc==\n-----END KEY-----\n';
  expect(fieldsOf(entriesOf(read(`KEY="${key}"\nB='two\nlines'\nC=3`))[0])).toEqual({
    KEY: key,
    B: 'two\nlines',
    C: '3',
  });
});

test('unknown escapes stay as they are written', () => {
  expect(fieldsOf(entriesOf(read('P="C:\\Users\\x"'))[0])).toEqual({ P: 'C:\\Users\\x' });
});

test('of a variable that is set twice the last counts, and the others are told', () => {
  const items = collect(read('A=1\nB=2\nA=3\n\nA=4\n'));
  expect(items.filter(({ kind }) => kind === 'skipped')).toEqual([
    { kind: 'skipped', problem: { place: '', line: 1, reason: 'set-again' } },
    { kind: 'skipped', problem: { place: '', line: 3, reason: 'set-again' } },
  ]);
  expect(fieldsOf(entriesOf(read('A=1\nB=2\nA=3\n\nA=4\n'))[0])).toEqual({ A: '4', B: '2' });
});

test('lines that set nothing are failures with their numbers', () => {
  const { variables, problems } = parseDotenv('A=1\nnonsense\nB="open\n9X=1\nC="x" y\n=v\nD=4');
  expect(variables.map(({ name }) => name)).toEqual(['A', 'D']);
  expect(problems).toEqual([
    { line: 2, reason: 'no-assignment' },
    { line: 3, reason: 'text-after-quote' },
    { line: 4, reason: 'no-assignment' },
    { line: 5, reason: 'text-after-quote' },
    { line: 6, reason: 'no-assignment' },
  ]);
  expect(parseDotenv('A="open').problems).toEqual([{ line: 1, reason: 'open-quote' }]);
});

test('an empty file and one of comments hold nothing', () => {
  expect(collect(read(''))).toEqual([]);
  expect(entriesOf(read('# only\n\n  # comments'))).toEqual([]);
});

test('UTF-16 files read too; bytes that are no text are refused', () => {
  const bytes = new Uint8Array(Buffer.from('\ufeffÄ=1\nB=ö', 'utf16le'));
  expect(fieldsOf(entriesOf(readDotenv({ name: 'x.env', bytes }))[0])).toEqual({ B: 'ö' });
  expect(() => readDotenv({ name: 'x.env', bytes: new Uint8Array([0x41, 0x3d, 0xc3, 0x28]) })).toThrow(
    'import-refused',
  );
});

test('every line of any text is a variable, a blank or a failure, and none is lost', () => {
  const line = fc.oneof(
    fc.string({ unit: fc.constantFrom('A', '=', '"', "'", '#', ' ', '\\', '\n', '`', 'export ', '\r') }),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const { variables, problems } = parseDotenv(lines.join('\n'));
      for (const { name } of variables) expect(name).toMatch(/^[A-Za-z_][\w.-]*$/);
      const numbers = problems.map(({ line }) => line);
      expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    }),
    { numRuns: 2_000 },
  );
});

test('any value in single quotes, and any in double quotes once escaped, comes back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (raw) => {
      const value = raw.replaceAll('\r', '');
      const escaped = value.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
      expect(parseDotenv(`A="${escaped}"\nB=1`).variables[0]?.value).toBe(value);
      const single = value.replaceAll("'", '');
      expect(parseDotenv(`A='${single}'\nB=1`).variables[0]?.value).toBe(single);
    }),
  );
});

test('what SOPS encrypted is refused by its name, and another encoding is read where it is said', () => {
  const read = (text: string, encoding?: 'windows-1252') =>
    readDotenv({
      name: '.env',
      bytes: new Uint8Array(Buffer.from(text, 'latin1')),
      ...(encoding && { encoding }),
    });
  expect(failing(() => read('A=ENC[x]\nsops_mac=ENC[AES256_GCM,data:x]\n'))).toMatchObject({
    program: 'SOPS',
  });
  expect(fieldsOf(entriesOf(read('A=caf\xe9\n', 'windows-1252'))[0])).toEqual({ A: 'café' });
  expect(failing(() => read('A=caf\xe9\n'))).toMatchObject({ reason: 'unknown-encoding' });
});

test.each([
  ['# why\nA=1\n', true],
  ['A=1 # why\n', true],
  ['A="1" # why\n', true],
  ['A=\'# no\'\nB=a#b\nC="x\n# no\n"\n', false],
])('%j: comments that stay behind are told', (text, isTold) => {
  const told = { kind: 'note', problem: { place: '', reason: 'left-out', losses: ['comments'] } };
  expect(collect(read(text)).filter(({ kind }) => kind === 'note')).toEqual(isTold ? [told] : []);
});
