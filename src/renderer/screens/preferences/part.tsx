import { type ReactNode, useId } from 'react';
import styles from './preferences.module.css';

/** Settings that belong together, under a heading. */
export function Part({ title, help, children }: { title: string; help?: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.part} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {help !== undefined && <p className={styles.help}>{help}</p>}
      <div className={styles.rows}>{children}</div>
    </section>
  );
}
