import { type FormEvent, useState } from 'react';
import type { Failure } from '../../../shared/failure.ts';
import { AskedKeyFile, asksKeyFile } from '../../components/asked-key-file.tsx';
import { Button } from '../../components/button.tsx';
import { PassphraseField } from '../../components/passphrase-field.tsx';
import { chooseCopy, preview, useCopies } from '../../stores/copies.ts';
import { failureSentences } from '../../words/failures.ts';
import { words } from '../../words/words.ts';
import styles from '../dialogs.module.css';

const text = words.copies.key;

/** A copy that the keys of the open vault do not open: its own passphrase is asked for. */
export function Key() {
  const { copy, failure } = useCopies();
  const [passphrase, setPassphrase] = useState('');
  const [keyFile, setKeyFile] = useState<string>();
  const [empty, setEmpty] = useState(false);
  if (!copy) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setEmpty(passphrase === '');
    if (passphrase !== '') void preview(copy, { passphrase, ...(keyFile !== undefined && { keyFile }) });
  };
  const wrong = failure === undefined || failure.code === 'wrong-key' ? undefined : faultOf(failure);
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <h3>{text.title}</h3>
      <p className={styles.soft}>{text.text}</p>
      <PassphraseField
        label={text.passphrase}
        value={passphrase}
        onChange={setPassphrase}
        autoFocus
        fault={empty ? text.empty : wrong}
      />
      <AskedKeyFile failure={failure} value={keyFile} onChange={setKeyFile} />
      <footer>
        <Button onPress={chooseCopy}>{words.copies.back}</Button>
        <Button kind="primary" type="submit">
          {text.submit}
        </Button>
      </footer>
    </form>
  );
}

function faultOf(failure: Failure): string {
  if (!asksKeyFile(failure)) return text.wrong;
  return failureSentences(failure);
}
