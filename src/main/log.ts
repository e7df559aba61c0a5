import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Datum, LogEvents, Reference, Trace } from './log-events.ts';
import { isDatum } from './log-events.ts';

const levels = ['debug', 'info', 'warn', 'error'] as const;
/** From the chattiest to the gravest. */
export type Level = (typeof levels)[number];

type Write = <E extends keyof LogEvents>(event: E, data: LogEvents[E]) => void;

/**
 * A log that takes no free text: an event of the closed list, and numbers, booleans and fixed words
 * beside it.
 */
export interface Log extends Readonly<Record<Level, Write>> {
  /** The file that is written to. */
  readonly file: string;
}

/** Where a log lies and how much of it is kept. */
export interface LogOptions {
  readonly folder: string;
  /** What is less grave is not written. */
  readonly level?: Level;
  /** A file that has grown to this is put aside. */
  readonly bytes?: number;
  /** Files kept in all, the current one included. */
  readonly files?: number;
  readonly now?: () => number;
}

/**
 * Opens `holdfast.log` in a folder, one JSON object a line. A log that cannot be written never
 * stops the app.
 */
export function openLog(options: LogOptions): Log {
  const { folder, level = 'info', bytes = 1024 * 1024, files = 5, now = () => Date.now() } = options;
  const file = join(folder, 'holdfast.log');
  const at = (grade: Level): Write => {
    if (levels.indexOf(grade) < levels.indexOf(level)) return () => undefined;
    return (event, data) => {
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        rotate(file, bytes, files);
        appendFileSync(file, line(now(), grade, event, data), { mode: 0o600 });
      } catch {
        // A full or read-only disk: there is nowhere left to say so.
      }
    };
  };
  return { file, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** A log that keeps nothing. */
export const noLog: Log = {
  file: '',
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/**
 * An error without its text: class, system code and where it came from. The text might hold a path
 * or worse.
 */
export function traceOf(error: unknown): Trace {
  if (!(error instanceof Error)) return trace(`thrown ${typeof error}`);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const kind = error.constructor.name;
  const words = [/^\w{1,40}$/.test(kind) ? kind : 'Error', /^[A-Z][A-Z0-9_]{1,40}$/.test(code) ? code : ''];
  return trace([...words, ...framesOf(error)].filter((word) => word !== '').join(' < '));
}

/**
 * A fresh name for one unforeseen error: the person reads it in the window and finds it in the log.
 */
export function reference(random: (bytes: number) => Uint8Array): Reference {
  return Buffer.from(random(6)).toString('hex') as Reference;
}

// Only "file.js:1:2" of each frame, and nothing of the lines that the message takes.
function framesOf({ stack = '', message }: Error): string[] {
  const end = message === '' ? 0 : stack.indexOf(message) + message.length;
  if (message !== '' && !stack.includes(message)) return [];
  const frames = stack.slice(end).matchAll(/^ {4}at .*?([\w.-]{1,60}\.[cm]?[jt]s:\d+:\d+)\)?$/gm);
  return [...frames].map(([, place]) => place ?? '').slice(0, 12);
}

function trace(text: string): Trace {
  return text as Trace;
}

function line(time: number, level: Level, event: string, data: Readonly<Record<string, Datum>>): string {
  const entries = Object.entries(data).filter(([, value]) => isDatum(value));
  return `${JSON.stringify({ time: new Date(time).toISOString(), level, event, ...Object.fromEntries(entries) })}\n`;
}

function rotate(file: string, bytes: number, files: number): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size < bytes) return;
  const aged = (age: number) => (age === 0 ? file : file.replace(/\.log$/, `.${age}.log`));
  for (let age = files - 2; age >= 0; age -= 1) {
    if (statSync(aged(age), { throwIfNoEntry: false })) renameSync(aged(age), aged(age + 1));
  }
}
