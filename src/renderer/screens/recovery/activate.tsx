import { useState } from 'react';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Check } from '../../components/check.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { RenewKeys } from '../../components/renew-keys.tsx';
import { Working } from '../../components/working.tsx';
import { settle, useRecovery } from '../../stores/recovery.ts';
import { words } from '../../words/words.ts';
import type { StepProps } from './plan.ts';
import styles from './recovery.module.css';
import { Reminder } from './reminder.tsx';
import { Step } from './step.tsx';

const { activate: text, done: doneText } = words.recovery.issue;

/** The one step that counts: the new set takes the place of the old. */
export function Activate({ replaces, onNext, onBack: _, ...step }: StepProps & { replaces: boolean }) {
  const failure = useRecovery((recovery) => recovery.failure);
  const [renews, setRenews] = useState(true);
  const [working, setWorking] = useState(false);
  const activate = async () => {
    setWorking(true);
    const done = await settle(api.recovery.activate({ keepKeys: !renews }));
    setWorking(false);
    if (done) onNext();
  };
  return (
    <Step title={text.title} text={replaces ? text.textOld : text.textFirst} {...step}>
      {failure && <FailureNote failure={failure} />}
      {replaces && <RenewKeys renews={renews} onChange={setRenews} isDisabled={working} />}
      {working ? (
        <Working label={text.working} />
      ) : (
        <div className={styles.actions}>
          <Button kind="primary" size="large" onPress={activate}>
            {text.submit}
          </Button>
        </div>
      )}
    </Step>
  );
}

/** The set is valid: what to do with the paper. */
export function Done({ replaces, onDone }: { replaces: boolean; onDone: () => void }) {
  const failure = useRecovery((recovery) => recovery.failure);
  const todo = [
    doneText.give,
    doneText.tell,
    ...(replaces ? [doneText.old] : []),
    doneText.pdf,
    doneText.backup,
  ];
  return (
    <Step title={doneText.title}>
      {failure && <FailureNote failure={failure} />}
      <ol className={styles.todo} aria-label={doneText.todo}>
        {todo.map((what) => (
          <li key={what}>
            <div>{what}</div>
          </li>
        ))}
      </ol>
      <NamesBeside />
      <Reminder label={doneText.remind} />
      <div className={styles.actions}>
        <Button kind="primary" size="large" onPress={onDone}>
          {doneText.finish}
        </Button>
      </div>
    </Step>
  );
}

/** Whether the names that were given lie beside the backups, too; nothing where none was. */
function NamesBeside() {
  const { active, letter } = useRecovery((recovery) => recovery.status) ?? {};
  if (!active?.holders.some(({ name }) => name !== '')) return null;
  return (
    <Check
      isSelected={letter?.beside ?? false}
      onChange={(beside) => void settle(api.recovery.setBeside({ beside }))}
    >
      {words.recovery.letter.beside}
    </Check>
  );
}
