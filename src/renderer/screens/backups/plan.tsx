import type { BackupRetention, BackupsOverview } from '../../../shared/contract-backups.ts';
import { Check } from '../../components/check.tsx';
import { Choice } from '../../components/choice.tsx';
import { Part } from '../../components/reading.tsx';
import { setRetention, setSchedule } from '../../stores/backups.ts';
import { words } from '../../words/words.ts';
import styles from './backups.module.css';

const { schedule: when, retention: stay } = words.backups;
const kinds = ['last', 'daily', 'weekly', 'monthly'] as const;
const numbers: Record<keyof BackupRetention, readonly number[]> = {
  last: [1, 2, 3, 5, 7, 10, 20, 50],
  daily: [0, 3, 7, 14, 30],
  weekly: [0, 2, 4, 8, 26, 52],
  monthly: [0, 3, 6, 12, 24, 60],
};

/** When backups are made unasked, and how long they stay. */
export function Plan({ overview }: { overview: BackupsOverview }) {
  const { schedule, retention, quitSeconds } = overview;
  const { onLock, onQuit, daily } = schedule;
  return (
    <>
      <Part title={when.title}>
        <div className={styles.checks}>
          <Check isSelected={onLock} onChange={(on) => void setSchedule({ onLock: on })}>
            {when.onLock}
          </Check>
          <Check isSelected={onQuit} onChange={(on) => void setSchedule({ onQuit: on })}>
            {when.onQuit(quitSeconds)}
          </Check>
          <Check isSelected={daily} onChange={(on) => void setSchedule({ daily: on })}>
            {when.daily}
          </Check>
        </div>
        {!onLock && !onQuit && !daily && <p>{when.never}</p>}
      </Part>
      <Part title={stay.title}>
        <p>{stay.text}</p>
        <div className={styles.choices}>
          {kinds.map((kind) => (
            <Choice
              key={kind}
              label={stay[kind]}
              value={retention[kind]}
              options={optionsOf(kind, retention[kind])}
              onChange={(n) => void setRetention({ [kind]: n })}
            />
          ))}
        </div>
      </Part>
    </>
  );
}

// What was set by other means stays to be chosen.
function optionsOf(kind: keyof BackupRetention, now: number) {
  const all = [...new Set([...numbers[kind], now])].sort((a, b) => a - b);
  return all.map((value) => ({ value, label: stay.option(kind, value) }));
}
