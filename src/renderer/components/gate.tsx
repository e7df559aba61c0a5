import type { ReactNode } from 'react';
import styles from './gate.module.css';
import { Mark } from './mark.tsx';

/** The page in front of an open vault: the mark, a title, and what is to be done. */
export function Gate(props: { title: string; text?: string | undefined; children: ReactNode }) {
  return (
    <main className={styles.gate}>
      <div className={styles.card}>
        <header className={styles.header}>
          <Mark />
          <h1>{props.title}</h1>
          {props.text && <p>{props.text}</p>}
        </header>
        {props.children}
      </div>
    </main>
  );
}
