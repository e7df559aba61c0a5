import { letTrace } from '../native/dumpable.ts';

let isShut = false;
let asking = 0;

/**
 * From now on no other program of the person reads this process's memory. False where the system
 * has no such switch.
 */
export function forbidTracing(): boolean {
  isShut = asking > 0 || letTrace(false);
  return isShut;
}

/**
 * While a dialog of the desktop is open the process is as any other: the portal that shows it looks
 * at /proc of whoever asks, and refuses whom it cannot look at.
 */
export async function underTheDesktop<T>(ask: () => Promise<T>): Promise<T> {
  asking++;
  if (isShut && asking === 1) letTrace(true);
  try {
    return await ask();
  } finally {
    asking--;
    if (isShut && asking === 0) letTrace(false);
  }
}
