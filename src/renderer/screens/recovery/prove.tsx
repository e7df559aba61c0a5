import { CircleCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Gathering } from '../../../shared/contract.ts';
import { Button } from '../../components/button.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { loadStatus, openSheets, takeStatus, useRecovery } from '../../stores/recovery.ts';
import { words } from '../../words/words.ts';
import { AskWords } from './ask-words.tsx';
import { Give } from './give.tsx';
import { Gone } from './gone.tsx';
import type { StepProps } from './plan.ts';
import styles from './recovery.module.css';
import rows from './sheets.module.css';
import { Heard, Step } from './step.tsx';
import { useGathering } from './use-gathering.ts';

const text = words.recovery.issue.prove;

/**
 * Every sheet of the new set is read back from its paper: by its code, or by three of its words.
 */
export function Prove({ onNext, onBack, ...step }: StepProps) {
  const status = useRecovery((recovery) => recovery.status);
  const { gathering, failure, take } = useGathering('prove');
  const [asked, setAsked] = useState<number>();
  const [heard, setHeard] = useState('');
  const open = status ? openSheets(status) : [];
  const allRead = status?.pending !== undefined && open.length === 0;
  useEffect(() => {
    if (allRead) onNext();
  }, [allRead, onNext]);
  if (!status?.pending) return <Gone onBack={onBack} />;
  const { pending } = status;
  const { proven } = pending;
  const atHand = pending.atHand !== false;

  if (asked !== undefined) {
    return (
      <AskWords
        sheet={asked}
        over={step.over}
        onBack={() => setAsked(undefined)}
        onTaken={(next) => {
          takeStatus(next);
          setHeard(text.taken(asked));
          setAsked(undefined);
        }}
      />
    );
  }
  const takeGiven = (next: Gathering) => {
    take(next);
    void loadStatus();
  };
  // What three words proved counts as much as what was read by its code.
  const counted = gathering && { ...gathering, taken: [...proven], suspects: [], need: pending.shares };
  return (
    <Step title={text.title} text={text.text} {...step}>
      {failure && <FailureNote failure={failure} />}
      {counted && <Give gathering={counted} onGathering={takeGiven} />}
      <ul className={rows.sheets} aria-label={text.list}>
        {pending.holders.map(({ sheet, name }) => (
          <li key={sheet} className={rows.row}>
            <span className={rows.sheetName}>{words.recovery.give.sheet(sheet)}</span>
            <span className={rows.sheetHolder}>{name}</span>
            {proven.includes(sheet) ? (
              <span className={styles.good}>
                <CircleCheck aria-hidden />
                {text.read}
              </span>
            ) : (
              <>
                <span className={rows.state}>{text.open}</span>
                {atHand && (
                  <Button
                    kind="quiet"
                    size="small"
                    aria-label={text.three(sheet)}
                    onPress={() => setAsked(sheet)}
                  >
                    {text.threeShort}
                  </Button>
                )}
              </>
            )}
          </li>
        ))}
      </ul>
      {!atHand && <p className={styles.soft}>{text.later}</p>}
      <div className={styles.actions}>
        <Button size="large" onPress={onBack}>
          {atHand ? text.toPaper : words.recovery.page.back}
        </Button>
      </div>
      <Heard>{heard}</Heard>
    </Step>
  );
}
