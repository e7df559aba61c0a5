import { join } from 'node:path';
import { printPdfs } from '../src/cli/pdf.ts';
import { provePdfs } from '../src/main/recovery/gate.ts';
import { forkReader } from '../src/main/recovery/read/fork.ts';
import { type Sheet, sheetHtml, sheetsHtml } from '../src/main/recovery/sheet.ts';
import { encodeSheetText } from '../src/main/recovery/sheet-text.ts';
import { expect, test } from './fixtures.ts';

const words = 'academic acid acne acquire acrobat activity actress adapt adequate adjust admit'.split(' ');
const sheet: Sheet = {
  vaultName: 'Family papers',
  vault: '3f2a90bc0011223344556677',
  set: '7KQ2M9XT',
  created: Date.UTC(2026, 4, 3),
  sheet: 2,
  shares: 5,
  threshold: 3,
  words: [...words, ...words, ...words],
  holder: 'Aunt Margarete',
};
const long = { ...sheet, vaultName: 'W\u0301\u0302 '.repeat(300), holder: '漢字'.repeat(300) };
const longWords = {
  ...sheet,
  shares: 16,
  threshold: 16,
  sheet: 16,
  words: Array.from({ length: 33 }, () => 'mountain'),
};
// The built reader, whose decoders lie beside it.
const run = forkReader(join(import.meta.dirname, '../out/cli/reader-process.js'));
const chromium = { executable: process.env['HOLDFAST_ELECTRON'] ?? '', env: {} };

test('the command line prints sheets in the sandbox, without a display, each on one page that reads back', async () => {
  const sheets = [sheet, long, longWords];
  for (const paper of ['a4', 'letter'] as const) {
    const pages = sheets.map((one) => sheetHtml(one, paper));
    const pdfs = await printPdfs([...pages, sheetsHtml(sheets, paper)], undefined, chromium);
    // Throws unless each has one page, and that page one code.
    await provePdfs(pdfs.slice(0, 3), sheets.map(encodeSheetText), run);
    expect(
      Buffer.from(pdfs[3] ?? [])
        .toString('latin1')
        .match(/\/Type\s*\/Page\b/g),
    ).toHaveLength(3);
  }
});

test('a Chromium that does not start is a failure by its name', async () => {
  const broken = printPdfs(['<p>'], undefined, { executable: '/nonexistent', env: {} });
  await expect(broken).rejects.toMatchObject({ failure: { code: 'store', reason: 'no-chromium' } });
});
