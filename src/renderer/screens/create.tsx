import { type FormEvent, useRef, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { api } from '../api.ts';
import { Button } from '../components/button.tsx';
import { Check } from '../components/check.tsx';
import { FailureNote } from '../components/failure-note.tsx';
import { Gate } from '../components/gate.tsx';
import { agrees, focusFault, NewPassphrase, noPassphrase } from '../components/new-passphrase.tsx';
import { Working } from '../components/working.tsx';
import { createVault } from '../stores/session.ts';
import { words } from '../words/en.ts';
import styles from './create.module.css';

const text = words.create;

/** Makes a vault: where it lies, what opens it, and what losing that means. */
export function Create({ onBack }: { onBack: () => void }) {
  const [file, setFile] = useState<string>();
  const [chosen, setChosen] = useState(noPassphrase);
  const [understood, setUnderstood] = useState(false);
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
    if (file === undefined || !understood || working) return;
    setFailure(undefined);
    setWorking(true);
    setFailure(await createVault(file, chosen.passphrase));
    setWorking(false);
  };

  return (
    <Gate title={text.title} dense>
      <form className={styles.form} onSubmit={submit} noValidate>
        {failure && <FailureNote failure={failure} />}
        <fieldset className={styles.file} aria-labelledby="create-file">
          <span id="create-file" className={styles.label}>
            {text.file}
          </span>
          <div className={styles.chooser}>
            <output className={file === undefined ? styles.nofile : styles.path}>
              {file ?? text.noFile}
            </output>
            <Button onPress={choose} isDisabled={working} autoFocus>
              {words.actions.browse}
            </Button>
          </div>
          {tried && file === undefined ? (
            <p className={styles.fault} role="alert">
              {text.chooseFirst}
            </p>
          ) : (
            <p className={styles.help}>{text.fileHelp}</p>
          )}
        </fieldset>
        <NewPassphrase
          label={text.passphrase}
          againLabel={text.again}
          value={chosen}
          onChange={setChosen}
          tried={tried}
          isDisabled={working}
          first={first}
          second={second}
        />
        <section className={styles.loss} aria-labelledby="create-loss">
          <h2 id="create-loss">{text.lossTitle}</h2>
          <p>{text.loss}</p>
          <Check
            isSelected={understood}
            onChange={setUnderstood}
            isDisabled={working}
            isInvalid={tried && !understood}
          >
            {text.understood}
          </Check>
          {tried && !understood && (
            <p className={styles.fault} role="alert">
              {text.understand}
            </p>
          )}
        </section>
        {working ? (
          <div className={styles.working} role="status">
            <Working label={text.working} />
            <p className={styles.help}>{text.workingText}</p>
          </div>
        ) : (
          <div className={styles.actions}>
            <Button kind="primary" size="large" type="submit">
              {text.submit}
            </Button>
            <Button kind="quiet" size="large" onPress={onBack}>
              {words.actions.back}
            </Button>
          </div>
        )}
      </form>
    </Gate>
  );
}
