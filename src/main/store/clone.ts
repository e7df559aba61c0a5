import fs from 'node:fs';
import { promisify } from 'node:util';
import { fail } from '../../shared/failure.ts';
import { journalOf, lies } from './beside.ts';
import { closeBeside } from './file.ts';

const chunk = 1024 * 1024;
const readFrom = promisify(fs.read);
const statOf = promisify(fs.stat) as (path: string, options: { bigint: true }) => Promise<fs.BigIntStats>;

/**
 * Copies a vault file byte for byte to a new file; false where it was written meanwhile, and
 * nothing is left. That nobody writes is seen by its times and by SQLite's journal, not by a lock:
 * a slow disk must not hold up who wants to save. What is copied so is believed only once
 * everything in it has been read back.
 */
export async function cloneFile(from: string, to: string, signal?: AbortSignal): Promise<boolean> {
  const before = await quiet(from);
  if (before === undefined) return false;
  // Past SQLite: so it is closed only when no store has the file open any more.
  const source = fs.openSync(from, 'r');
  try {
    await pour(source, to, signal);
  } finally {
    closeBeside(source, `${before.dev}:${before.ino}`);
  }
  const after = await quiet(from);
  const same =
    after !== undefined &&
    (['dev', 'ino', 'size', 'mtimeNs', 'ctimeNs'] as const).every((name) => after[name] === before[name]);
  if (!same) fs.rmSync(to, { force: true });
  return same;
}

/**
 * The file's marks; `undefined` while a write is under way, or one that broke off waits to be
 * undone.
 */
async function quiet(file: string): Promise<fs.BigIntStats | undefined> {
  if (lies(journalOf(file))) return undefined;
  return statOf(file, { bigint: true });
}

/** Copies what is open to a new file. */
export async function pour(source: number, to: string, signal: AbortSignal | undefined): Promise<void> {
  const target = await fs.promises.open(to, 'wx', 0o600);
  try {
    const buffer = Buffer.allocUnsafe(chunk);
    for (let at = 0; ; ) {
      if (signal?.aborted) fail({ code: 'cancelled' });
      const { bytesRead } = await readFrom(source, buffer, 0, chunk, at);
      if (bytesRead === 0) return;
      await target.writeFile(buffer.subarray(0, bytesRead));
      at += bytesRead;
    }
  } finally {
    await target.close();
  }
}
