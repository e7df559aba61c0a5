import { type FormEvent, useRef, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { FailureNote } from '../components/failure-note.tsx';
import { type KeyFile as Chosen, KeyFileField } from '../components/key-file-field.tsx';
import { PassphraseField } from '../components/passphrase-field.tsx';
import { useRefused } from '../components/use-refused.ts';
import { Working } from '../components/working.tsx';
import { changeKeyFile, useSession } from '../stores/session.ts';
import { say } from '../stores/status.ts';
import { failureText } from '../words/failures.ts';
import { words } from '../words/words.ts';
import styles from './dialogs.module.css';

const shared = words.keyFile;
const text = shared.dialog;

/** Lets the vault ask for a key file, for another one, or for none. */
export function KeyFile({ onClose }: { onClose: () => void }) {
  const vault = useSession(({ state }) => state?.place);
  const asked = useSession(({ state }) => state?.keyFile);
  const [chosen, setChosen] = useState<Chosen>();
  const [passphrase, setPassphrase] = useState('');
  const [tried, setTried] = useState<'put' | 'remove'>();
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const field = useRef<HTMLInputElement>(null);
  useRefused(field, failure);

  const change = async (file: string | undefined) => {
    if (working) return;
    setTried(file === undefined ? 'remove' : 'put');
    if (passphrase === '') return field.current?.focus();
    setFailure(undefined);
    setWorking(true);
    const refused = await changeKeyFile(passphrase, file);
    setWorking(false);
    if (refused) return setFailure(refused);
    say(file === undefined ? shared.removed : asked ? shared.replaced : shared.added);
    return onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen === undefined) return setTried('put');
    void change(chosen.file);
  };

  const wrong = failure?.code === 'wrong-passphrase' ? failureText(failure).what : undefined;
  return (
    <Dialog title={text.title} onClose={onClose} closable={!working}>
      <form className={styles.form} onSubmit={submit} noValidate>
        {failure && !wrong && <FailureNote failure={failure} />}
        <p>{asked ? text.asks : text.asksNone}</p>
        {asked?.file !== undefined && <p className={styles.small}>{text.now(asked.file)}</p>}
        <p className={styles.small}>{asked ? text.keys : shared.offerText}</p>
        <KeyFileField
          {...(asked && { label: text.next })}
          vault={vault}
          value={chosen}
          onChange={setChosen}
          fault={tried === 'put' && chosen === undefined ? text.chooseFirst : undefined}
          isDisabled={working}
        />
        <PassphraseField
          label={text.passphrase}
          value={passphrase}
          onChange={setPassphrase}
          inputRef={field}
          isDisabled={working}
          fault={wrong ?? (tried && passphrase === '' ? words.unlock.empty : undefined)}
        />
        {!asked && <p className={styles.small}>{text.keys}</p>}
        {working ? (
          <Working label={text.working} />
        ) : (
          <footer>
            <Button onPress={onClose}>{words.actions.cancel}</Button>
            {asked && <Button onPress={() => void change(undefined)}>{text.remove}</Button>}
            <Button kind="primary" type="submit">
              {asked ? text.replace : text.add}
            </Button>
          </footer>
        )}
      </form>
    </Dialog>
  );
}
