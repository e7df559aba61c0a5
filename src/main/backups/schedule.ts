import type { BackupSchedule } from '../../shared/contract-backups.ts';

/**
 * What gives a backup its occasion. `tick`: the vault is open and some time has passed, perhaps in
 * sleep.
 */
export type Occasion = 'lock' | 'quit' | 'tick';

/** How a destination stands. Times in ms of the wall clock. */
export interface Standing {
  /** The newest backup there. */
  readonly last?: { readonly revision: number; readonly proven: 'everything' | 'structure' } | undefined;
  /** When it was last backed up, or found to need nothing. */
  readonly done?: number | undefined;
  /** When it was last tried and came to nothing. */
  readonly tried?: number | undefined;
}

/** Where the vault stands; `unlocked`: the keys are at hand, and everything can be proven. */
export interface Moment {
  readonly now: number;
  readonly revision: number;
  readonly unlocked: boolean;
}

const day = 24 * 60 * 60_000;
/** What failed, or was called off, is left alone for so long. */
export const pauseAfterFailure = 15 * 60_000;

/** Used until a person chooses otherwise. */
export const defaultSchedule: BackupSchedule = { onLock: true, onQuit: true, daily: true };

/**
 * Whether a destination is to be backed up now. Clocks jump: a time that lies ahead is as none, so
 * that one set back costs one backup too many and never the days until it has caught up.
 */
export function isDue(occasion: Occasion, schedule: BackupSchedule, standing: Standing, at: Moment): boolean {
  const { last } = standing;
  const changed = last?.revision !== at.revision;
  const unproven = at.unlocked && last?.proven === 'structure';
  if (occasion === 'lock') return schedule.onLock && changed;
  if (occasion === 'quit') return schedule.onQuit && (changed || unproven);
  if (!at.unlocked || within(standing.tried, pauseAfterFailure, at.now)) return false;
  return unproven || (schedule.daily && !within(standing.done, day, at.now));
}

function within(time: number | undefined, span: number, now: number): boolean {
  return time !== undefined && time <= now && now - time < span;
}
