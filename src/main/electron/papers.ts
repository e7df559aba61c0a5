import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fail } from '../../shared/failure.ts';
import { encodeSheetText } from '../../shared/sheets/sheet-text.ts';
import { letterWords } from '../../shared/words/letter.ts';
import { sheetWords } from '../../shared/words/sheet.ts';
import type { Paper, Papers } from '../app/recovery/papers.ts';
import { rescueBytes, rescueName, rescuePage } from '../backups/rescue-page.ts';
import { codeOf } from '../recovery/code.ts';
import { provePdf, provePdfs } from '../recovery/gate.ts';
import { type Letter, letterHtml } from '../recovery/letter.ts';
import type { RunReader } from '../recovery/read/reader.ts';
import { type Sheet, sheetsHtml } from '../recovery/sheet.ts';
import { fileNameOf, plainName } from './paper-names.ts';
import { pdfOf, printHtml } from './print.ts';
import { language } from './words.ts';
import { writeAside } from './write-aside.ts';

/** Where PDF goes; `undefined` when the person cancels. */
export interface PaperPlaces {
  sheetsFile(name: string): Promise<string | undefined>;
  sheetsFolder(): Promise<string | undefined>;
  rescueFile(name: string): Promise<string | undefined>;
}

/**
 * Sheets on paper and in files, drawn by the app's own Chromium. Nothing is written but where the
 * person says.
 */
export function papers(places: PaperPlaces, run: RunReader): Papers {
  return {
    proof: async (sheets, paper, progress) => {
      progress(0, sheets.length);
      await proven(sheets, paper, run, (done) => progress(done, sheets.length));
    },
    code: (sheet) =>
      codeOf(encodeSheetText(sheet)).map((row) => row.map((dark) => (dark ? '#' : '.')).join('')),
    print: async (sheets, paper) => printHtml(await pageOf(sheets, paper), paper),
    letter: (letter, paper, as) => letterAs(letter, paper, as, places),
    rescue: () => saveRescue(places),
    save: (sheets, paper, each) => save(sheets, paper, each, places, run),
  };
}

/** The PDF of these sheets, whose pages were read back. */
async function proven(
  sheets: readonly Sheet[],
  paper: Paper,
  run: RunReader,
  progress?: (done: number) => void,
): Promise<Uint8Array> {
  const printing = pageOf(sheets, paper).then(pdfOf);
  return provePdf(printing, sheets.map(encodeSheetText), run, { progress });
}

async function save(
  sheets: readonly Sheet[],
  paper: Paper,
  each: boolean,
  places: PaperPlaces,
  run: RunReader,
): ReturnType<Papers['save']> {
  const groups = each ? sheets.map((sheet) => [sheet]) : [[...sheets]];
  const pdfs = each
    ? await provePdfs(printed(groups, paper), sheets.map(encodeSheetText), run)
    : [await proven(sheets, paper, run)];
  const folder = each ? await places.sheetsFolder() : undefined;
  if (each && folder === undefined) return undefined;
  const written: string[] = [];
  try {
    for (const [index, pdf] of pdfs.entries()) {
      const name = fileNameOf(groups[index] ?? []);
      const file = folder === undefined ? await places.sheetsFile(name) : join(folder, name);
      if (file === undefined) return undefined;
      written.push(await writeAside(file, pdf));
    }
  } catch (error) {
    // What is left of a set on a disk, nobody would know of.
    for (const file of written) await rm(file, { force: true });
    throw error;
  }
  return { folder: dirname(written[0] ?? ''), files: written.map((file) => basename(file)) };
}

async function letterAs(
  letter: Letter,
  paper: Paper,
  as: 'paper' | 'pdf',
  places: PaperPlaces,
): ReturnType<Papers['letter']> {
  const texts = await letterWords(language());
  const html = letterHtml(letter, { paper, words: texts, rescue: rescuePage() });
  if (as === 'paper') return (await printHtml(html, paper)) ? {} : undefined;
  const file = await places.sheetsFile(texts.file(plainName(letter.vaultName) || 'Holdfast'));
  return file === undefined ? undefined : { file: basename(await writeAside(file, await pdfOf(html))) };
}

async function saveRescue(places: PaperPlaces): ReturnType<Papers['rescue']> {
  const page = rescueBytes() ?? fail({ code: 'internal', reference: 'no-rescue-page' });
  const chosen = await places.rescueFile(rescueName);
  if (chosen === undefined) return undefined;
  const file = await writeAside(chosen, page);
  return { folder: dirname(file), file: basename(file) };
}

async function* printed(groups: readonly Sheet[][], paper: Paper): AsyncGenerator<Uint8Array> {
  for (const group of groups) yield await pdfOf(await pageOf(group, paper));
}

/** In the language that the app speaks: what is read from a sheet does not depend on it. */
async function pageOf(sheets: readonly Sheet[], paper: Paper): Promise<string> {
  return sheetsHtml(sheets, { paper, words: await sheetWords(language()), rescue: rescuePage() });
}
