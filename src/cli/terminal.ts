import { openSync, writeSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { fail, HoldfastError } from '../shared/failure.ts';
import type { Terminal } from './io.ts';

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

/** A terminal that reads lines unseen from `keys`; what is typed ahead waits for the next question. */
export function terminalOver(keys: Keys, write: (text: string) => void, close: () => void): Terminal {
  let ahead = '';
  return {
    close,
    ask: async (question, signal) => {
      if (signal.aborted) fail({ code: 'cancelled' });
      // Before the question: what is typed at the sight of it must not be echoed.
      keys.setRawMode(true);
      try {
        write(question);
        const { line, rest } = await readHidden(keys, ahead, signal);
        ahead = rest;
        return line;
      } finally {
        keys.setRawMode(false);
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
  const decoder = new TextDecoder();
  let typed = ahead;
  return new Promise<Typed>((resolve, reject) => {
    const settle = () => {
      const outcome = edit(typed);
      if (outcome === 'more') return;
      stop();
      if (outcome === 'cancelled') give();
      else resolve(outcome);
    };
    const hear = (chunk: Buffer) => {
      typed += decoder.decode(chunk, { stream: true });
      settle();
    };
    const give = () => {
      stop();
      reject(new HoldfastError({ code: 'cancelled' }));
    };
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

/** What the keys come to: a line, Ctrl+C or Ctrl+D, or that the line has not ended. */
export function edit(typed: string): Typed | 'cancelled' | 'more' {
  let line: string[] = [];
  const characters = [...typed];
  for (const [index, character] of characters.entries()) {
    if (character === '\r' || character === '\n') {
      return { line: line.join(''), rest: characters.slice(index + 1).join('') };
    }
    if (character === '\u0003' || (character === '\u0004' && line.length === 0)) return 'cancelled';
    if (character === '\u007f' || character === '\b') line.pop();
    else if (character === '\u0015') line = [];
    else if (character >= ' ') line.push(character);
  }
  return 'more';
}
