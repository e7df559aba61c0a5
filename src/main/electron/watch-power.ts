import type { PowerMonitor } from 'electron';
import type { AutoLock } from './auto-lock.ts';

/**
 * Tells `auto` when the machine sleeps, wakes, or its screen is locked, and to look every other
 * second.
 */
export function watchPower(monitor: PowerMonitor, auto: AutoLock): void {
  monitor.on('suspend', () => auto.left('suspend'));
  monitor.on('lock-screen', () => auto.left('screen-lock'));
  const look = () => auto.look();
  // A machine that slept through the time is locked before anybody sees the window.
  monitor.on('resume', look);
  monitor.on('unlock-screen', look);
  setInterval(look, 2_000).unref();
}
