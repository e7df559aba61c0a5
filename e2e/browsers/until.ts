import { setTimeout as pause } from 'node:timers/promises';

/** Waits until something holds; `what` names it where it does not within a minute and a half. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 40_000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`waited in vain: ${what}`);
    await pause(50);
  }
}
