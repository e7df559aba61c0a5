import { useEffect, useState } from 'react';
import type { Reply } from '../../shared/contract.ts';
import type { Trial } from '../../shared/contract-places.ts';
import type { Failure } from '../../shared/failure.ts';
import { isPlaceKind, isService, type Place, type PlaceKind, placeKinds } from '../../shared/place.ts';
import {
  describe,
  isComplete,
  isTyped,
  type PlacePurpose,
  partsOf,
  shownPlace,
  type Typed,
} from '../../shared/place-form.ts';
import { api } from '../api.ts';

/** How a trial of a place stands. */
export interface Trying {
  readonly working: boolean;
  readonly found?: Trial;
  readonly failure?: Failure;
}

/**
 * A place that a form asks for: of which kind, what was chosen, what was typed. `chosen` hears of
 * each that the chooser gave.
 */
export function usePlace(
  purpose: PlacePurpose,
  chosen: () => void = () => undefined,
  { first = placeKinds[0], suggests = false }: { first?: PlaceKind; suggests?: boolean } = {},
) {
  const [kind, setKind] = useState<PlaceKind>(first);
  const [place, setPlace] = useState<Place>();
  const [typed, setTyped] = useState<Typed>({});
  const [keep, setKeep] = useState(true);
  const [trying, setTrying] = useState<Trying>();
  const [lacking, setLacking] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const form = describe(kind);

  const take = <T>(reply: Reply<T>) => {
    setFailure(reply.ok ? undefined : reply.failure);
    return reply.ok ? reply.value : undefined;
  };
  // Whoever has chosen or typed meanwhile keeps that.
  useEffect(() => {
    if (!suggests) return;
    let wanted = true;
    void api.vault.suggestPlace().then((reply) => {
      if (wanted && reply.ok && reply.value) setPlace((chosen) => chosen ?? reply.value);
    });
    return () => {
      wanted = false;
    };
  }, [suggests]);
  const choose = async () => {
    const found = take(await api.vault.choosePlace({ kind, purpose }));
    if (found === undefined) return;
    setPlace(found);
    chosen();
  };
  /** The place, once there is one; main then has the credentials that were typed for it. */
  const named = async () => {
    if (!isTyped(form)) return place;
    setLacking(!isComplete(form, typed));
    if (!isComplete(form, typed)) return undefined;
    const parts = partsOf(form, typed);
    const found = take(await api.vault.choosePlace({ kind, purpose, typed: { ...parts.place } }));
    if (found === undefined || Object.keys(parts.credentials).length === 0) return found;
    const given = await api.places.give({ place: found, credentials: { ...parts.credentials }, keep });
    if (!given.ok) setFailure(given.failure);
    return given.ok ? found : undefined;
  };
  const attempt = async () => {
    setTrying({ working: true });
    const at = await named();
    if (at === undefined) return setTrying(undefined);
    const reply = await api.places.try({ place: at });
    setTrying(reply.ok ? { working: false, found: reply.value } : { working: false, failure: reply.failure });
  };
  const forget = () => {
    setTrying(undefined);
    setFailure(undefined);
    setLacking(false);
  };
  const changeKind = (next: string) => {
    if (!isPlaceKind(next) || next === kind) return;
    setKind(next);
    setPlace(undefined);
    setTyped({});
    forget();
  };
  const change = (name: string, text: string) => {
    setTyped((before) => ({ ...before, [name]: text }));
    forget();
  };
  const service = isService(kind)
    ? {
        keep,
        onKeep: setKeep,
        trying,
        onTry: () => void attempt(),
        isNew: purpose !== 'existing' && purpose !== 'copy',
      }
    : undefined;
  const field = {
    kind,
    onKind: changeKind,
    chosen: place && shownPlace(place),
    onChoose: () => void choose(),
    typed,
    onType: change,
    lacking,
    service,
  };
  return { place, named, failure, field };
}
