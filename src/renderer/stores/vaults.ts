import type { State } from '../../shared/contract.ts';
import { compareNames } from '../../shared/natural.ts';
import { isSamePlace, type Place } from '../../shared/place.ts';
import type { VaultColor } from '../../shared/vault-look.ts';
import * as actions from './actions.ts';
import { useSession } from './session.ts';

/** A vault that can be switched to. */
export interface Known {
  readonly place: Place;
  readonly name: string;
  readonly color?: VaultColor | undefined;
  readonly isOpen: boolean;
  readonly isHere: boolean;
}

/** The vaults that this machine knows, by name, so that each keeps its key. */
export function knownVaults({ vault, place, name, color, recents, beside = [] }: State): Known[] {
  const here = place === undefined ? [] : [{ place, name: name ?? '', ...(color && { color }) }];
  const isIn = (all: readonly { readonly place: Place }[], at: Place) =>
    all.some((one) => isSamePlace(one.place, at));
  const rest = recents.filter((one) => !isIn([...here, ...beside], one.place));
  return [...here, ...beside, ...rest]
    .map((one) => ({
      ...{ place: one.place, name: one.name, color: one.color },
      isHere: isIn(here, one.place),
      isOpen: isIn(beside, one.place) || (vault === 'open' && isIn(here, one.place)),
    }))
    .sort((a, b) => compareNames(a.name, b.name));
}

/** Puts the vault with this number in front, counted from 1. */
export function switchToNumber(number: number): void {
  const { state } = useSession.getState();
  const known = state && knownVaults(state)[number - 1];
  if (known !== undefined && !known.isHere) void actions.switchTo(known.place);
}
