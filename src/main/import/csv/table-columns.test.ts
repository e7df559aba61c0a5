import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { refusal } from '../../backend/testing/harness.ts';
import { columnsOf } from './table-columns.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'columns-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const columnsIn = (text: string | Uint8Array, more: Partial<Parameters<typeof columnsOf>[1]> = {}) => {
  writeFileSync(join(folder, 'list.csv'), text);
  return columnsOf(join(folder, 'list.csv'), { shown: [], ...more });
};

test('each column has what it is taken for and two values, what may be secret none', async () => {
  const table =
    'Site;Login;Kennwort;City;Pin;Notiz\n\n;ada;one;Bonn;1;n\n;;two;;;\n;bob;three;Köln;;\n;cy;;;;';
  expect(await columnsIn(table)).toEqual({
    columns: [
      { key: 'site', name: 'Site', guess: 'url', samples: [] },
      { key: 'login', name: 'Login', guess: 'username', samples: ['ada', 'bob'] },
      { key: 'kennwort', name: 'Kennwort', guess: 'password' },
      { key: 'city', name: 'City', guess: 'field', samples: ['Bonn', 'Köln'] },
      { key: 'pin', name: 'Pin', guess: 'hidden' },
      { key: 'notiz', name: 'Notiz', guess: 'notes' },
    ],
    more: 0,
  });
  const { columns } = await columnsIn(table, { shown: ['kennwort', 'nobody'] });
  expect(columns.filter(({ samples }) => samples === undefined).map(({ key }) => key)).toEqual([
    'pin',
    'notiz',
  ]);
  expect(columns[2]?.samples).toEqual(['one', 'two']);
});

test('doubled columns and those without a name have keys of their own', async () => {
  const { columns } = await columnsIn('title,pin,pin,,__proto__,password\na,b,c,d,e,f');
  expect(columns.map(({ key, guess }) => [key, guess])).toEqual([
    ['title', 'title'],
    ['pin', 'hidden'],
    ['column 3', 'hidden'],
    ['column 4', 'hidden'],
    ['column 5', 'hidden'],
    ['password', 'password'],
  ]);
});

test('a long table is read in its first lines alone, long values are cut, many columns are counted', async () => {
  const row = `a,${'x'.repeat(100)},c\n`;
  const { columns } = await columnsIn(`title,place,password\n${row.repeat(5_000)}`);
  expect(columns[1]?.samples).toEqual(Array.from({ length: 2 }, () => `${'x'.repeat(60)}…`));
  const wide = ['title', 'password', ...Array.from({ length: 300 }, (_, i) => `c${i}`)].join(',');
  expect(await columnsIn(`${wide}\n`)).toMatchObject({ columns: { length: 200 }, more: 102 });
});

test('another encoding is read as the person says, a cut character hurts nothing', async () => {
  const windows = new Uint8Array([...Buffer.from('title,password,city\nx,y,'), 0xfc, 0x62]);
  expect((await columnsIn(windows, { encoding: 'windows-1252' })).columns[2]?.samples).toEqual(['üb']);
  const utf16 = new Uint8Array(Buffer.from('\ufefftitle,password,city\nx,y,ü', 'utf16le'));
  expect((await columnsIn(utf16)).columns[2]?.samples).toEqual(['ü']);
});

test('a file that is no such table tells nothing', async () => {
  for (const text of ['name,url,username,password\na,b,c,d', '{"a":"b"}', 'A=b\n'])
    expect(await refusal(columnsIn(text))).toEqual({ code: 'import-refused', reason: 'unknown-format' });
});
