import { expect, it } from 'vitest';
import { refusal } from '../backend/testing/harness.ts';
import type { FileField } from './file-field.ts';
import { riskOf } from './file-risk.ts';

const file = (name: string, bytes: string | Buffer): FileField => ({
  field: { name, type: 'file', value: Buffer.from(bytes as string, 'latin1').toString('base64') },
  load: () => expect.fail('a small file'),
});
const long = (name: string, ...pieces: Buffer[]): FileField => ({
  field: { name, type: 'attachment', value: '' },
  load: async () => ({
    ...{ size: 1, digest: '' },
    pieces: async function* () {
      yield* pieces;
    },
  }),
});

it.each([
  ['setup.exe', ''],
  ['Setup.EXE', ''],
  ['install.sh', 'echo'],
  ['invoice.pdf.lnk', ''],
  ['run me.desktop', ''],
  ['letter.exe. ', ''],
  ['letter', '\x7fELF\x02'],
  ['photo.jpg', 'MZ\x90\0'],
  ['notes.txt', '#!/bin/sh\n'],
  ['notes.txt', '\xef\xbb\xbf#!/bin/sh\n'],
  ['thing', '[Desktop Entry]\nExec=sh'],
])('%s is a program', async (name, bytes) => expect(await riskOf(file(name, bytes))).toBe('program'));

it.each([
  ['budget.xlsm', ''],
  ['Budget.XLS', ''],
  ['letter.docx', 'PK\x03\x04 word/vbaProject.bin'],
  ['sheet.ods', 'PK\x03\x04 Basic/script-lc.xml'],
])('%s may have macros', async (name, bytes) => expect(await riskOf(file(name, bytes))).toBe('macros'));

it.each([
  ['scan.pdf', '%PDF-1.7'],
  ['photo.jpg', '\xff\xd8\xff'],
  ['letter.docx', 'PK\x03\x04 word/document.xml'],
  ['notes.txt', 'MIT licence'],
  ['about vbaProject.bin.txt', 'vbaProject.bin'],
  ['exe', 'exe'],
  ['empty', ''],
])('%s is neither', async (name, bytes) => expect(await riskOf(file(name, bytes))).toBe(undefined));

it('looks through a long file piece by piece, and refuses what is none', async () => {
  const parts = [Buffer.from('PK\x03\x04'), Buffer.alloc(70_000), Buffer.from('xl/vbaProject.bin')];
  expect(await riskOf(long('sheet.xlsx', ...parts))).toBe('macros');
  expect(await riskOf(long('sheet.xlsx', ...parts.slice(0, 2)))).toBe(undefined);
  const none = { ...file('a', ''), field: { name: 'a', type: 'text', value: '' } as const };
  expect(await refusal(() => riskOf(none))).toMatchObject({ code: 'not-found' });
});
