import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { failureText } from '../words/failures.ts';
import styles from './failure-note.module.css';

/** A failure in place: what happened, what to do next, and where it helps, a button to do it. */
export function FailureNote({ failure, children }: { failure: Failure; children?: ReactNode }) {
  const { what, next } = failureText(failure);
  return (
    <Note title={what} text={next}>
      {children}
    </Note>
  );
}

/** The same, in given words. */
export function Note({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <div role="alert" className={styles.note}>
      <CircleAlert aria-hidden />
      <div>
        <p className={styles.what}>{title}</p>
        <p>{text}</p>
        {children && <div className={styles.actions}>{children}</div>}
      </div>
    </div>
  );
}
