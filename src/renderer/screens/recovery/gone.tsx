import { Button } from '../../components/button.tsx';
import { words } from '../../words/words.ts';
import styles from './recovery.module.css';
import { Step } from './step.tsx';

const text = words.recovery.issue.hand;

/** Nothing is left to be printed: says why, and leads back. */
export function Gone({ onBack }: { onBack: () => void }) {
  return (
    <Step title={text.goneTitle} text={text.gone}>
      <div className={styles.actions}>
        <Button kind="primary" size="large" onPress={onBack}>
          {words.recovery.page.back}
        </Button>
      </div>
    </Step>
  );
}
