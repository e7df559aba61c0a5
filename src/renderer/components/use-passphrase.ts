import { useRef, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { failureText } from '../words/failures.ts';
import { words } from '../words/words.ts';
import { useRefused } from './use-refused.ts';

/**
 * The vault's passphrase, as it is asked for before something is done with it. `isElsewhere`:
 * another field is what was refused, and that has the focus then.
 */
export function usePassphrase(isElsewhere: (failure: Failure) => boolean = () => false) {
  const [passphrase, setPassphrase] = useState('');
  const [tried, setTried] = useState(false);
  const [working, setWorking] = useState(false);
  const [refused, setRefused] = useState<Failure>();
  const input = useRef<HTMLInputElement>(null);
  useRefused(input, refused && isElsewhere(refused) ? undefined : refused);

  /**
   * Does `work` unless the passphrase is empty; `ready`: everything else that it needs is there.
   */
  const send = async (work: (passphrase: string) => Promise<Failure | undefined>, ready = true) => {
    if (working) return;
    setTried(true);
    if (!ready) return;
    if (passphrase === '') return input.current?.focus();
    setRefused(undefined);
    setWorking(true);
    const failure = await work(passphrase);
    setWorking(false);
    setRefused(failure);
  };

  const isWrong = refused?.code === 'wrong-passphrase';
  const wrong = isWrong ? failureText(refused).what : undefined;
  return {
    tried,
    working,
    send,
    /** What was wrong with the passphrase; it is said below its field. */
    wrong,
    /** What else went wrong. */
    failure: isWrong ? undefined : refused,
    field: {
      value: passphrase,
      onChange: setPassphrase,
      inputRef: input,
      isDisabled: working,
      fault: wrong ?? (tried && passphrase === '' ? words.unlock.empty : undefined),
    },
  };
}
