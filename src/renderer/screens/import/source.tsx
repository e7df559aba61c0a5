import type { ImportSource } from '../../../shared/import-source.ts';
import { Button } from '../../components/button.tsx';
import { askToDelete, deleteSource, keepSource, useTransfer } from '../../stores/transfer.ts';
import { words } from '../../words/words.ts';
import styles from '../dialogs.module.css';

const text = words.import;
const namesOf = ({ name, others = [] }: ImportSource) => [name, ...others.map((one) => one.name)];

/** The file whose contents are all in the vault now, and the way to be rid of it. */
export function Source({ source }: { source: ImportSource }) {
  const { source: step } = useTransfer();
  if (step === 'deleted')
    return (
      <p role="status" className={styles.small}>
        {text.sourceDeleted(namesOf(source))}
      </p>
    );
  return (
    <div className={styles.beside}>
      <p className={styles.small}>{text.source(source)}</p>
      <Button size="small" onPress={askToDelete}>
        {text.sourceDelete(namesOf(source).length)}
      </Button>
    </div>
  );
}

/** Asks before the file goes. */
export function DeleteSource({ source }: { source: ImportSource }) {
  const names = namesOf(source);
  return (
    <>
      <p>
        <strong>{text.sourceTitle(names)}</strong>
      </p>
      <p className={styles.soft}>{text.sourceText(names.length)}</p>
      <footer>
        <Button autoFocus onPress={keepSource}>
          {text.sourceKeep(names.length)}
        </Button>
        <Button kind="danger" onPress={() => void deleteSource()}>
          {text.sourceConfirm(names.length)}
        </Button>
      </footer>
    </>
  );
}
