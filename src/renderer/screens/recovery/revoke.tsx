import { type FormEvent, useRef, useState } from 'react';
import type { Failure } from '../../../shared/failure.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { PassphraseField } from '../../components/passphrase-field.tsx';
import { RenewKeys } from '../../components/renew-keys.tsx';
import { useRefused } from '../../components/use-refused.ts';
import { Working } from '../../components/working.tsx';
import { takeStatus } from '../../stores/recovery.ts';
import { untilLock } from '../../stores/reset.ts';
import { say } from '../../stores/status.ts';
import { failureText } from '../../words/failures.ts';
import { words } from '../../words/words.ts';
import styles from './recovery.module.css';

const text = words.recovery.revoke;

/** Takes the set out of use, for whoever has the passphrase: nobody else should shut the way back. */
export function Revoke({ onClose }: { onClose: () => void }) {
  const [passphrase, setPassphrase] = useState('');
  const [renews, setRenews] = useState(true);
  const [empty, setEmpty] = useState(false);
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const input = useRef<HTMLInputElement>(null);
  useRefused(input, failure);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (working) return;
    setEmpty(passphrase === '');
    if (passphrase === '') return input.current?.focus();
    const unlocked = untilLock();
    setFailure(undefined);
    setWorking(true);
    const reply = await api.recovery.revoke({ passphrase, keepKeys: !renews });
    if (!unlocked()) return;
    setWorking(false);
    if (!reply.ok) return setFailure(reply.failure);
    takeStatus(reply.value);
    say(text.done);
    return onClose();
  };

  const wrong = failure?.code === 'wrong-passphrase' ? failureText(failure).what : undefined;
  return (
    <Dialog title={text.title} onClose={onClose} closable={!working}>
      <form className={styles.form} onSubmit={submit} noValidate>
        {failure && !wrong && <FailureNote failure={failure} />}
        <p>{text.text}</p>
        <PassphraseField
          label={text.passphrase}
          value={passphrase}
          onChange={setPassphrase}
          inputRef={input}
          autoFocus
          isDisabled={working}
          fault={wrong ?? (empty ? words.unlock.empty : undefined)}
        />
        <RenewKeys renews={renews} onChange={setRenews} isDisabled={working} />
        {working ? (
          <Working label={text.working} />
        ) : (
          <footer>
            <Button onPress={onClose}>{text.no}</Button>
            <Button kind="danger" type="submit">
              {text.yes}
            </Button>
          </footer>
        )}
      </form>
    </Dialog>
  );
}
