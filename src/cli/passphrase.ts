import { fail } from '../shared/failure.ts';
import { readInput, readLine, textOf } from './input.ts';
import type { Io, Terminal } from './io.ts';

/** Where a passphrase comes from: the file that a flag names, or a person. */
export interface PassphraseSource {
  readonly file: string | undefined;
  /** The question at the terminal. */
  readonly question: string;
  /** Ask again, and refuse two that differ: for a new passphrase. */
  readonly twice?: boolean;
}

/** The passphrase. Fails with `locked` when there is neither a file nor a terminal. */
export async function passphraseFrom(source: PassphraseSource, io: Io): Promise<string> {
  if (source.file !== undefined) return passphraseText(await bytesFrom(source.file, io));
  const terminal = await io.terminal();
  if (terminal === undefined) return fail({ code: 'locked' });
  try {
    return await askAt(terminal, source, io.signal);
  } finally {
    terminal.close();
  }
}

function bytesFrom(file: string, io: Io): Promise<Uint8Array> {
  return file === '-' ? readLine(io) : readInput(file, 'passphrase file', io.signal);
}

// One line end belongs to the editor that wrote the file; a second one, or a space, is the person's.
function passphraseText(bytes: Uint8Array): string {
  const text = textOf(bytes);
  if (text === undefined)
    return fail({ code: 'bad-input', what: 'passphrase', reason: 'it is not UTF-8 text' });
  return text.replace(/\r?\n$/, '');
}

async function askAt(terminal: Terminal, source: PassphraseSource, signal: AbortSignal): Promise<string> {
  const passphrase = await terminal.ask(source.question, signal);
  if (!source.twice) return passphrase;
  const again = await terminal.ask('The same again: ', signal);
  if (again === passphrase) return passphrase;
  return fail({ code: 'bad-input', what: 'passphrase', reason: 'the two differ' });
}
