import { libc } from './c-library.ts';

const setDumpable = 4;

/**
 * Whether other programs of the same person may read this process's memory and attach a debugger to
 * it (PR_SET_DUMPABLE). False where the system has no such switch.
 */
export function letTrace(allowed: boolean): boolean {
  if (process.platform !== 'linux') return false;
  const prctl = libc()?.call(
    'int prctl(int option, unsigned long value, unsigned long b, unsigned long c, unsigned long d)',
  );
  return prctl?.(setDumpable, allowed ? 1 : 0, 0, 0, 0) === 0;
}
