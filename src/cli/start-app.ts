import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fail } from '../shared/failure.ts';
import type { Chromium } from './pdf.ts';

/** The app, and what it is started with before anything else. */
export interface App extends Pick<Chromium, 'executable' | 'env'> {
  /** In a checkout the folder of the app. */
  readonly args: readonly string[];
}

/** Who goes on for so long has started, in ms; who hands over to the app that runs is done before. */
const patienceMs = 2_000;

/**
 * Starts the app apart from this process. Refuses with `socket` and the reason `not-started` where
 * it ends with an error, or cannot be run at all.
 */
export async function startApp(
  { executable, args, env }: App,
  more: readonly string[],
  surroundings: NodeJS.ProcessEnv,
  patience = patienceMs,
): Promise<void> {
  const child = spawn(executable, [...args, ...more], {
    env: { ...surroundings, ...env },
    detached: true,
    stdio: 'ignore',
  });
  const ended = once(child, 'exit').then(
    ([code]) => code === 0,
    () => false,
  );
  const goesOn = wait(patience, true, { ref: true });
  const hasStarted = await Promise.race([ended, goesOn]);
  child.unref();
  if (!hasStarted) fail({ code: 'socket', reason: 'not-started' });
}
