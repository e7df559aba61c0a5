import { expect, test } from 'vitest';
import type { ImportMapping } from '../../../shared/import-columns.ts';
import { detectFormat } from '../detect.ts';
import { collect, entriesOf, fieldsOf } from '../testing/collect.ts';
import { readCsv } from './csv.ts';

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text));
const entriesIn = (text: string, map: ImportMapping = {}) =>
  entriesOf(readCsv({ name: 'x', bytes: bytesOf(text), map }, 'csv')).map((entry) => [
    entry.title,
    fieldsOf(entry),
  ]);

test('the first row of a table without a header is an entry: title, address, login, password, note', () => {
  const rows = [
    '"Shop","https://shop.example","ada@x.example","one","red, round"',
    '"Bank","https://bank.example","bob","two",""',
    '"Mail","","cy@x.example","three",""',
  ];
  expect(entriesIn(rows.join('\r\n'))).toEqual([
    [
      'Shop',
      {
        ...{ username: 'ada@x.example', password: 'one' },
        url: 'https://shop.example',
        'column 5': 'red, round',
      },
    ],
    ['Bank', { username: 'bob', password: 'two', url: 'https://bank.example' }],
    ['Mail', { username: 'cy@x.example', password: 'three' }],
  ]);
  expect(entriesIn(rows.join('\n'), { 'column 5': 'notes', 'column 1': 'folder' })[0]).toEqual([
    'shop.example',
    expect.objectContaining({ notes: 'red, round' }),
  ]);
});

test.each([
  ['address first', 'https://a.example;ada;one\nhttps://b.example;bob;two', ['a.example', 'ada', 'one']],
  [
    'a second login, mostly empty',
    'A,https://a.example,ada,ada2,one,n\nB,https://b.example,bob,,two,n\nC,https://c.example,cy,,three,',
    ['A', 'ada', 'one'],
  ],
  ['one that is no address', 'A\tx@a.example\tone\nB\ty@b.example\ttwo', ['A', 'x@a.example', 'one']],
])('%s', (_, text, [title, username, password]) => {
  const [first] = entriesIn(text);
  expect([first?.[0], first?.[1]]).toEqual([title, expect.objectContaining({ username, password })]);
});

test('a header stays one, whatever it is called', () => {
  expect(entriesIn('where,who,what\nhttps://a.example,ada,one')).toEqual([
    ['', { where: 'https://a.example', who: 'ada', what: 'one' }],
  ]);
});

test.each([
  ['no header', 'A,https://a.example,ada,one', 'csv'],
  ['a header that says nothing', 'where;who;what\nhttps://a.example;ada;one', 'csv'],
  ['commas, three rows alike', 'a,b,c\nd,e,f\ng,h,i', 'csv'],
  ['commas, two rows', 'Milk, eggs, bread\nAnd flour, too, please', undefined],
  ['rows of several lengths', 'a;b;c\nd;e\nf;g;h', undefined],
  ['two columns', 'a;b\nc;d', undefined],
])('known whatever the file is called: %s', (_, text, format) => {
  expect(detectFormat(bytesOf(text), 'list')?.format).toBe(format);
});

test('a first row without any address is an entry where nothing in it names a column', () => {
  const rows = 'GitHub,ada,S3cret!\nGitLab,bob,Pa55w0rd\nMail,cy,x';
  expect(entriesIn(rows)).toEqual([
    ['GitHub', { username: 'ada', password: 'S3cret!' }],
    ['GitLab', { username: 'bob', password: 'Pa55w0rd' }],
    ['Mail', { username: 'cy', password: 'x' }],
  ]);
  expect(entriesIn('GitHub,ada,horse\nGitLab,bob,battery')).toHaveLength(2);
  expect(entriesIn('same,same,x\nGitLab,bob,Pa55')).toHaveLength(2);
  expect(entriesIn('GitHub,,x\nGitLab,bob,Pa55')).toHaveLength(2);
});

test('a first row of words is the header, which is told where none of them is known', () => {
  const read = (text: string, map = {}) => collect(readCsv({ name: 'x', bytes: bytesOf(text), map }, 'csv'));
  const told = { kind: 'note', problem: { place: '', line: 1, reason: 'first-row-names' } };
  const words = 'Nimi,Käyttäjä,Sana 1\nKauppa,ada,S3cret!';
  expect(read(words)).toEqual([told, expect.objectContaining({ kind: 'entry' })]);
  expect(read('Name,Käyttäjä,Sana\nKauppa,ada,S3cret!')).toHaveLength(1);
  // What the person calls a column is one.
  expect(read('n1,u1,p1\nKauppa,ada,S3cret!', { p1: 'password' })).toHaveLength(1);
  expect(read('n1,u1,p1\nKauppa,ada,S3cret!')).toHaveLength(2);
});
