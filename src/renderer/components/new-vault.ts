import { type FormEvent, useRef, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { Place } from '../../shared/place.ts';
import { agrees, doubtOf, focusFault, noPassphrase } from './new-passphrase.tsx';
import { usePlace } from './use-place.ts';

/**
 * A form that makes a vault: where it goes, and its passphrase, typed twice. `make` runs once both
 * are there and `ready` is true; its failure is shown.
 */
export function useNewVault(
  make: (place: Place, passphrase: string) => Promise<Failure | undefined>,
  ready = true,
) {
  const [chosen, setChosen] = useState(noPassphrase);
  const [tried, setTried] = useState(false);
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  const {
    place,
    named,
    failure: refused,
    field,
  } = usePlace('new', () => first.current?.focus(), { suggests: true });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!agrees(chosen)) return focusFault(chosen, first, second);
    if (!ready || working) return;
    setFailure(undefined);
    setWorking(true);
    const to = await named();
    const doubt = to && (await doubtOf(chosen));
    if (to === undefined || doubt) {
      setWorking(false);
      return doubt && setChosen(doubt);
    }
    setFailure(await make(to, chosen.passphrase));
    setWorking(false);
  };
  const passphrase = { value: chosen, onChange: setChosen, tried, isDisabled: working, first, second };
  const where = { ...field, tried, isDisabled: working };
  return { place, where, tried, working, failure: failure ?? refused, submit, passphrase };
}
