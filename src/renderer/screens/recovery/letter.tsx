import { useState } from 'react';
import { letterLimits } from '../../../shared/recovery.ts';
import type { RecoveryStatus } from '../../../shared/recovery-schema.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Check } from '../../components/check.tsx';
import { Choice } from '../../components/choice.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { Field } from '../../components/field.tsx';
import { takeStatus, useRecovery } from '../../stores/recovery.ts';
import { untilLock } from '../../stores/reset.ts';
import { say } from '../../stores/status.ts';
import { date } from '../../words/time.ts';
import { words } from '../../words/words.ts';
import styles from './recovery.module.css';
import { Step } from './step.tsx';

const text = words.recovery.letter;

/** One page for those who come after: what this is, who holds what, and what to do. */
export function Letter({ status, onLeave }: { status: RecoveryStatus; onLeave: () => void }) {
  const { letter, active } = status;
  const [names, setNames] = useState(letter?.names ?? false);
  const [beside, setBeside] = useState(letter?.beside ?? false);
  const [ask, setAsk] = useState(letter?.ask ?? '');
  const [paper, setPaper] = useState<'a4' | 'letter'>('a4');
  const [working, setWorking] = useState(false);
  const failure = useRecovery((recovery) => recovery.failure);

  const make = async (as: 'paper' | 'pdf') => {
    const unlocked = untilLock();
    setWorking(true);
    const reply = await api.recovery.letter({ names, beside, ask, paper, as });
    if (!unlocked()) return;
    setWorking(false);
    if (!reply.ok) return useRecovery.setState({ failure: reply.failure });
    takeStatus(reply.value.status);
    const { done, file } = reply.value;
    if (done) say(file === undefined ? text.printed : text.saved(file));
  };

  return (
    <Step title={text.title} text={text.text} note={letter?.made ? text.made(date(letter.made)) : undefined}>
      {failure && <FailureNote failure={failure} />}
      {active && (
        <>
          <Check isSelected={names} onChange={setNames}>
            {text.names}
          </Check>
          <Check isSelected={beside} onChange={setBeside}>
            {text.beside}
          </Check>
        </>
      )}
      <Field
        label={text.ask}
        value={ask}
        onChange={(typed) => setAsk(typed.slice(0, letterLimits.ask))}
        help={text.askHelp}
      />
      <Choice
        label={words.recovery.issue.paper.choices}
        value={paper}
        options={[
          { value: 'a4' as const, label: words.recovery.issue.paper.a4 },
          { value: 'letter' as const, label: words.recovery.issue.paper.letter },
        ]}
        onChange={setPaper}
      />
      <div className={styles.actions}>
        <Button kind="primary" size="large" isDisabled={working} onPress={() => void make('paper')}>
          {text.print}
        </Button>
        <Button size="large" isDisabled={working} onPress={() => void make('pdf')}>
          {text.save}
        </Button>
        <Button kind="quiet" size="large" onPress={onLeave}>
          {words.actions.back}
        </Button>
      </div>
    </Step>
  );
}
