import type { Failure } from '../../../shared/failure.ts';
import { Button } from '../../components/button.tsx';
import { OwnKeyForm } from '../../components/own-key-form.tsx';
import { Actions, Reading } from '../../components/reading.tsx';
import type { OwnKey as Key } from '../../stores/own-key.ts';
import { words } from '../../words/words.ts';
import styles from './backups.module.css';

const text = words.backups.key;

interface OwnKeyProps {
  /** What was wrong; missing while what was typed is tried. */
  readonly failure: Failure | undefined;
  readonly onSubmit: (key: Key) => void;
}

/** A backup that the keys of the open vault do not open: its own passphrase is asked for. */
export function OwnKey({ failure, onSubmit }: OwnKeyProps) {
  return (
    <Reading title={text.title} lead={text.text} form>
      <OwnKeyForm text={text} failure={failure} onSubmit={onSubmit} className={styles.form}>
        <Actions>
          <Button kind="primary" size="large" type="submit" isDisabled={failure === undefined}>
            {text.submit}
          </Button>
        </Actions>
      </OwnKeyForm>
    </Reading>
  );
}
