import { type FormEvent, useRef, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { api } from '../api.ts';
import { agrees, doubtOf, focusFault, noPassphrase } from './new-passphrase.tsx';

/**
 * A form that makes a vault file: where it goes, and its passphrase, typed twice. `make` runs once both are there and `ready` is true; its
 * failure is shown.
 */
export function useNewVault(
  make: (file: string, passphrase: string) => Promise<Failure | undefined>,
  ready = true,
) {
  const [file, setFile] = useState<string>();
  const [chosen, setChosen] = useState(noPassphrase);
  const [tried, setTried] = useState(false);
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);

  const choose = async () => {
    const reply = await api.vault.chooseNew();
    setFailure(reply.ok ? undefined : reply.failure);
    if (!reply.ok || reply.value === undefined) return;
    setFile(reply.value);
    first.current?.focus();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!agrees(chosen)) return focusFault(chosen, first, second);
    if (file === undefined || !ready || working) return;
    setFailure(undefined);
    setWorking(true);
    const doubt = await doubtOf(chosen);
    if (doubt) {
      setWorking(false);
      return setChosen(doubt);
    }
    setFailure(await make(file, chosen.passphrase));
    setWorking(false);
  };
  const passphrase = { value: chosen, onChange: setChosen, tried, isDisabled: working, first, second };
  return { file, choose, tried, working, failure, submit, passphrase };
}
