import { type ReactNode, useRef, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import type { QuickMeans } from '../../shared/quick-unlock.ts';
import { unlockQuickly } from '../stores/session.ts';
import { failureSentences } from '../words/failures.ts';
import { words } from '../words/words.ts';
import { Button } from './button.tsx';
import { PassphraseField } from './passphrase-field.tsx';
import styles from './quick-form.module.css';
import { UnlockActions } from './unlock-actions.tsx';
import { useCancelUnlock } from './use-cancel-unlock.ts';
import { useRetyping } from './use-refused.ts';

const text = words.quickUnlock;

interface Props {
  means: QuickMeans;
  /** What is wrong now, other than the PIN; `undefined`: nothing is any more. */
  onRefused: (failure: Failure | undefined) => void;
  /** Other ways to open it. */
  children: ReactNode;
}

/** Opens a locked vault again by its PIN, or by what the system asks. */
export function QuickForm({ means, onRefused, children }: Props) {
  const [pin, setPin] = useState('');
  const [working, setWorking] = useState(false);
  const [fault, setFault] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  useRetyping(input, working);
  useCancelUnlock(working);

  const open = async () => {
    if (working) return;
    const isLacking = means === 'pin' && pin === '';
    setFault(isLacking ? text.pinEmpty : undefined);
    if (isLacking) return;
    onRefused(undefined);
    setWorking(true);
    const failure = await unlockQuickly(means === 'pin' ? pin : undefined);
    setWorking(false);
    if (failure === undefined || failure.code === 'cancelled') return;
    if (!isWrongPin(failure)) return onRefused(failure);
    setFault(failureSentences(failure));
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void open();
      }}
      noValidate
    >
      {means === 'pin' && (
        <PassphraseField
          label={text.pin}
          value={pin}
          onChange={setPin}
          inputRef={input}
          large
          autoFocus
          isDisabled={working}
          fault={fault}
        />
      )}
      <UnlockActions working={working} said={fault}>
        <Button kind="primary" size="large" type="submit" autoFocus={means === 'system'}>
          {means === 'pin' ? words.unlock.submit : text.bySystem}
        </Button>
        {children}
      </UnlockActions>
    </form>
  );
}

function isWrongPin(failure: Failure): boolean {
  return failure.code === 'quick-unlock' && failure.reason === 'wrong-pin';
}
