import type { Gathering } from '../main/recovery/gathering.ts';
import { readPicture } from '../main/recovery/read/reader.ts';
import { findShares } from '../main/recovery/shares.ts';
import { parseSheetText } from '../main/recovery/sheet-text.ts';
import { tokensOf } from '../main/recovery/words.ts';
import { fail } from '../shared/failure.ts';
import type { Session } from './command.ts';
import { readAll, readInput, textOf } from './input.ts';
import { visible } from './visible.ts';

/** Gives every SHEET of the command line to a gathering. A sheet that is refused is named by its file. */
export async function giveSheets(
  call: Session,
  gathering: Gathering,
  names: readonly string[],
): Promise<void> {
  for (const name of names) {
    try {
      for (const text of await textsOf(call, name)) await gathering.give(text);
    } catch (error) {
      if (!call.io.signal.aborted) await call.io.stderr.write(`holdfast: ${visible(shown(name))}:\n`);
      throw error;
    }
  }
}

/** Texts of the sheets in a file: of words or a page of ours one, of a picture or PDF as many as it shows. `-`: standard input. */
export async function textsOf({ io }: Session, name: string): Promise<string[]> {
  const bytes = name === '-' ? await readAll(io) : await readInput(name, 'sheet', io.signal);
  return textsIn(bytes, io.signal);
}

/** Likewise of a file that was read already. */
export async function textsIn(bytes: Uint8Array, signal: AbortSignal): Promise<string[]> {
  if (isPicture(bytes)) {
    const { forkReader } = await import('../main/recovery/read/fork.ts');
    // Beside a sheet's code there may be another on the page.
    const texts = (await readPicture(bytes, forkReader(), { signal })).filter((text) => parseSheetText(text));
    return texts.length > 0 ? texts : fail({ code: 'picture-refused', reason: 'other-code' });
  }
  const text = textOf(bytes);
  if (text === undefined) return fail({ code: 'picture-refused', reason: 'unknown-format' });
  return /^\s*</.test(text) ? textsOfPage(text) : [text];
}

// A page is longer than a sheet's words: they are known by their checksum.
function textsOfPage(html: string): string[] {
  const words = html.replace(/<(style|script)\b.*?<\/\1>/gis, ' ').replace(/<[^>]*>/g, ' ');
  const found = findShares(tokensOf(words)).map((share) => share.join(' '));
  return found.length > 0 ? found : fail({ code: 'share-refused', reason: 'empty' });
}

function isPicture(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 1_024)).toString('latin1');
  return start.startsWith('\x89PNG') || start.startsWith('\xff\xd8') || start.includes('%PDF-');
}

function shown(name: string): string {
  return name === '-' ? 'standard input' : name;
}
