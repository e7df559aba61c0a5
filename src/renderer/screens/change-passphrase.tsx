import { type FormEvent, useRef, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { api } from '../api.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { FailureNote } from '../components/failure-note.tsx';
import { agrees, doubtOf, NewPassphrase, noPassphrase } from '../components/new-passphrase.tsx';
import { PassphraseField } from '../components/passphrase-field.tsx';
import { RenewKeys } from '../components/renew-keys.tsx';
import { useRefused } from '../components/use-refused.ts';
import { Working } from '../components/working.tsx';
import { say } from '../stores/status.ts';
import { failureText } from '../words/failures.ts';
import { words } from '../words/words.ts';
import styles from './dialogs.module.css';

const text = words.changePassphrase;

/** Puts a new passphrase in place of the old one. */
export function ChangePassphrase({ onClose }: { onClose: () => void }) {
  const [old, setOld] = useState('');
  const [chosen, setChosen] = useState(noPassphrase);
  const [renews, setRenews] = useState(true);
  const [tried, setTried] = useState(false);
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const first = useRef<HTMLInputElement>(null);
  useRefused(first, failure);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (old === '' || !agrees(chosen) || working) return;
    setFailure(undefined);
    setWorking(true);
    const doubt = await doubtOf(chosen);
    if (doubt) {
      setWorking(false);
      return setChosen(doubt);
    }
    const reply = await api.vault.changePassphrase({ old, new: chosen.passphrase, keepKeys: !renews });
    setWorking(false);
    if (!reply.ok) return setFailure(reply.failure);
    say(words.status.passphraseChanged);
    return onClose();
  };

  const wrong = failure?.code === 'wrong-passphrase' ? failureText(failure).what : undefined;
  return (
    <Dialog title={text.title} onClose={onClose} closable={!working}>
      <form className={styles.form} onSubmit={submit} noValidate>
        {failure && !wrong && <FailureNote failure={failure} />}
        <PassphraseField
          label={text.old}
          value={old}
          onChange={setOld}
          inputRef={first}
          autoFocus
          isDisabled={working}
          fault={wrong ?? (tried && old === '' ? words.unlock.empty : undefined)}
        />
        <NewPassphrase
          label={text.new}
          againLabel={text.again}
          value={chosen}
          onChange={setChosen}
          tried={tried}
          isDisabled={working}
        />
        <RenewKeys renews={renews} onChange={setRenews} isDisabled={working} />
        <p className={styles.small}>{text.text}</p>
        {working ? (
          <Working label={text.working} />
        ) : (
          <footer>
            <Button onPress={onClose}>{words.actions.cancel}</Button>
            <Button kind="primary" type="submit">
              {text.submit}
            </Button>
          </footer>
        )}
      </form>
    </Dialog>
  );
}
