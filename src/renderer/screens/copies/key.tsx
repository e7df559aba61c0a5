import { Button } from '../../components/button.tsx';
import { OwnKeyForm } from '../../components/own-key-form.tsx';
import { chooseCopy, preview, useCopies } from '../../stores/copies.ts';
import { words } from '../../words/words.ts';
import styles from '../dialogs.module.css';

const text = words.copies.key;

/** A copy that the keys of the open vault do not open: its own passphrase is asked for. */
export function Key() {
  const { copy, failure } = useCopies();
  if (!copy) return null;
  const head = (
    <>
      <h3>{text.title}</h3>
      <p className={styles.soft}>{text.text}</p>
    </>
  );
  return (
    <OwnKeyForm
      text={text}
      failure={failure}
      onSubmit={(key) => void preview(copy, key)}
      className={styles.form}
      head={head}
    >
      <footer>
        <Button onPress={chooseCopy}>{words.copies.back}</Button>
        <Button kind="primary" type="submit">
          {text.submit}
        </Button>
      </footer>
    </OwnKeyForm>
  );
}
