import { readFileSync } from 'node:fs';
import { constants } from 'node:os';

/**
 * Whether a process handles or ignores SIGTSTP, as shells and editors do: it then knows itself what
 * Ctrl+Z is to do.
 */
export function leavesSuspendAlone(pid: number): boolean {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    return ['SigIgn', 'SigCgt'].some((line) => {
      const [, mask] = new RegExp(`^${line}:\\s*([0-9a-f]+)`, 'm').exec(status) ?? [];
      return (BigInt(`0x${mask ?? 0}`) >> BigInt(constants.signals.SIGTSTP - 1)) % 2n === 1n;
    });
  } catch {
    // No /proc: better no suspension than that of a shell.
    return true;
  }
}
