import { useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { isOfPin } from '../stores/security-keys.ts';
import { unlockBySecurityKey } from '../stores/session.ts';
import { failureSentences } from '../words/failures.ts';
import { words } from '../words/words.ts';
import { Button } from './button.tsx';
import styles from './key-unlock.module.css';
import { PassphraseField } from './passphrase-field.tsx';
import { Touching } from './touching.tsx';
import { CancelUnlock } from './unlock-actions.tsx';
import { useCancelUnlock } from './use-cancel-unlock.ts';

const text = words.securityKeys;

interface Props {
  /** The person was told what an older copy hides, and wants it. */
  acceptOlder: boolean;
  /** What is wrong now, other than the PIN; `undefined`: nothing is any more. */
  onRefused: (failure: Failure | undefined) => void;
  /** The passphrase waits while the key is asked. */
  onWorking: (working: boolean) => void;
}

/** Opens the locked vault by a security key that is connected. */
export function KeyUnlock({ acceptOlder, onRefused, onWorking }: Props) {
  const [pin, setPin] = useState<string>();
  const [fault, setFault] = useState<string>();
  const [working, setWorking] = useState(false);
  useCancelUnlock(working);
  const turn = (on: boolean) => {
    setWorking(on);
    onWorking(on);
  };
  const open = async () => {
    if (working) return;
    onRefused(undefined);
    setFault(undefined);
    turn(true);
    const failure = await unlockBySecurityKey(pin || undefined, acceptOlder);
    turn(false);
    if (failure === undefined || failure.code === 'cancelled') return;
    if (!isOfPin(failure)) return onRefused(failure);
    setPin('');
    setFault(failureSentences(failure));
  };
  if (working)
    return (
      <div className={styles.key}>
        <Touching />
        <CancelUnlock />
      </div>
    );
  return (
    <form
      className={styles.key}
      onSubmit={(event) => {
        event.preventDefault();
        void open();
      }}
      noValidate
    >
      {pin !== undefined && (
        <PassphraseField
          label={text.pin}
          value={pin}
          onChange={setPin}
          fault={fault}
          help={text.pinHelp}
          autoFocus
        />
      )}
      <Button type="submit" size="large">
        {text.unlock}
      </Button>
    </form>
  );
}
