import { lstat, mkdir, open, readFile, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { rescuePage } from '../main/backups/rescue-page.ts';
import { proveCodes, provePdfs } from '../main/recovery/gate.ts';
import { forkReader } from '../main/recovery/read/fork.ts';
import { type Paper, type Printing, sheetHtml } from '../main/recovery/sheet.ts';
import { syncFolder } from '../main/store/file.ts';
import { fail, systemFailure } from '../shared/failure.ts';
import type { SheetLines } from '../shared/recovery.ts';
import type { RecoverySet } from '../shared/recovery-schema.ts';
import { encodeSheetText } from '../shared/sheets/sheet-text.ts';
import { sheetWords } from '../shared/words/sheet.ts';
import { spoken, texts } from './language.ts';
import { SheetReader } from './sheets.ts';

/** What all sheets of one set say. */
export type SetFacts = RecoverySet & {
  readonly vaultName: string;
  readonly vault: string;
  readonly lines?: SheetLines | undefined;
};

/** One sheet as the bytes of a file. */
export interface SheetFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Every sheet as a file whose code was read back from its pixels; what does not read is never
 * offered.
 */
export async function sheetFiles(
  facts: SetFacts,
  shares: readonly string[][],
  { format, paper }: { format: 'html' | 'pdf'; paper: Paper },
  signal: AbortSignal,
): Promise<SheetFile[]> {
  const printing = { paper, words: await sheetWords(spoken()), rescue: rescuePage() };
  const pages = shares.map((words, index) => pageOf(facts, words, index + 1, printing));
  const texts = shares.map((words) => encodeSheetText({ vault: facts.vault, set: facts.set, words }));
  if (format === 'html') {
    await proveCodes(texts, forkReader(), { signal });
    return named(
      pages.map((html) => Buffer.from(html, 'utf8')),
      'html',
    );
  }
  const { printPdfs } = await import('./pdf.ts');
  const printed = await provePdfs(printPdfs(pages, signal), texts, forkReader(), { signal });
  return named(printed, 'pdf');
}

async function named(files: readonly Uint8Array[], format: 'html' | 'pdf'): Promise<SheetFile[]> {
  const { file } = await texts('recovery');
  return files.map((bytes, index) => ({ name: file(index + 1, format), bytes }));
}

/** The folder that gets the sheets. What is in it is never written over. */
export class SheetFolder {
  readonly #folder: string;
  #made = false;
  #paths: string[] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Those written, in order. */
  get paths(): readonly string[] {
    return this.#paths;
  }

  /** Refuses before anybody is asked for a passphrase; `write` is what makes sure. */
  async refuseTaken(shares: number, format: 'html' | 'pdf'): Promise<void> {
    const { file } = await texts('recovery');
    for (let sheet = 1; sheet <= shares; sheet++) {
      const name = file(sheet, format);
      if (await lstat(join(this.#folder, name)).catch(() => undefined)) taken(name);
    }
  }

  async write(files: readonly SheetFile[]): Promise<void> {
    try {
      const made = await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      this.#made = made !== undefined;
      for (const { name, bytes } of files) await this.#writeOne(name, bytes);
      this.#syncNames(made);
    } catch (error) {
      throw writeFailure(error);
    }
  }

  /** The text of each file, from the disk; refuses when one is not what was written. */
  async readBack(files: readonly SheetFile[], signal: AbortSignal): Promise<string[]> {
    const reader = new SheetReader(signal);
    try {
      const texts: string[] = [];
      for (const [index, path] of this.#paths.entries()) {
        const bytes = await readFile(path);
        if (!bytes.equals(files[index]?.bytes ?? Buffer.alloc(0)))
          fail({ code: 'store', reason: 'sheets-differ' });
        texts.push(...(await reader.texts(bytes)));
      }
      return texts;
    } finally {
      reader.close();
    }
  }

  /** Takes away what was written. */
  async remove(): Promise<void> {
    for (const path of this.#paths) await rm(path, { force: true });
    this.#paths = [];
    // Only a folder of ours, and only an empty one.
    if (this.#made) await rmdir(this.#folder).catch(() => undefined);
  }

  // The set counts from now on: what has no name after a power cut would be lost. `made`: the
  // topmost folder that was not there.
  #syncNames(made: string | undefined): void {
    const last = made === undefined ? resolve(this.#folder) : dirname(resolve(made));
    for (let folder = resolve(this.#folder); ; folder = dirname(folder)) {
      syncFolder(folder);
      if (folder === last) return;
    }
  }

  async #writeOne(name: string, bytes: Uint8Array): Promise<void> {
    const path = join(this.#folder, name);
    const file = await open(path, 'wx', 0o600);
    this.#paths.push(path);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  }
}

function pageOf(facts: SetFacts, words: readonly string[], sheet: number, printing: Printing): string {
  const { holders, ...said } = facts;
  return sheetHtml({ ...said, sheet, words, holder: holders[sheet - 1]?.name ?? '' }, printing);
}

function writeFailure(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EEXIST') return taken();
  const failure = systemFailure(error);
  if (code === undefined || failure.code === 'no-space')
    return code === undefined ? error : fail(failure, error);
  return fail({ ...failure, reason: 'sheets-unwritten' }, error);
}

function taken(name?: string): never {
  return fail({ code: 'bad-input', what: 'sheet-folder', reason: 'taken', ...(name && { name }) });
}
