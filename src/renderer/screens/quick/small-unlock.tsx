import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { State } from '../../../shared/contract.ts';
import type { Failure } from '../../../shared/failure.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { PassphraseField } from '../../components/passphrase-field.tsx';
import { Unlocking } from '../../components/unlocking.tsx';
import { unlock } from '../../stores/session.ts';
import { failureText } from '../../words/failures.ts';
import { words } from '../../words/words.ts';
import styles from './quick.module.css';

/** The passphrase of the chosen vault; whatever else it needs is asked in the large window. */
export function SmallUnlock({ state: { name = '', keyFile } }: { state: State }) {
  const [passphrase, setPassphrase] = useState('');
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (working) return;
    input.current?.focus();
    input.current?.select();
  }, [working]);
  useCancel(working);
  const file = keyFile === undefined || keyFile.missing ? undefined : keyFile.file;
  const lacksFile = keyFile !== undefined && file === undefined && keyFile.optional !== true;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (working || passphrase === '') return;
    setFailure(undefined);
    setWorking(true);
    const refused = await unlock({ passphrase, keyFile: file, acceptOlder: false });
    setWorking(false);
    setFailure(refused?.code === 'cancelled' ? undefined : refused);
  };
  const wrong = failure?.code === 'wrong-passphrase' ? failureText(failure) : undefined;
  const toWindow = (
    <Button kind={lacksFile ? 'primary' : 'quiet'} onPress={() => void api.quick.showWindow({})}>
      {words.quick.openWindow}
    </Button>
  );
  if (lacksFile)
    return (
      <div className={styles.form}>
        <h1>{words.unlock.title(name)}</h1>
        <p>{words.quick.elsewhere}</p>
        <div className={styles.actions}>{toWindow}</div>
      </div>
    );
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <h1>{words.unlock.title(name)}</h1>
      {failure && !wrong && <FailureNote failure={failure} />}
      <PassphraseField
        label={words.unlock.passphrase}
        value={passphrase}
        onChange={setPassphrase}
        inputRef={input}
        large
        autoFocus
        isDisabled={working}
        fault={wrong && `${wrong.what} ${wrong.next}`}
      />
      <div className={styles.actions}>
        {working ? (
          <Unlocking />
        ) : (
          <>
            <Button kind="primary" type="submit">
              {words.unlock.submit}
            </Button>
            {toWindow}
          </>
        )}
      </div>
    </form>
  );
}

/** While the vault is being opened, Esc calls that off and nothing else. */
function useCancel(working: boolean): void {
  useEffect(() => {
    if (!working) return;
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      void api.vault.cancelUnlock();
    };
    window.addEventListener('keydown', press, { capture: true });
    return () => window.removeEventListener('keydown', press, { capture: true });
  }, [working]);
}
