import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import styles from './doors.module.css';

/** What else a page leads to, one under the other. */
export function Doors({ children }: { children: ReactNode }) {
  return <ul className={styles.doors}>{children}</ul>;
}

/** One of them: what it is for, and its button. */
export function Door({ text, label, onPress }: { text: string; label: string; onPress: () => void }) {
  return (
    <li className={styles.door}>
      <p>{text}</p>
      <Button onPress={onPress}>{label}</Button>
    </li>
  );
}
