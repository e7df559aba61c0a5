import { openSync, writeSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { fail, HoldfastError } from '../shared/failure.ts';
import type { Terminal } from './io.ts';
import { guardTerminal } from './terminal-signals.ts';

/** The keys as a terminal sends them: the part of `tty.ReadStream` that is needed. */
export interface Keys {
  setRawMode(on: boolean): unknown;
  on(event: 'data', listener: (chunk: Buffer) => void): unknown;
  on(event: 'end' | 'close' | 'error', listener: () => void): unknown;
  off(event: 'data', listener: (chunk: Buffer) => void): unknown;
  off(event: 'end' | 'close' | 'error', listener: () => void): unknown;
  resume(): unknown;
  pause(): unknown;
}

/** The controlling terminal, also when standard input is a pipe; `undefined` when there is none. */
export function openTerminal(): Terminal | undefined {
  if (process.platform === 'win32') {
    if (!process.stdin.isTTY) return undefined;
    return terminalOver(
      process.stdin,
      (text) => void process.stderr.write(text),
      () => {},
    );
  }
  try {
    const descriptor = openSync('/dev/tty', 'r+');
    const keys = new ReadStream(descriptor);
    return terminalOver(
      keys,
      (text) => void writeSync(descriptor, text),
      () => {
        keys.destroy();
      },
    );
  } catch {
    return undefined;
  }
}

/**
 * A terminal that reads lines unseen from `keys`; what is typed ahead waits for the next question.
 */
export function terminalOver(keys: Keys, write: (text: string) => void, close: () => void): Terminal {
  let ahead = '';
  return {
    close,
    ask: async (question, signal) => {
      if (signal.aborted) fail({ code: 'cancelled' });
      const enter = () => {
        // Before the question: what is typed at the sight of it must not be echoed.
        keys.setRawMode(true);
        write(question);
      };
      const leave = () => void keys.setRawMode(false);
      const release = guardTerminal({ leave, enter });
      try {
        enter();
        const { line, rest } = await readHidden(keys, ahead, signal);
        ahead = rest;
        return line;
      } finally {
        leave();
        release();
        keys.pause();
        write('\n');
      }
    },
  };
}

interface Typed {
  readonly line: string;
  readonly rest: string;
}

function readHidden(keys: Keys, ahead: string, signal: AbortSignal): Promise<Typed> {
  const read = decoder();
  let typed = ahead;
  return new Promise<Typed>((resolve, reject) => {
    const settle = () => {
      const outcome = edit(typed);
      if (outcome === 'more') return;
      stop();
      if (outcome === 'cancelled') give();
      else if (read.isForeign()) refuse('not-text');
      else if (outcome === 'several-lines') refuse('several-lines');
      else resolve(outcome);
    };
    const hear = (chunk: Buffer) => {
      const keysTyped = read.text(chunk);
      // With every key ours, the system does not act on this one itself.
      if (keysTyped.includes('\u001a') && process.platform !== 'win32') process.kill(0, 'SIGTSTP');
      typed += keysTyped;
      settle();
    };
    const give = () => {
      stop();
      reject(new HoldfastError({ code: 'cancelled' }));
    };
    const refuse = (reason: 'not-text' | 'several-lines') =>
      reject(new HoldfastError({ code: 'bad-input', what: 'typed-line', reason }));
    const stop = () => {
      keys.off('data', hear);
      for (const event of ['end', 'close', 'error'] as const) keys.off(event, give);
      signal.removeEventListener('abort', give);
    };
    keys.on('data', hear);
    for (const event of ['end', 'close', 'error'] as const) keys.on(event, give);
    signal.addEventListener('abort', give);
    keys.resume();
    settle();
  });
}

/**
 * Text of what is typed. Other letters than were typed would open the vault some day, so what is
 * not UTF-8 is noted.
 */
function decoder(): { text: (chunk: Buffer) => string; isForeign: () => boolean } {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let foreign = false;
  return {
    isForeign: () => foreign,
    text: (chunk) => {
      try {
        if (!foreign) return strict.decode(chunk, { stream: true });
      } catch {
        foreign = true;
      }
      // Enough to find the end of the line: until then nothing may be left for the shell.
      return chunk.toString('latin1');
    },
  };
}

/**
 * What a key sends that has no letter, and the marks that a terminal puts around what is pasted
 * (xterm, 2004).
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: what a key sends begins with one
const sequence = /\u001b(?:\[(20[01])~|\[[0-?]*[ -/]*[@-~]|O[@-~])/y;

/**
 * What the keys come to: a line, Ctrl+C or Ctrl+D, or that the line has not ended. The line ends at
 * the end of a paste are no Enter.
 */
export function edit(typed: string): Typed | 'cancelled' | 'more' | 'several-lines' {
  let line: string[] = [];
  let paste: 'none' | 'first-line' | 'line-end' = 'none';
  let several = false;
  for (let at = 0; at < typed.length; ) {
    sequence.lastIndex = at;
    const found = sequence.exec(typed);
    if (found !== null) {
      at = sequence.lastIndex;
      if (found[1] !== undefined) paste = found[1] === '200' ? 'first-line' : 'none';
      continue;
    }
    const character = String.fromCodePoint(typed.codePointAt(at) ?? 0);
    at += character.length;
    if (character === '\r' || character === '\n') {
      if (paste === 'none') return several ? 'several-lines' : { line: line.join(''), rest: typed.slice(at) };
      paste = 'line-end';
    } else if (character === '\u0003' || (character === '\u0004' && line.length === 0)) return 'cancelled';
    else if (character === '\u007f' || character === '\b') line.pop();
    else if (character === '\u0015') {
      line = [];
      several = false;
    } else if (character >= ' ') {
      several ||= paste === 'line-end';
      line.push(character);
    }
  }
  return 'more';
}
