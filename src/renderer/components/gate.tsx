import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { cx } from './cx.ts';
import styles from './gate.module.css';
import { Mark } from './mark.tsx';

/** The page in front of an open vault: the mark, a title, and what is to be done. */
export function Gate(props: {
  title: string;
  text?: string | undefined;
  dense?: boolean;
  /** True for the steps of a wizard: the focus goes to each new title. */
  steps?: boolean;
  children: ReactNode;
}) {
  const { title, steps } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another title is another step.
  useLayoutEffect(() => {
    if (steps) heading.current?.focus();
  }, [steps, title]);
  return (
    <main className={styles.gate}>
      <div className={cx(styles.card, props.dense && styles.dense, steps && styles.steps)}>
        <header className={styles.header}>
          <Mark size={props.dense ? 32 : 40} />
          <h1 ref={heading} {...(steps && { tabIndex: -1 })}>
            {title}
          </h1>
          {props.text && <p>{props.text}</p>}
        </header>
        {props.children}
      </div>
    </main>
  );
}
