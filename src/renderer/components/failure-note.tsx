import { CircleAlert, Info } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { hush } from '../stores/status.ts';
import { failureText } from '../words/failures.ts';
import { cx } from './cx.ts';
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

/** The same, in given words. `calm`: nothing went wrong, there is only another way to go. */
export function Note({
  title,
  text,
  calm = false,
  children,
}: {
  title: string;
  text: string;
  calm?: boolean;
  children?: ReactNode;
}) {
  const note = useRef<HTMLDivElement>(null);
  // In a small window it comes below what is seen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words are another note.
  useEffect(() => {
    // Newer Chromium gives a promise back, which is nothing to be run at the end.
    void note.current?.scrollIntoView({ block: 'nearest' });
  }, [title, text]);
  useEffect(() => {
    if (!calm) hush();
  }, [calm]);
  return (
    <div ref={note} role={calm ? 'status' : 'alert'} className={cx(styles.note, calm && styles.calm)}>
      {calm ? <Info aria-hidden /> : <CircleAlert aria-hidden />}
      <div>
        <p className={styles.what}>{title}</p>
        <p>{text}</p>
        {children && <div className={styles.actions}>{children}</div>}
      </div>
    </div>
  );
}
