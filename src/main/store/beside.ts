import fs from 'node:fs';
import { freeName, placeOf, realPathOf } from './names.ts';

/**
 * What was done about a journal that lay beside a vault file, or beside the name that a new one was
 * given.
 */
export interface Settled {
  readonly file: string;
  /**
   * `set-aside`: it was not this file's, and nothing of it was taken; `undone`: a write that had
   * broken off was taken back.
   */
  readonly did: 'set-aside' | 'undone';
  /**
   * Where what was there lies now: the journal, and a copy of the vault file where it was changed.
   */
  readonly kept: readonly string[];
}

const listeners = new Set<(settled: Settled) => void>();

/**
 * Hears of every journal that was settled in this process, whoever opened or named the file; gives
 * what ends that.
 */
export function whenSettled(listener: (settled: Settled) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function tellSettled(settled: Settled): void {
  for (const listener of listeners) listener(settled);
}

/**
 * SQLite's names beside a file. Ours has never a log (-wal), and SQLite would take what is in one
 * all the same.
 */
export function journalOf(location: string): string {
  return `${realPathOf(location)}-journal`;
}

export function logsOf(location: string): string[] {
  const real = realPathOf(location);
  return [`${real}-wal`, `${real}-shm`].filter(lies);
}

/** True when something lies there, be it a link to nowhere. */
export function lies(name: string): boolean {
  return fs.lstatSync(name, { throwIfNoEntry: false }) !== undefined;
}

/**
 * Gives a file a name that SQLite never looks for; `undefined` where somebody else took it away
 * meanwhile.
 */
export function setAside(name: string): string | undefined {
  const kept = freeName(name, Date.now(), '');
  try {
    fs.renameSync(name, kept);
    return kept;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Takes everything of SQLite's away from a name that a file is about to be given: it would be
 * rolled into that file when it is opened. What lies under the name itself was settled before, or
 * is no vault.
 */
export function clearName(location: string): void {
  const place = placeOf(location);
  const there = [`${place}-journal`, `${place}-wal`, `${place}-shm`].filter(lies);
  const kept = there.map(setAside).filter((name) => name !== undefined);
  if (kept.length > 0) tellSettled({ file: location, did: 'set-aside', kept });
}
