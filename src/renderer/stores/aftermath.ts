import { create } from 'zustand';
import type { Failure } from '../../shared/failure.ts';
import type { Place } from '../../shared/place.ts';

/**
 * What happened to the chosen vault while the vault was locked for it. No name of a secret is in
 * it.
 */
export interface Aftermath {
  readonly place: Place;
  readonly what:
    | { readonly kind: 'repaired'; readonly lost: number; readonly earlier: number }
    | { readonly kind: 'restored' }
    | { readonly kind: 'moved'; readonly stays: boolean }
    | { readonly kind: 'failed'; readonly failure: Failure };
  /** Where the vault that lay there before is kept. */
  readonly kept?: Place | undefined;
}

/** Told on the screen that unlocks: it outlives the lock, and is gone with the next unlock. */
export const useAftermath = create<{ readonly last: Aftermath | undefined }>()(() => ({ last: undefined }));

export function tellAfterwards(last: Aftermath | undefined): void {
  useAftermath.setState({ last });
}
