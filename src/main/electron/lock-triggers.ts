import { app, powerMonitor } from 'electron';
import type { Preferences } from '../../shared/preferences.ts';
import { AutoLock, type AutoLockDeps } from './auto-lock.ts';
import { IdleClock } from './idle.ts';
import { watchPower } from './watch-power.ts';

/** What locks when nobody is there, by what the person prefers. */
export function lockTriggers({
  preferences,
  ...deps
}: Pick<AutoLockDeps, 'isOpen' | 'holds' | 'lock' | 'warn'> & {
  readonly preferences: () => Preferences;
}): AutoLock {
  const clock = new IdleClock({
    minutes: () => preferences().autoLockMinutes,
    now: () => Date.now(),
    steady: () => performance.now(),
    systemIdle: () => (app.isReady() ? powerMonitor.getSystemIdleTime() : 0),
  });
  return new AutoLock({
    ...deps,
    clock,
    now: () => performance.now(),
    locksOn: (reason) => (reason === 'minimized' ? preferences().lockOnMinimize : preferences().lockOnSleep),
  });
}

/** Tells it when the machine sleeps, its screen is locked, or another user takes over. */
export async function watchTriggers(auto: AutoLock): Promise<void> {
  watchPower(powerMonitor, auto);
  // Electron hears of a locked screen on macOS and Windows alone.
  if (process.platform !== 'linux') return;
  const { watchDepartures } = await import('../dbus/departure.ts');
  watchDepartures({ env: process.env, pid: process.pid, left: (reason) => auto.left(reason) });
}
