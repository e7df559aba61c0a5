import { type FormEvent, useState } from 'react';
import type { Failure } from '../../../shared/failure.ts';
import { Button } from '../../components/button.tsx';
import { PassphraseField } from '../../components/passphrase-field.tsx';
import { Actions, Reading } from '../../components/reading.tsx';
import { words } from '../../words/en.ts';
import styles from './backups.module.css';

const text = words.backups.key;

/** Whether a backup wants a passphrase of its own. */
export function wantsOwnKey(failure: Failure | undefined): boolean {
  return failure?.code === 'wrong-key' || failure?.code === 'wrong-passphrase';
}

interface OwnKeyProps {
  /** What was wrong; missing while what was typed is tried, and the field keeps it. */
  readonly failure: Failure | undefined;
  readonly onSubmit: (passphrase: string) => void;
}

/** A backup that the keys of the open vault do not open: its own passphrase is asked for. */
export function OwnKey({ failure, onSubmit }: OwnKeyProps) {
  const [passphrase, setPassphrase] = useState('');
  const [empty, setEmpty] = useState(false);
  const wrong = failure?.code === 'wrong-passphrase' ? text.wrong : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setEmpty(passphrase === '');
    if (passphrase !== '' && failure !== undefined) onSubmit(passphrase);
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
        <Actions>
          <Button kind="primary" size="large" type="submit" isDisabled={failure === undefined}>
            {text.submit}
          </Button>
        </Actions>
      </form>
    </Reading>
  );
}
