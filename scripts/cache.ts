import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * The folder outside the checkout where downloads and builds are kept, so that a second clone
 * starts at once.
 */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env, uid = process.getuid?.()): string {
  if (env['HOLDFAST_CACHE']) return env['HOLDFAST_CACHE'];
  // The end-to-end tests started by root run as another user, who cannot look into /root.
  if (uid === 0) return '/var/cache/holdfast';
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'holdfast');
}

/** Returns `target`, which `build` fills under another name first: a broken build is never used. */
export async function buildOnce(
  target: string,
  build: (draft: string) => Promise<void> | void,
): Promise<string> {
  if (existsSync(target)) return target;
  const mask = process.umask(0o022);
  mkdirSync(dirname(target), { recursive: true });
  const draft = mkdtempSync(`${target}.draft-`);
  try {
    await build(draft);
    chmodSync(draft, 0o755);
    renameInto(draft, target);
  } finally {
    rmSync(draft, { recursive: true, force: true });
    process.umask(mask);
  }
  return target;
}

function renameInto(draft: string, target: string): void {
  try {
    renameSync(draft, target);
  } catch (error) {
    // Another process finished the same build meanwhile: its result is as good as ours.
    if (!existsSync(target)) throw error;
  }
}
