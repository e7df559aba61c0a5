import { execFileSync } from 'node:child_process';
import { closeSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { openPty } from '../../main/native/pty.ts';
import { exitOf, spawnOnTerminal } from '../../main/native/spawn.ts';

/** A program at a terminal of its own, with a person at it. */
export interface Screen {
  /** All that was shown so far. */
  readonly shown: () => string;
  /** Waits until that was shown after what was waited for last; all that was shown by then. */
  readonly until: (text: string) => Promise<string>;
  readonly type: (keys: string) => void;
  readonly resize: (rows: number, columns: number) => void;
  /** As `stty -g` has them. */
  readonly settings: () => string;
  readonly pid: number;
  readonly ended: Promise<number>;
  /** Closes the window. */
  readonly hangUp: () => void;
}

export interface Shown {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Streams that are no terminal, by their number. */
  readonly streams?: readonly (number | undefined)[];
}

/** Starts a program at a terminal of 30 rows and 100 columns. */
export function openScreen({ file, args, env, streams = [undefined, undefined, undefined] }: Shown): Screen {
  const pty = openPty(-1);
  if (pty === undefined) throw new Error('no pseudo terminal on this machine');
  const stty = (...words: string[]) =>
    execFileSync('stty', ['-F', pty.name, ...words])
      .toString()
      .trim();
  stty('rows', '30', 'cols', '100');
  let shown = '';
  let seen = 0;
  let onShown = () => {};
  const stream = new ReadStream(pty.master);
  stream.on('data', (chunk) => {
    shown += chunk.toString('utf8');
    onShown();
  });
  stream.on('error', () => stream.destroy());
  const pid = spawnOnTerminal({ file, args: [file, ...args], env }, pty.name, streams);
  const ended = new Promise<number>((resolve) => {
    const look = () => {
      const code = exitOf(pid);
      if (code === undefined) return;
      process.off('SIGCHLD', look);
      resolve(code);
    };
    process.on('SIGCHLD', look);
    look();
  });
  return {
    shown: () => shown,
    until: (text) =>
      new Promise((resolve) => {
        onShown = () => {
          const at = shown.indexOf(text, seen);
          if (at === -1) return;
          seen = at + text.length;
          onShown = () => {};
          resolve(shown.slice(0, seen));
        };
        onShown();
      }),
    type: (keys) => void stream.write(keys),
    resize: (rows, columns) => void stty('rows', String(rows), 'cols', String(columns)),
    settings: () => stty('-g'),
    pid,
    ended,
    hangUp: () => {
      closeSync(pty.slave);
      stream.destroy();
    },
  };
}
