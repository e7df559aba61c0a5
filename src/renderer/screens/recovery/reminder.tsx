import { api } from '../../api.ts';
import { Choice } from '../../components/choice.tsx';
import { settle, useRecovery } from '../../stores/recovery.ts';
import { date } from '../../words/time.ts';
import { words } from '../../words/words.ts';
import styles from './recovery.module.css';

const text = words.recovery.page;
const usual = [0, 3, 6, 12, 24];

/** How often the window reminds of a rehearsal; a choice counts at once. */
export function Reminder({ label }: { label: string }) {
  const status = useRecovery((recovery) => recovery.status);
  if (!status) return null;
  const { remindMonths, due } = status;
  const months = usual.includes(remindMonths) ? usual : [...usual, remindMonths].sort((a, b) => a - b);
  return (
    <div className={styles.reminder}>
      <Choice
        label={label}
        value={remindMonths}
        options={months.map((value) => ({ value, label: text.every(value) }))}
        onChange={(value) => void settle(api.recovery.setReminder({ months: value }))}
      />
      {due !== undefined && (
        <p className={styles.faint}>{due <= Date.now() ? text.dueNow : text.due(date(due))}</p>
      )}
    </div>
  );
}
