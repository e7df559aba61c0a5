import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

// Chromium writes this much before it shows anything.
const needed = 64 * 1024;

/**
 * Whether the app can keep its settings, log and lock in a folder: it is made where it is missing.
 */
export function isUsable(folder: string): boolean {
  const probe = join(folder, `.probe-${process.pid}`);
  try {
    makeFolder(folder);
    writeFileSync(probe, Buffer.alloc(needed), { mode: 0o600 });
    return true;
  } catch {
    return false;
  } finally {
    remove(probe);
  }
}

/**
 * A folder for a start whose own one is read-only or full: the app opens all the same, and
 * remembers nothing beyond the login. `undefined` where nothing can be written at all.
 */
export function makeshift(env: NodeJS.ProcessEnv): string | undefined {
  const { XDG_RUNTIME_DIR: runtime } = env;
  // One name a login, so that a second start still finds the first.
  if (runtime && isUsable(join(runtime, 'holdfast-home'))) return join(runtime, 'holdfast-home');
  for (const place of [tmpdir(), '/dev/shm']) {
    try {
      const folder = mkdtempSync(join(place, 'holdfast-home-'));
      if (isUsable(folder)) return folder;
    } catch {
      // The next one, then.
    }
  }
  return undefined;
}

// Step by step: Node's own `recursive` never ends where a file system makes no folder in a folder
// that is there, as /proc.
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent);
  mkdirSync(folder, { mode: 0o700 });
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // A folder that cannot be written to holds none of ours.
  }
}
