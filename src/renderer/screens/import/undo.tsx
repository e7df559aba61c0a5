import { useEffect } from 'react';
import { Button } from '../../components/button.tsx';
import { Working } from '../../components/working.tsx';
import { askLast, askUndo, keepImport, undoImport, useImportUndo } from '../../stores/import-undo.ts';
import { useTransfer } from '../../stores/transfer.ts';
import { refresh } from '../../stores/view.ts';
import { words } from '../../words/words.ts';
import styles from '../dialogs.module.css';

const text = words.import;
const namesShown = 20;

/** The last import, as long as it can be undone. */
export function LastImport() {
  const { last } = useImportUndo();
  useEffect(() => void askLast(), []);
  if (!last) return null;
  const { files, secrets, at } = last;
  return (
    <p className={styles.small}>
      {text.last(files, secrets, words.ago(at, Date.now()))}{' '}
      <Button size="small" onPress={() => askUndo(secrets)}>
        {text.undoLast}
      </Button>
    </p>
  );
}

/** Asks whether an import is to be undone, undoes it, and says what became of it. */
export function UndoImport({ onClose }: { onClose: () => void }) {
  const { step, secrets, taken } = useImportUndo();
  const { source } = useTransfer();
  if (step === 'working') return <Working label={text.undoing} />;
  if (step === 'done' && taken) return <Undone {...taken} onClose={onClose} />;
  return (
    <>
      <p>
        <strong>{text.undoTitle(secrets)}</strong>
      </p>
      <p className={styles.soft}>{text.undoText}</p>
      {source === 'deleted' && <p>{text.undoWithoutFile}</p>}
      <footer>
        <Button onPress={keepImport}>{words.actions.cancel}</Button>
        <Button kind="danger" autoFocus onPress={() => void undoImport().then(() => refresh())}>
          {text.undo}
        </Button>
      </footer>
    </>
  );
}

interface UndoneProps {
  secrets: number;
  stays: readonly string[];
  onClose: () => void;
}

function Undone({ secrets, stays, onClose }: UndoneProps) {
  return (
    <>
      <p role="status">
        <strong>{secrets > 0 ? text.undone(secrets) : text.undoneNone}.</strong>
      </p>
      {stays.length > 0 && (
        <>
          <p>{text.undoStays(stays.length)}</p>
          <ul className={styles.points}>
            {stays.slice(0, namesShown).map((path) => (
              <li key={path}>{path}</li>
            ))}
            {stays.length > namesShown && <li>{text.more(stays.length - namesShown)}</li>}
          </ul>
        </>
      )}
      <footer>
        <Button kind="primary" autoFocus onPress={onClose}>
          {words.actions.done}
        </Button>
      </footer>
    </>
  );
}
