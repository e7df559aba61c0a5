import { type FormEvent, useRef, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { api } from '../api.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { FailureNote } from '../components/failure-note.tsx';
import { agrees, focusFault, NewPassphrase, noPassphrase } from '../components/new-passphrase.tsx';
import { Working } from '../components/working.tsx';
import { say } from '../stores/status.ts';
import { words } from '../words/en.ts';
import styles from './dialogs.module.css';

const text = words.backups.keep;

/** What is in a vault in memory goes into a file after all. */
export function Keep({ onClose }: { onClose: () => void }) {
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
    if (file === undefined || working) return;
    setFailure(undefined);
    setWorking(true);
    const reply = await api.backups.keepSession({ file, passphrase: chosen.passphrase });
    setWorking(false);
    if (!reply.ok) return setFailure(reply.failure);
    say(text.done(reply.value.secrets));
    onClose();
  };

  return (
    <Dialog title={text.title} onClose={onClose} closable={!working} width="wide">
      <p className={styles.soft}>{text.text}</p>
      <form className={styles.form} onSubmit={submit} noValidate>
        {failure && <FailureNote failure={failure} />}
        <fieldset className={styles.chosen} aria-labelledby="keep-file">
          <span id="keep-file" className={styles.label}>
            {text.file}
          </span>
          <div className={styles.chooser}>
            <output>{file ?? words.create.noFile}</output>
            <Button onPress={choose} isDisabled={working} autoFocus>
              {words.actions.browse}
            </Button>
          </div>
          {tried && file === undefined && (
            <p className={styles.fault} role="alert">
              {words.create.chooseFirst}
            </p>
          )}
        </fieldset>
        <NewPassphrase
          label={words.create.passphrase}
          againLabel={words.create.again}
          value={chosen}
          onChange={setChosen}
          tried={tried}
          isDisabled={working}
          first={first}
          second={second}
        />
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
