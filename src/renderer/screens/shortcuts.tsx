import { shortcutActions } from '../../shared/shortcuts.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { openPreferences } from '../stores/preferences.ts';
import { useShownKeys } from '../stores/shortcuts.ts';
import { words } from '../words/words.ts';
import styles from './dialogs.module.css';

const text = words.shortcuts;

/** The keys. */
export function Shortcuts({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={text.title} onClose={onClose}>
      <dl className={styles.keys}>
        {shortcutActions.map((action) => (
          <Changeable key={action} action={action} />
        ))}
        {text.rows.map(([keys, what]) => (
          <Row key={keys} keys={keys} what={what} />
        ))}
      </dl>
      <footer>
        <Button onPress={() => openPreferences('shortcuts')}>{text.change}</Button>
      </footer>
    </Dialog>
  );
}

function Changeable({ action }: { action: (typeof shortcutActions)[number] }) {
  return <Row keys={useShownKeys(action) || text.noKeys} what={text.actions[action]} />;
}

function Row({ keys, what }: { keys: string; what: string }) {
  return (
    <div>
      <dt>{what}</dt>
      <dd>{keys}</dd>
    </div>
  );
}
