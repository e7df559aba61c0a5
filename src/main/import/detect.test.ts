import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import { detectFile, detectFormat } from './detect.ts';

const text = (content: string) => new Uint8Array(Buffer.from(content));
const kdbx = new Uint8Array([0x03, 0xd9, 0xa2, 0x9a, 0x67, 0xfb, 0x4b, 0xb5, 0, 0, 4, 0]);

test.each([
  [kdbx, 'export.json', 'kdbx'],
  [text('garbage'), 'a.KDBX', 'kdbx'],
  [text(' \n{"a":1}'), 'noname', 'json'],
  [text('\ufeff[1]'), 'x.txt', 'json'],
  [text(''), 'dir/x.json', 'json'],
  [text('# c\n\nexport A=1'), 'settings', 'dotenv'],
  [text(''), '/srv/.env.production', 'dotenv'],
  [text('whatever'), 'prod.env', 'dotenv'],
  [text('url,username,password\nhttp://a,b,c'), 'x', 'csv'],
  [text('a;b\n1;2'), 'x.tsv', 'csv'],
  [text('a;b\n1;2'), 'x', undefined],
  [text('secret'), 'codes.json.aes', 'andotp'],
  [text('<?xml version="1.0"?><a b="c"/>'), 'x.xml', undefined],
  [text(''), 'empty', undefined],
])('%#: content first, then the name', (head, name, format) => {
  expect(detectFormat(head, name)?.format).toBe(format);
});

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('what cannot be read and what is none of ours are told apart', async () => {
  await writeFile(join(folder, 'a.bin'), 'a,b');
  await writeFile(join(folder, 'a.zip'), zipSync({ 'notes.doc': new Uint8Array([1]) }));
  const failure = (file: string) => detectFile(join(folder, file)).catch(failureOf);
  for (const file of ['a.bin', 'a.zip'])
    expect(await failure(file)).toEqual({ code: 'import-refused', reason: 'unknown-format' });
  expect(await failure('nothing')).toEqual({ code: 'import-refused', reason: 'unreadable' });
  expect(await failure('.')).toEqual({ code: 'import-refused', reason: 'unreadable' });
});

test('bytes that are no text are no table, whatever separates them', () => {
  // A backup of andOTP says nothing but its rounds; what follows may look like cells and lines.
  const bytes = Buffer.concat([
    Buffer.from([0, 2, 0x30, 0]),
    Buffer.from('\x01\x02;\x03;\x04;\n\x05;\x06;\x07;\n'.repeat(5)),
  ]);
  expect(detectFormat(bytes, 'x.bin')).toEqual({ format: 'andotp', needsPassword: true });
  expect(detectFormat(Buffer.from('\x01\x02;\x03;\x04;\n\x05;\x06;\x07;\n'), 'x.bin')).toBeUndefined();
  // One in a cell does not matter.
  const table = `name,url,username,password\n${'x'.repeat(60)},https://a.example,u,p\x07\n`;
  expect(detectFormat(Buffer.from(table), 'x.bin')?.format).toBe('chrome-csv');
});

test('sentences with commas in them are no table', () => {
  const sentences = `These files, all but two, are of another project.
Each has a password, and it is invented.
Nobody, as far as we know, uses one.
The last ones are ours, made by hand.
They are small, too.
`;
  expect(detectFormat(text(sentences), 'README.md')).toBeUndefined();
  expect(detectFormat(text('one, two, three\nfour, five, six\nseven, eight, nine\n'), 'x')?.format).toBe(
    'csv',
  );
});
