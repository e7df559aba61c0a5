import { useEffect, useState } from 'react';
import { api } from '../api.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { words } from '../words/en.ts';
import styles from './dialogs.module.css';

const text = words.about;

/** What this is, and where its log lies. */
export function About({ onClose }: { onClose: () => void }) {
  const [facts, setFacts] = useState<{ version: string; electron: string; logFile: string }>();
  useEffect(() => {
    void api.app.about().then((reply) => reply.ok && setFacts(reply.value));
  }, []);
  return (
    <Dialog title={text.title} onClose={onClose}>
      <p>{text.text}</p>
      <dl className={styles.facts}>
        <dt>{text.version}</dt>
        <dd>{facts?.version}</dd>
        <dt>{text.electron}</dt>
        <dd>{facts?.electron}</dd>
        <dt>{text.log}</dt>
        <dd>{facts?.logFile}</dd>
      </dl>
      <p className={styles.small}>{text.logText}</p>
      <footer>
        <Button onPress={() => void api.app.showLog()}>{text.showLog}</Button>
        <Button kind="primary" onPress={onClose}>
          {words.actions.close}
        </Button>
      </footer>
    </Dialog>
  );
}
