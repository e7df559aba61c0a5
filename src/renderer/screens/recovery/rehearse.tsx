import { CircleCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { settle, useRecovery } from '../../stores/recovery.ts';
import { date } from '../../words/time.ts';
import { words } from '../../words/words.ts';
import { Give } from './give.tsx';
import styles from './recovery.module.css';
import { Step } from './step.tsx';
import { Taken } from './taken.tsx';
import { useGathering } from './use-gathering.ts';

const text = words.recovery.rehearse;

/** Enough sheets are given, and it is heard that they would open the vault; nothing changes. */
export function Rehearse({ readOnly, onLeave }: { readOnly: boolean; onLeave: () => void }) {
  const { gathering, failure, take } = useGathering('rehearse');
  const refused = useRecovery((recovery) => recovery.failure);
  const [recorded, setRecorded] = useState(false);
  const complete = gathering?.complete ?? false;
  useEffect(() => {
    if (complete && !readOnly) void settle(api.recovery.recordRehearsal()).then(setRecorded);
  }, [complete, readOnly]);

  if (complete) {
    return (
      <Step title={text.doneTitle} text={text.done}>
        {refused && <FailureNote failure={refused} />}
        {recorded && (
          <p className={styles.good} role="status">
            <CircleCheck aria-hidden />
            {text.recorded(date(Date.now()))}
          </p>
        )}
        <div className={styles.actions}>
          <Button kind="primary" size="large" onPress={onLeave}>
            {text.finish}
          </Button>
        </div>
      </Step>
    );
  }
  return (
    <Step title={text.title} text={text.text}>
      {failure && <FailureNote failure={failure} />}
      {gathering && (
        <>
          <Give gathering={gathering} onGathering={take} />
          <Taken gathering={gathering} onGathering={take} />
        </>
      )}
      <div className={styles.actions}>
        <Button size="large" onPress={onLeave}>
          {words.actions.back}
        </Button>
      </div>
    </Step>
  );
}
