import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { Check } from '../components/check.tsx';
import { ChosenFile } from '../components/chosen-file.tsx';
import { FailureNote } from '../components/failure-note.tsx';
import { Gate } from '../components/gate.tsx';
import { NewPassphrase } from '../components/new-passphrase.tsx';
import { useNewVault } from '../components/new-vault.ts';
import { Working } from '../components/working.tsx';
import { createVault } from '../stores/session.ts';
import { words } from '../words/en.ts';
import styles from './create.module.css';

const text = words.create;

/** Makes a vault: where it lies, what opens it, and what losing that means. */
export function Create({ onBack }: { onBack: () => void }) {
  const [understood, setUnderstood] = useState(false);
  const { file, choose, tried, working, failure, submit, passphrase } = useNewVault(createVault, understood);

  return (
    <Gate title={text.title} dense>
      <form className={styles.form} onSubmit={submit} noValidate>
        {failure && <FailureNote failure={failure} />}
        <ChosenFile
          label={text.file}
          file={file}
          none={text.noFile}
          onChoose={choose}
          fault={tried && file === undefined ? text.chooseFirst : undefined}
          help={text.fileHelp}
          isDisabled={working}
          autoFocus
        />
        <NewPassphrase label={text.passphrase} againLabel={text.again} {...passphrase} />
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
