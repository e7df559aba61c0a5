import type { Item } from './entry.ts';

/** Tells that what a person wrote beside the values stays behind; nothing where there is none. */
export function* commentsTold(hasComments: boolean): Generator<Item> {
  if (hasComments) yield { kind: 'note', problem: { place: '', reason: 'left-out', losses: ['comments'] } };
}
