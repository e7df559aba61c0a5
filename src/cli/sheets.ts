import { isPage } from '../main/recovery/read/page.ts';
import type { Reader } from '../main/recovery/read/reader.ts';
import { fail } from '../shared/failure.ts';
import { parseSheetText } from '../shared/sheets/sheet-text.ts';
import type { Session } from './command.ts';
import { readAll, readInput, textOf } from './input.ts';
import { texts } from './language.ts';
import { complain } from './print.ts';

/**
 * Gives every SHEET of the command line to a gathering: a file, or `-` for standard input. A sheet
 * that is refused is named by its file.
 */
export async function giveSheets(
  call: Session,
  gathering: { give(text: string): Promise<unknown> },
  names: readonly string[],
): Promise<void> {
  const { io } = call;
  const sheets = new SheetReader(io.signal);
  try {
    for (const name of names) {
      try {
        const bytes = name === '-' ? await readAll(io) : await readInput(name, { for: 'sheet' }, io.signal);
        for (const text of await sheets.texts(bytes)) await gathering.give(text);
      } catch (error) {
        if (!io.signal.aborted)
          await complain(call, `${name === '-' ? (await texts('common')).input : name}:`);
        throw error;
      }
    }
  } finally {
    sheets.close();
  }
}

/**
 * Reads files of sheets, one after another; pictures in a process that is started for the first and
 * shared by all.
 */
export class SheetReader {
  readonly #signal: AbortSignal;
  #reader: Reader | undefined;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /**
   * Texts of the sheets in a file: of words or a page of ours one, of a picture or PDF as many as
   * it shows.
   */
  async texts(bytes: Uint8Array): Promise<string[]> {
    if (bytes.length === 0) return fail({ code: 'picture-refused', reason: 'empty' });
    if (isPicture(bytes)) return this.#textsOfPicture(bytes);
    if (isPage(bytes)) return this.#textsOfPage(bytes);
    const text = textOf(bytes);
    // Zeros are characters too, and in no text.
    if (text === undefined || text.includes('\0'))
      return fail({ code: 'picture-refused', reason: 'unknown-format' });
    return [text];
  }

  close(): void {
    this.#reader?.close();
  }

  async #textsOfPage(bytes: Uint8Array): Promise<string[]> {
    const found = await this.#read(bytes);
    return found.length > 0 ? found : fail({ code: 'share-refused', reason: 'empty' });
  }

  async #textsOfPicture(bytes: Uint8Array): Promise<string[]> {
    const found = await this.#read(bytes);
    if (found.length === 0) return fail({ code: 'picture-refused', reason: 'no-code' });
    // Beside a sheet's code there may be another on the page.
    const texts = found.filter((text) => parseSheetText(text) !== undefined);
    return texts.length > 0 ? texts : fail({ code: 'picture-refused', reason: 'other-code' });
  }

  async #read(bytes: Uint8Array): Promise<string[]> {
    this.#reader ??= await openPictures(this.#signal);
    return (await this.#reader.picture(bytes)).flat();
  }
}

async function openPictures(signal: AbortSignal): Promise<Reader> {
  const [{ forkReader }, { openReader }] = await Promise.all([
    import('../main/recovery/read/fork.ts'),
    import('../main/recovery/read/reader.ts'),
  ]);
  return openReader(forkReader(), { signal });
}

function isPicture(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 1_024)).toString('latin1');
  return start.startsWith('\x89PNG') || start.startsWith('\xff\xd8') || start.includes('%PDF-');
}
