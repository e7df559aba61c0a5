import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './gate.module.css';
import { Mark } from './mark.tsx';

/** The page in front of an open vault: the mark, a title, and what is to be done. */
export function Gate(props: {
  title: string;
  text?: string | undefined;
  dense?: boolean;
  children: ReactNode;
}) {
  return (
    <main className={styles.gate}>
      <div className={cx(styles.card, props.dense && styles.dense)}>
        <header className={styles.header}>
          <Mark size={props.dense ? 32 : 40} />
          <h1>{props.title}</h1>
          {props.text && <p>{props.text}</p>}
        </header>
        {props.children}
      </div>
    </main>
  );
}
