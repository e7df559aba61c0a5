import { fail } from '../../shared/failure.ts';
import type { Place } from '../../shared/place.ts';

/**
 * Files and places that a person chose, in a chooser, a recent entry or by double click: the page
 * opens no others.
 */
export interface Chosen {
  add(one: string | Place): void;
  has(one: string | Place): boolean;
}

/** Refuses what the person did not choose. */
export function own<One extends string | Place>(chosen: Chosen, one: One): One {
  return chosen.has(one) ? one : fail({ code: 'denied', reason: 'not-chosen' });
}

/** The same where it may be missing. */
export function ownIf<One extends string | Place>(chosen: Chosen, one: One | undefined): One | undefined {
  return one === undefined ? undefined : own(chosen, one);
}

/** Notes what a person chose just now; `undefined` where that was cancelled. */
export function choice<One extends string | Place>(chosen: Chosen, one: One | undefined): One | undefined {
  if (one !== undefined) chosen.add(one);
  return one;
}
