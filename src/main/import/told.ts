import type { Item, Reading } from './entry.ts';

/** Tells that what a person wrote beside the values stays behind; nothing where there is none. */
export function* commentsTold(hasComments: boolean): Generator<Item> {
  if (hasComments) yield { kind: 'note', problem: { place: '', reason: 'left-out', losses: ['comments'] } };
}

/** Tells that a later line sets what this one did. */
export function setAgain(line: number): Item {
  return { kind: 'skipped', problem: { place: '', line, reason: 'set-again' } };
}

/** The items of a reading, with others before them. */
export function withBefore(before: Iterable<Item>, reading: Reading): Reading {
  const { items } = reading;
  const all = function* (): Generator<Item> {
    yield* before;
    yield* items;
  };
  // Not a copy: its total may be counted while it is read.
  return Object.assign(reading, { items: all() });
}
