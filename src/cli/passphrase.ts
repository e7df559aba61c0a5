import { isOpenToOthers } from '../main/keyslots/open-to-others.ts';
import { fail } from '../shared/failure.ts';
import { isWeak } from '../shared/measure.ts';
import { readInput, readLine, textOf } from './input.ts';
import type { Io, Terminal } from './io.ts';
import { texts } from './language.ts';
import { misuse, type Say } from './usage.ts';
import { visible } from './visible.ts';

/** Where a passphrase comes from: the file that a flag names, or a person. */
export interface PassphraseSource {
  readonly file: string | undefined;
  /** The question at the terminal: one of ours, or in its own words. */
  readonly question: 'passphrase' | 'newPassphrase' | { readonly text: string };
  /** Ask again, and refuse two that differ: for a new passphrase. */
  readonly twice?: boolean;
  /** No words but failures. */
  readonly quiet?: boolean;
  /** What to do where there is neither a file nor a terminal; missing: it is the vault's, `locked`. */
  readonly otherwise?: Say;
}

/** Names the option that takes it in a file. */
export function byFile(option: string): Say {
  return (say) => say.nobodyToType(option);
}

/** The passphrase. Fails with `locked`, or as it is said, when there is neither a file nor a terminal. */
export async function passphraseFrom(source: PassphraseSource, io: Io): Promise<string> {
  await io.shutMemory?.();
  if (source.file !== undefined) {
    const passphrase = passphraseText(await bytesFrom(source.file, io));
    // Words for a person: a script's log would only repeat them.
    if (io.stderr.isTTY && !source.quiet) await adviseOn(source.file, passphrase, source, io);
    return passphrase;
  }
  const terminal = await io.terminal();
  if (terminal === undefined)
    return source.otherwise === undefined ? fail({ code: 'locked' }) : misuse(source.otherwise);
  try {
    return await askAt(terminal, source, io.signal);
  } finally {
    terminal.close();
  }
}

function bytesFrom(file: string, io: Io): Promise<Uint8Array> {
  return file === '-' ? readLine(io) : readInput(file, { for: 'passphrase' }, io.signal);
}

// One line end and a byte order mark belong to the editor that wrote the file; a second line end,
// or a space, is the person's.
function passphraseText(bytes: Uint8Array): string {
  const text = textOf(bytes);
  if (text === undefined) return fail({ code: 'bad-input', what: 'passphrase', reason: 'not-text' });
  return text.replace(/^\ufeff/, '').replace(/\r?\n$/, '');
}

async function adviseOn(
  file: string,
  passphrase: string,
  { twice }: PassphraseSource,
  io: Io,
): Promise<void> {
  const text = await texts('common');
  if (await isOpenToOthers(file)) await io.stderr.write(`${text.openToOthers(visible(file))}\n`);
  if (twice && (await isWeak(passphrase))) await io.stderr.write(`${text.weakInFile(visible(file))}\n`);
}

async function askAt(terminal: Terminal, source: PassphraseSource, signal: AbortSignal): Promise<string> {
  const text = await texts('common');
  const { question } = source;
  for (;;) {
    const passphrase = await terminal.ask(
      typeof question === 'string' ? text[question] : question.text,
      signal,
    );
    if (!source.twice) return passphrase;
    const weak = passphrase !== '' && (await isWeak(passphrase));
    const again = await terminal.ask(weak ? text.weak : text.again, signal);
    if (again === passphrase) return passphrase;
    if (!weak || again !== '') return fail({ code: 'bad-input', what: 'passphrase', reason: 'different' });
  }
}
