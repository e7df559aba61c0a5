import fs from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { removeFile } from '../store/file.ts';

/**
 * Milliseconds. What is done in a turn takes some; a lock older than `stale` was left by a program
 * that was killed.
 */
const [pause, patience, stale] = [4, 3_000, 2_000];

/**
 * Runs `work` while no other program of this machine does so for the same file. Goes on without the
 * lock where none can be made, or where others have it for too long: notes keep nobody from a
 * vault.
 */
export async function inTurn(file: string, work: () => void): Promise<void> {
  const lock = `${file}.lock`;
  const held = await take(lock, Date.now() + patience);
  try {
    work();
  } finally {
    if (held) removeFile(lock);
  }
}

async function take(lock: string, until: number): Promise<boolean> {
  while (Date.now() < until) {
    try {
      fs.mkdirSync(path.dirname(lock), { recursive: true, mode: 0o700 });
      fs.writeFileSync(lock, '', { flag: 'wx', mode: 0o600 });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !fs.existsSync(path.dirname(lock)))
        return false;
    }
    const since = fs.statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
    if (since !== undefined && Math.abs(Date.now() - since) > stale) removeFile(lock);
    else await setTimeout(pause);
  }
  return false;
}
