import { useState } from 'react';
import type { Reply } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { isPlaceKind, type Place, type PlaceKind, placeKinds } from '../../shared/place.ts';
import {
  describe,
  isTyped,
  type PlacePurpose,
  shownPlace,
  type Typed,
  withoutSecrets,
} from '../../shared/place-form.ts';
import { api } from '../api.ts';

/** A place that a form asks for: of which kind, what was chosen, what was typed. `chosen` hears of each that the chooser gave. */
export function usePlace(purpose: PlacePurpose, chosen: () => void = () => undefined) {
  const [kind, setKind] = useState<PlaceKind>(placeKinds[0]);
  const [place, setPlace] = useState<Place>();
  const [typed, setTyped] = useState<Typed>({});
  const [failure, setFailure] = useState<Failure>();
  const form = describe(kind);

  const take = (reply: Reply<Place | undefined>) => {
    setFailure(reply.ok ? undefined : reply.failure);
    return reply.ok ? reply.value : undefined;
  };
  const choose = async () => {
    const found = take(await api.vault.choosePlace({ kind, purpose }));
    if (found === undefined) return;
    setPlace(found);
    chosen();
  };
  /** The place, once there is one. */
  const named = async () => {
    if (!isTyped(form)) return place;
    return take(await api.vault.choosePlace({ kind, purpose, typed: { ...withoutSecrets(form, typed) } }));
  };
  const changeKind = (next: string) => {
    if (!isPlaceKind(next) || next === kind) return;
    setKind(next);
    setPlace(undefined);
    setTyped({});
    setFailure(undefined);
  };
  const field = {
    kind,
    onKind: changeKind,
    chosen: place && shownPlace(place),
    onChoose: () => void choose(),
    typed,
    onType: (name: string, text: string) => setTyped((before) => ({ ...before, [name]: text })),
  };
  return { place, named, failure, field };
}
