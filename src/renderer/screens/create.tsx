import { useState } from 'react';
import type { Place } from '../../shared/place.ts';
import { Check } from '../components/check.tsx';
import { FailureNote } from '../components/failure-note.tsx';
import { Gate } from '../components/gate.tsx';
import { type KeyFile, KeyFileOffer } from '../components/key-file-field.tsx';
import { NewPassphrase } from '../components/new-passphrase.tsx';
import { useNewVault } from '../components/new-vault.ts';
import { OnOrBack } from '../components/on-or-back.tsx';
import { PlaceField } from '../components/place-field.tsx';
import { SharedFolder } from '../components/shared-folder.tsx';
import { Working } from '../components/working.tsx';
import { createVault } from '../stores/session.ts';
import { words } from '../words/words.ts';
import styles from './create.module.css';

const text = words.create;

/** Makes a vault: where it lies, what opens it, and what losing that means. */
export function Create({ onBack }: { onBack: () => void }) {
  const [understood, setUnderstood] = useState(false);
  const [asks, setAsks] = useState(false);
  const [keyFile, setKeyFile] = useState<KeyFile>();
  const make = (at: Place, chosen: string) => createVault(at, chosen, asks ? keyFile?.file : undefined);
  const { place, where, tried, working, failure, submit, passphrase } = useNewVault(make, understood);

  return (
    <Gate title={text.title} dense>
      <form className={styles.form} onSubmit={submit} noValidate>
        {failure && <FailureNote failure={failure} />}
        <PlaceField {...where} help folded autoFocus />
        <SharedFolder place={place} />
        <NewPassphrase label={text.passphrase} againLabel={text.again} {...passphrase} />
        <KeyFileOffer
          vault={place}
          isOpen={asks}
          onToggle={setAsks}
          value={keyFile}
          onChange={setKeyFile}
          isDisabled={working}
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
          <OnOrBack on={text.submit} onBack={onBack} />
        )}
      </form>
    </Gate>
  );
}
