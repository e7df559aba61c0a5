import type { ReactNode } from 'react';
import styles from './empty.module.css';

/** What stands where nothing is: why, and what to do. */
export function Empty(props: { icon: ReactNode; title: string; text: string; children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      {props.icon}
      <h2>{props.title}</h2>
      <p>{props.text}</p>
      {props.children && <div className={styles.actions}>{props.children}</div>}
    </div>
  );
}
