import { Dialog } from '../components/dialog.tsx';
import { words } from '../words/words.ts';
import styles from './dialogs.module.css';

/** The keys. */
export function Shortcuts({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={words.shortcuts.title} onClose={onClose}>
      <dl className={styles.keys}>
        {words.shortcuts.rows.map(([keys, what]) => (
          <div key={keys}>
            <dt>{what}</dt>
            <dd>{keys}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
