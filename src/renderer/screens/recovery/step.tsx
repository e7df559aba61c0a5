import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { cx } from '../../components/cx.ts';
import styles from './recovery.module.css';

interface Props {
  title: string;
  /** What this step is, in a sentence or two. */
  text?: ReactNode;
  /** Above the title: where in a row of steps this is. */
  over?: string | undefined;
  /** Below everything: what stopping here means. */
  note?: string | undefined;
  wide?: boolean;
  children?: ReactNode;
}

/** One thing on one screen; the focus goes to its heading. */
export function Step({ title, text, over, note, wide, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another title is another step.
  useLayoutEffect(() => {
    heading.current?.focus();
    heading.current?.closest('section[role="dialog"]')?.scrollTo(0, 0);
  }, [title]);
  return (
    <div className={cx(styles.step, wide && styles.wideStep)}>
      <div className={styles.head}>
        {over && <p className={styles.over}>{over}</p>}
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        {text && <p className={styles.lead}>{text}</p>}
      </div>
      {children}
      {note && <p className={styles.note}>{note}</p>}
    </div>
  );
}

/** Words for a screen reader alone, read out when they change. */
export function Heard({ children }: { children: ReactNode }) {
  return (
    <div role="status" aria-live="polite" className={styles.heard}>
      {children}
    </div>
  );
}
