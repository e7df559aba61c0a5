import { isCode } from '../main/keyslots/code.ts';
import { peopleLimits } from '../shared/people.ts';
import type { Session } from './command.ts';
import { readAll, readInput, textOf } from './input.ts';
import { printLines } from './print.ts';
import { replaceFile } from './replace-file.ts';
import { misuse } from './usage.ts';

// Four bytes a character, and a file may end lines as it likes: what is longer than a code is said
// by whoever reads it.
const most = 8 * peopleLimits.code;

/**
 * An invitation or an answer: the text itself, or a file that holds it; - is standard input. What
 * is no text gives none.
 */
export async function givenCode(call: Session, given: string): Promise<string> {
  if (isCode(given)) return given;
  const { io, global } = call;
  if (given === '-' && global['passphrase-file'] === '-') misuse((say) => say.inputOnce);
  const bytes = await (given === '-'
    ? readAll(io, most)
    : readInput(given, { for: 'code' }, io.signal, most));
  return textOf(bytes) ?? '?';
}

/** Writes a code to the file that --out names, in lines, or to standard output. */
export async function giveCode(call: Session, code: string, out: string | undefined): Promise<void> {
  if (out !== undefined)
    await replaceFile(out, Buffer.from(`${(code.match(/.{1,64}/g) ?? []).join('\n')}\n`));
  else if (!call.global.json) await printLines(call, [code]);
}
