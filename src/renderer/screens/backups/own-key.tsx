import { type FormEvent, useState } from 'react';
import type { Failure } from '../../../shared/failure.ts';
import { AskedKeyFile, asksKeyFile } from '../../components/asked-key-file.tsx';
import { Button } from '../../components/button.tsx';
import { PassphraseField } from '../../components/passphrase-field.tsx';
import { Actions, Reading } from '../../components/reading.tsx';
import type { OwnKey as Key } from '../../stores/browser.ts';
import { failureSentences } from '../../words/failures.ts';
import { words } from '../../words/words.ts';
import styles from './backups.module.css';

const text = words.backups.key;

/** Whether a backup wants a passphrase of its own. */
export function wantsOwnKey(failure: Failure | undefined): boolean {
  return failure?.code === 'wrong-key' || failure?.code === 'wrong-passphrase' || asksKeyFile(failure);
}

interface OwnKeyProps {
  /** What was wrong; missing while what was typed is tried, and the field keeps it. */
  readonly failure: Failure | undefined;
  readonly onSubmit: (key: Key) => void;
}

/** A backup that the keys of the open vault do not open: its own passphrase is asked for. */
export function OwnKey({ failure, onSubmit }: OwnKeyProps) {
  const [passphrase, setPassphrase] = useState('');
  const [keyFile, setKeyFile] = useState<string>();
  const [empty, setEmpty] = useState(false);
  const wrong = failure && wantsOwnKey(failure) ? faultOf(failure) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setEmpty(passphrase === '');
    if (passphrase !== '' && failure !== undefined)
      onSubmit({ passphrase, ...(keyFile !== undefined && { keyFile }) });
  };
  return (
    <Reading title={text.title} lead={text.text} form>
      <form className={styles.form} onSubmit={submit} noValidate>
        <PassphraseField
          label={text.passphrase}
          value={passphrase}
          onChange={setPassphrase}
          autoFocus
          fault={empty ? text.empty : wrong}
        />
        <AskedKeyFile failure={failure} value={keyFile} onChange={setKeyFile} />
        <Actions>
          <Button kind="primary" size="large" type="submit" isDisabled={failure === undefined}>
            {text.submit}
          </Button>
        </Actions>
      </form>
    </Reading>
  );
}

function faultOf(failure: Failure): string | undefined {
  if (failure.code === 'wrong-key') return undefined;
  if (!asksKeyFile(failure)) return text.wrong;
  return failureSentences(failure);
}
