import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printPdfs } from '../src/cli/pdf.ts';
import { provePdfs } from '../src/main/recovery/gate.ts';
import { forkReader } from '../src/main/recovery/read/fork.ts';
import { type Sheet, sheetHtml, sheetsHtml } from '../src/main/recovery/sheet.ts';
import { failureOf } from '../src/shared/failure.ts';
import { encodeSheetText } from '../src/shared/sheets/sheet-text.ts';
import { languageNames } from '../src/shared/words/languages.ts';
import { sheetWords } from '../src/shared/words/sheet.ts';
import { expect, packed, test } from './fixtures.ts';

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
const chromium = packed
  ? { executable: process.env['HOLDFAST_PACKAGE'] ?? '', env: {}, prints: '--print-sheets' }
  : { executable: process.env['HOLDFAST_ELECTRON'] ?? '', env: {} };

const alone = { ...sheet, shares: 1, threshold: 1, sheet: 1 };

for (const language of languageNames)
  test(`the command line prints sheets in ${language} in the sandbox, without a display, each on one page that reads back`, async () => {
    const sheets = [sheet, long, longWords, alone];
    const words = await sheetWords(language);
    for (const paper of ['a4', 'letter'] as const) {
      const pages = sheets.map((one) => sheetHtml(one, { paper, words }));
      const all = sheetsHtml(sheets, { paper, words });
      const pdfs = await Array.fromAsync(printPdfs([...pages, all], undefined, chromium));
      // Throws unless each has one page, and that page one code.
      await provePdfs(pdfs.slice(0, sheets.length), sheets.map(encodeSheetText), run);
      expect(
        Buffer.from(pdfs.at(-1) ?? [])
          .toString('latin1')
          .match(/\/Type\s*\/Page\b/g),
      ).toHaveLength(sheets.length);
    }
  });

/** What came out of a program in the place of Chromium, and how it ended. */
async function printedBy(home: string, script: string, pages: readonly string[], signal?: AbortSignal) {
  const executable = join(home, 'chromium');
  writeFileSync(executable, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  const printed: string[] = [];
  try {
    for await (const pdf of printPdfs(pages, signal, { executable, env: {} }))
      printed.push(Buffer.from(pdf).toString('utf8'));
    return { printed, failure: undefined };
  } catch (error) {
    return { printed, failure: failureOf(error) };
  }
}

test('a Chromium that does not start, ends badly or in the middle of a page is a failure by its name', async ({
  home,
}) => {
  const failure = { code: 'store', reason: 'no-chromium' };
  const missing = printPdfs(['<p>'], undefined, { executable: '/nonexistent', env: {} }).next();
  await expect(missing).rejects.toMatchObject({ failure });
  // b25l: one.
  expect(await printedBy(home, 'echo b25l', ['1', '2'])).toEqual({ printed: ['one'], failure });
  expect(await printedBy(home, 'echo b25l; exit 1', ['1'])).toEqual({ printed: ['one'], failure });
  expect(await printedBy(home, 'printf b25l', ['1'])).toEqual({ printed: [], failure });
});

test('a Chromium whose pages are not wanted any more is ended', async ({ home }) => {
  const end = new AbortController();
  const cancelled = printedBy(home, 'echo b25l; exec sleep 600', ['1', '2'], end.signal);
  end.abort();
  expect((await cancelled).failure).toEqual({ code: 'cancelled' });
  const pages = printPdfs(['1', '2'], undefined, { executable: join(home, 'chromium'), env: {} });
  expect((await pages.next()).done).toBe(false);
  await pages.return(undefined);
});
