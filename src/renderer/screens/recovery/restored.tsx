import { Button } from '../../components/button.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { show, useRecovery } from '../../stores/recovery.ts';
import { words } from '../../words/words.ts';
import styles from './recovery.module.css';
import { Reminder } from './reminder.tsx';
import { Step } from './step.tsx';

const text = words.recovery.restored;

/** After a recovery: the vault is open, and its sheets have done their work. */
export function Restored({ onClose }: { onClose: () => void }) {
  const failure = useRecovery((recovery) => recovery.failure);
  return (
    <Step title={text.title} text={text.text}>
      {failure && <FailureNote failure={failure} />}
      <section className={styles.card} aria-labelledby="fresh-set">
        <h3 id="fresh-set">{text.fresh}</h3>
        <p className={styles.soft}>{text.freshText}</p>
        <div className={styles.actions}>
          <Button kind="primary" onPress={() => show('issue')}>
            {words.recovery.page.replace}
          </Button>
        </div>
      </section>
      <section className={styles.card} aria-label={text.later}>
        <Reminder label={text.remind} />
      </section>
      <div className={styles.actions}>
        <Button size="large" onPress={onClose}>
          {text.finish}
        </Button>
      </div>
    </Step>
  );
}
