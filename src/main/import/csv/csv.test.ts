import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { failureOf } from '../../../shared/failure.ts';
import type { Format, Source } from '../entry.ts';
import { collect, entriesOf, fieldsOf } from '../testing/collect.ts';
import { readCsv } from './csv.ts';
import { readTable } from './rows.ts';

const source = (text: string | Uint8Array, more: Partial<Source> = {}): Source => ({
  name: 'a.csv',
  bytes: typeof text === 'string' ? new Uint8Array(Buffer.from(text)) : text,
  ...more,
});
const read = (text: string | Uint8Array, format: Format = 'csv', more: Partial<Source> = {}) =>
  readCsv(source(text, more), format);
const problems = (text: string, format: Format = 'csv') =>
  collect(read(text, format)).flatMap((item) => ('problem' in item ? [item.problem] : []));

test('every cell comes back as it was written, whatever ends the lines', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r\n', ' ', 'ü', '=') });
  const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 5 });
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  fc.assert(
    fc.property(
      table,
      fc.constantFrom('\n', '\r\n', '\r\r\n'),
      fc.constantFrom(',', ';', '\t'),
      (cells, end, between) => {
        const lines = [['a', 'b', 'c'], ...cells].map((row) => row.map(quoted).join(between));
        const found = readTable(lines.join(end));
        expect([found.header, found.bad]).toEqual([['a', 'b', 'c'], []]);
        expect(found.rows.map((row) => row.cells)).toEqual(cells);
      },
    ),
    { numRuns: process.env['HOLDFAST_LONG'] === '1' ? 100_000 : 200 },
  );
});

test('a row that is none is told by its line, and what stands behind it comes in', () => {
  const text = 'title,password\none,1\nragged\ntwo,2,3\nthree,3,\n\nfour,"4\nfive,5\nsix,"6"\n"se\nven",7\n';
  expect(problems(text)).toEqual([
    { place: '', line: 3, reason: 'ragged', count: 1 },
    { place: '', line: 4, reason: 'ragged', count: 3 },
  ]);
  const open = 'title,password\none,1\ntwo,"2\nthree,3\nfour,4\n';
  expect(problems(open)).toEqual([{ place: '', line: 3, reason: 'open-quote' }]);
  expect(entriesOf(read(open)).map(({ title }) => title)).toEqual(['one', 'three', 'four']);
});

test('a number stays its text, and so do formulas; a column of the same name twice is two fields', () => {
  const [entry] = entriesOf(read('Title,Login,Password,Pin,Pin,Note\nx,007,=cmd|"/c calc",0012,1.10,+1'));
  expect(entry?.versions[0]?.fields.map(({ name, value }) => [name, value])).toEqual([
    ['username', '007'],
    ['password', '=cmd|"/c calc"'],
    ['notes', '+1'],
    ['pin', '0012'],
    ['pin', '1.10'],
  ]);
});

test('UTF-16 and a byte order mark show themselves; another encoding is asked for', () => {
  const text = 'title,password\nü,p€';
  const utf16 = new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
  const windows = new Uint8Array([...Buffer.from('title,password\n'), 0xfc, 0x2c, 0x70, 0x80]);
  for (const reading of [
    read(text),
    read(`\ufeff${text}`),
    read(utf16),
    read(windows, 'csv', { encoding: 'windows-1252' }),
  ])
    expect(entriesOf(reading).map((entry) => [entry.title, fieldsOf(entry)])).toEqual([
      ['ü', { password: 'p€' }],
    ]);
  let failure: unknown;
  try {
    read(windows);
  } catch (error) {
    failure = failureOf(error);
  }
  expect(failure).toEqual({ code: 'import-refused', reason: 'unknown-encoding' });
});

test('what a column holds is what the person says', () => {
  const map = { site: 'title', word: 'password', odd: 'skip', where: 'folder' } as const;
  const [entry] = entriesOf(read('Site,Word,Odd,Where,More\na,b,c,d/e,f', 'csv', { map }));
  expect([entry?.title, entry?.folders, fieldsOf(entry)]).toEqual([
    'a',
    ['d', 'e'],
    { password: 'b', More: 'f' },
  ]);
});

test('what the person says of a column that is not there is told', () => {
  const map = { site: 'title', word: 'password', 'column 3': 'skip', 'column 9': 'skip' } as const;
  const told = collect(read('Site,Pass,Site\na,b,c\n', 'csv', { map })).filter(({ kind }) => kind === 'note');
  expect(told).toEqual(
    ['word', 'column 9'].map((name) => ({ kind: 'note', problem: { place: '', reason: 'no-column', name } })),
  );
});

test('what the person says of a column goes before what its name says of another', () => {
  const columns = (text: string, map: NonNullable<Source['map']>) => {
    const [entry] = entriesOf(read(text, 'csv', { map }));
    const fields = entry?.versions[0]?.fields.map(({ name, type, value }) => `${name} ${type} ${value}`);
    return [entry?.title, ...(fields ?? [])];
  };
  expect(columns('name,site,password\na,b,c', { site: 'title' })).toEqual([
    'b',
    'password secret c',
    'name text a',
  ]);
  expect(columns('title,password,pin,city\na,b,c,d', { password: 'field', city: 'hidden' })).toEqual([
    'a',
    'password text b',
    'pin secret c',
    'city secret d',
  ]);
  expect(columns('title,odd,odd\na,b,c', { odd: 'skip' })).toEqual(['a']);
  const doubled = 'title,pin,pin,,x\na,b,c,d,e';
  expect(columns(doubled, { pin: 'username', 'column 3': 'password', 'column 4': 'field' })).toEqual([
    'a',
    'username text b',
    'password secret c',
    'column 4 text d',
    'x secret e',
  ]);
});

test.each(['constructor', '__proto__', 'toString'])('a column may be called %s', (name) => {
  const [entry] = entriesOf(read(`title,password,${name}\na,b,c`));
  expect(fieldsOf(entry)).toEqual({ password: 'b', [name]: 'c' });
});

test('LastPass: entities are decoded where a whole column is, and each change is told', () => {
  const head = 'url,username,password,extra,name,grouping,fav\n';
  const encoded = `${head}https://a,u&amp;v,a&amp;lt;b,n,one,,0\nhttps://b,w,&quot;&#39;,n,two,A\\B,1`;
  expect(entriesOf(read(encoded, 'lastpass-csv')).map(fieldsOf)).toMatchObject([
    { username: 'u&v', password: 'a&lt;b' },
    { username: 'w', password: '"\'' },
  ]);
  expect(problems(encoded, 'lastpass-csv')).toEqual([
    { place: 'one', reason: 'entities-decoded', name: 'username' },
    { place: 'one', reason: 'entities-decoded', name: 'password' },
    { place: 'A/B/two', reason: 'entities-decoded', name: 'password' },
  ]);
  const mixed = `${head}https://a,u,a&amp;b,n,one,,0\nhttps://b,w,x<y&z,n,two,,0`;
  expect(entriesOf(read(mixed, 'lastpass-csv')).map((entry) => fieldsOf(entry)['password'])).toEqual([
    'a&amp;b',
    'x<y&z',
  ]);
  expect(problems(mixed, 'lastpass-csv')).toEqual([]);
});

test('KeePassXC: the database is no folder, its bin is one, and a slash in a name is not between two', () => {
  const head = '"Group","Title","Username","Password","URL","Notes"\n';
  const text = `${head}"Mine/A\\/B/C","x","","","",""\n"Mine","y","","","",""\n"Mine/Recycle Bin","z","","","",""\n"Mine/Papierkorb","p","","","",""`;
  expect(
    entriesOf(read(text, 'keepassxc-csv')).map(({ folders, title, deleted }) => [folders, title, deleted]),
  ).toEqual([
    [['A/B', 'C'], 'x', undefined],
    [[], 'y', undefined],
    [['Recycle Bin'], 'z', true],
    [['Papierkorb'], 'p', true],
  ]);
});
