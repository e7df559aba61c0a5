import type { ImportSource } from '../../../shared/import-source.ts';
import { Button } from '../../components/button.tsx';
import { askToDelete, deleteSource, keepSource, useTransfer } from '../../stores/transfer.ts';
import { words } from '../../words/words.ts';
import styles from '../dialogs.module.css';

const text = words.import;

/** The file whose contents are all in the vault now, and the way to be rid of it. */
export function Source({ source }: { source: ImportSource }) {
  const { source: step } = useTransfer();
  if (step === 'deleted')
    return (
      <p role="status" className={styles.small}>
        {text.sourceDeleted(source.name)}
      </p>
    );
  return (
    <div className={styles.beside}>
      <p className={styles.small}>{text.source(source)}</p>
      <Button size="small" onPress={askToDelete}>
        {text.sourceDelete}
      </Button>
    </div>
  );
}

/** Asks before the file goes. */
export function DeleteSource({ source }: { source: ImportSource }) {
  return (
    <>
      <p>
        <strong>{text.sourceTitle(source.name)}</strong>
      </p>
      <p className={styles.soft}>{text.sourceText}</p>
      <footer>
        <Button autoFocus onPress={keepSource}>
          {text.sourceKeep}
        </Button>
        <Button kind="danger" onPress={() => void deleteSource()}>
          {text.sourceConfirm}
        </Button>
      </footer>
    </>
  );
}
