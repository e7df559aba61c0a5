import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Failure } from '../../../shared/failure.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { PassphraseField } from '../../components/passphrase-field.tsx';
import { useRefused } from '../../components/use-refused.ts';
import { Working } from '../../components/working.tsx';
import { takeStatus } from '../../stores/recovery.ts';
import { untilLock } from '../../stores/reset.ts';
import { failureText } from '../../words/failures.ts';
import { words } from '../../words/words.ts';
import type { Plan, StepProps } from './plan.ts';
import styles from './recovery.module.css';
import { Heard, Step } from './step.tsx';

const { confirm: text, making } = words.recovery.issue;

/** Asks for the passphrase, then makes the sheets and reads each back from its own picture. */
export function Confirm({ plan, onNext, onBack, ...step }: StepProps & { plan: Plan }) {
  const [passphrase, setPassphrase] = useState('');
  const [empty, setEmpty] = useState(false);
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [progress, setProgress] = useState<{ done: number; total: number }>();
  const input = useRef<HTMLInputElement>(null);
  useRefused(input, failure);
  useEffect(() => api.on('sheetProgress', setProgress), []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (working) return;
    setEmpty(passphrase === '');
    if (passphrase === '') return input.current?.focus();
    const unlocked = untilLock();
    setFailure(undefined);
    setProgress(undefined);
    setWorking(true);
    const { size, names, paper } = plan;
    const holders = Array.from({ length: size.shares }, (_, i) => (names[i] ?? '').trim());
    const reply = await api.recovery.issue({ passphrase, ...size, holders, paper });
    if (!unlocked()) return;
    setWorking(false);
    if (reply.ok) {
      takeStatus(reply.value);
      return onNext();
    }
    return setFailure(reply.failure);
  };

  if (working) {
    const known = progress !== undefined && progress.total > 0;
    return (
      <Step title={making.title} text={making.text} over={step.over}>
        <Working
          label={known ? making.working : making.starting}
          value={known ? (100 * progress.done) / progress.total : undefined}
          figure={known ? making.progress(progress.done, progress.total) : undefined}
        />
      </Step>
    );
  }
  const wrong = failure?.code === 'wrong-passphrase' ? failureText(failure) : undefined;
  return (
    <Step title={text.title} text={text.text} {...step}>
      <form className={styles.form} onSubmit={submit} noValidate>
        {failure && !wrong && <FailureNote failure={failure} />}
        <PassphraseField
          label={text.passphrase}
          value={passphrase}
          onChange={setPassphrase}
          inputRef={input}
          large
          fault={wrong ? `${wrong.what} ${text.wrong}` : empty ? words.unlock.empty : undefined}
        />
        <div className={styles.actions}>
          <Button kind="primary" size="large" type="submit">
            {text.submit}
          </Button>
          <Button kind="quiet" size="large" onPress={onBack}>
            {words.actions.back}
          </Button>
        </div>
        {/* A fault under a field is not read out by itself. */}
        <Heard>{wrong ? wrong.what : ''}</Heard>
      </form>
    </Step>
  );
}
