import { useId } from 'react';
import { words } from '../words/words.ts';
import { Button } from './button.tsx';
import styles from './chosen-file.module.css';
import { cx } from './cx.ts';

interface Props {
  label: string;
  /** `undefined`: none was chosen yet. */
  file: string | undefined;
  /** Stands where no file is. */
  none: string;
  /** What the button says, where that is not "Choose…". */
  action?: string;
  onChoose: () => void;
  fault?: string | undefined;
  help?: string;
  isDisabled?: boolean;
  autoFocus?: boolean;
}

/** A file that the system's chooser gives, in a form. */
export function ChosenFile(props: Props) {
  const {
    label,
    file,
    none,
    action = words.actions.browse,
    onChoose,
    fault,
    help,
    isDisabled = false,
    autoFocus = false,
  } = props;
  const id = useId();
  return (
    <fieldset className={styles.file} aria-labelledby={id}>
      <span id={id} className={styles.label}>
        {label}
      </span>
      <div className={styles.chooser}>
        <output className={cx(styles.path, file === undefined && styles.none)}>{file ?? none}</output>
        <Button onPress={onChoose} isDisabled={isDisabled} autoFocus={autoFocus}>
          {action}
        </Button>
      </div>
      {fault !== undefined && (
        <p className={styles.fault} role="alert">
          {fault}
        </p>
      )}
      {fault === undefined && help !== undefined && <p className={styles.help}>{help}</p>}
    </fieldset>
  );
}
