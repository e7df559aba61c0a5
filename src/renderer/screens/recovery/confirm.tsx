import { type FormEvent, useEffect, useState } from 'react';
import { api } from '../../api.ts';
import { FailureNote } from '../../components/failure-note.tsx';
import { OnOrBack } from '../../components/on-or-back.tsx';
import { PassphraseField } from '../../components/passphrase-field.tsx';
import { usePassphrase } from '../../components/use-passphrase.ts';
import { Working } from '../../components/working.tsx';
import { takeStatus } from '../../stores/recovery.ts';
import { untilLock } from '../../stores/reset.ts';
import { words } from '../../words/words.ts';
import type { Plan, StepProps } from './plan.ts';
import styles from './recovery.module.css';
import { Heard, Step } from './step.tsx';

const { confirm: text, making } = words.recovery.issue;

/** Asks for the passphrase, then makes the sheets and reads each back from its own picture. */
export function Confirm({ plan, onNext, onBack, ...step }: StepProps & { plan: Plan }) {
  const { field, working, wrong, failure, send } = usePassphrase();
  const [progress, setProgress] = useState<{ done: number; total: number }>();
  useEffect(() => api.on('sheetProgress', setProgress), []);

  const issue = async (passphrase: string) => {
    const unlocked = untilLock();
    setProgress(undefined);
    const { size, names, lines, paper } = plan;
    const holders = Array.from({ length: size.shares }, (_, i) => (names[i] ?? '').trim());
    const reply = await api.recovery.issue({ passphrase, ...size, holders, lines, paper });
    if (!unlocked()) return undefined;
    if (!reply.ok) return reply.failure;
    takeStatus(reply.value);
    onNext();
    return undefined;
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send(issue);
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
  return (
    <Step title={text.title} text={text.text} {...step}>
      <form className={styles.form} onSubmit={submit} noValidate>
        {failure && <FailureNote failure={failure} />}
        <PassphraseField
          label={text.passphrase}
          {...field}
          large
          fault={wrong === undefined ? field.fault : `${wrong} ${text.wrong}`}
        />
        <OnOrBack on={text.submit} onBack={onBack} />
        {/* A fault under a field is not read out by itself. */}
        <Heard>{wrong ?? ''}</Heard>
      </form>
    </Step>
  );
}
