import type { FormEvent, ReactNode } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { words } from '../words/words.ts';
import { Button } from './button.tsx';
import styles from './dialog-form.module.css';
import { FailureNote } from './failure-note.tsx';
import { Working } from './working.tsx';

interface Props {
  /** What went wrong, where no field says it. */
  failure: Failure | undefined;
  /** What is said while it is done; `undefined` while nothing is. */
  working: string | undefined;
  onSubmit: (event: FormEvent) => void;
  onClose: () => void;
  /** The button that does it. */
  yes: string;
  no?: string;
  danger?: boolean;
  /** Other buttons, before that one. */
  more?: ReactNode;
  children: ReactNode;
}

/** The form of a dialog: what went wrong, its fields, and its buttons or how far it is. */
export function DialogForm(props: Props) {
  const { failure, working, onSubmit, onClose, yes, no = words.actions.cancel, danger = false } = props;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(event);
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {failure && <FailureNote failure={failure} />}
      {props.children}
      {working === undefined ? (
        <footer>
          <Button onPress={onClose}>{no}</Button>
          {props.more}
          <Button kind={danger ? 'danger' : 'primary'} type="submit">
            {yes}
          </Button>
        </footer>
      ) : (
        <Working label={working} />
      )}
    </form>
  );
}
