import { type FormEvent, useRef, useState } from 'react';
import type { State } from '../../../shared/contract.ts';
import type { Failure } from '../../../shared/failure.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { PassphraseField } from '../../components/passphrase-field.tsx';
import { QuickForm } from '../../components/quick-form.tsx';
import { Unlocking } from '../../components/unlocking.tsx';
import { useCancelUnlock } from '../../components/use-cancel-unlock.ts';
import { useRetyping } from '../../components/use-refused.ts';
import { unlock } from '../../stores/session.ts';
import { failureSentences } from '../../words/failures.ts';
import { words } from '../../words/words.ts';
import { Cancel } from './cancel.tsx';
import styles from './quick.module.css';

/** Opens the chosen vault: quickly where that is ready, else by its passphrase. */
export function SmallUnlock({ state }: { state: State }) {
  const [failure, setFailure] = useState<Failure>();
  const [wantsPassphrase, setWantsPassphrase] = useState(false);
  const { quickUnlock, name = '' } = state;
  if (quickUnlock === undefined || wantsPassphrase) return <ByPassphrase state={state} first={failure} />;
  return (
    <div className={styles.form}>
      <h1>{words.unlock.title(name)}</h1>
      {failure && <FailureNote failure={failure} />}
      <QuickForm means={quickUnlock} onRefused={setFailure}>
        <Button kind="quiet" onPress={() => setWantsPassphrase(true)}>
          {words.quickUnlock.usePassphrase}
        </Button>
        <Cancel />
      </QuickForm>
    </div>
  );
}

/** The passphrase; whatever else the vault needs is asked in the large window. */
function ByPassphrase({
  state: { name = '', keyFile, securityKey },
  first,
}: {
  state: State;
  first: Failure | undefined;
}) {
  const [passphrase, setPassphrase] = useState('');
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState(first);
  const input = useRef<HTMLInputElement>(null);
  useRetyping(input, working);
  useCancelUnlock(working);
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
  const wrong = failure?.code === 'wrong-passphrase' ? failureSentences(failure) : undefined;
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
        <div className={styles.actions}>
          {toWindow}
          <Cancel />
        </div>
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
        fault={wrong}
        {...(securityKey && { help: words.quick.keyElsewhere })}
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
            <Cancel />
          </>
        )}
      </div>
    </form>
  );
}
