import type { Log } from '../log.ts';

/**
 * Keeps this process's memory from being written down at a crash, and from other programs of the
 * person. No passphrase is typed so early in the life of a window that this came too late.
 */
export async function guardMemory(log: Log): Promise<void> {
  if (process.platform !== 'linux') return;
  const { forbidCoreDumps } = await import('./core-dumps.ts');
  const processes = await forbidCoreDumps(process.pid);
  if (processes === undefined) log.warn('memory.core-dumps-on', {});
  else log.info('memory.core-dumps-off', { processes });
  const { forbidTracing } = await import('./traces.ts');
  if (forbidTracing()) log.info('memory.closed', {});
  else log.warn('memory.open', {});
}

/** Overwrites what this process dropped at a lock. */
export async function overwriteDropped(log: Log): Promise<void> {
  const { overwriteFreed } = await import('./freed.ts');
  const start = performance.now();
  overwriteFreed();
  log.info('memory.overwritten', { milliseconds: Math.round(performance.now() - start) });
}
