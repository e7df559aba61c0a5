import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import styles from './doors.module.css';

/** What else a page leads to, one under the other. */
export function Doors({ children }: { children: ReactNode }) {
  return <ul className={styles.doors}>{children}</ul>;
}

interface Way {
  label: string;
  onPress: () => void;
}
interface DoorProps extends Way {
  text: string;
  more?: readonly Way[];
}

/** One of them: what it is for, and its buttons. */
export function Door({ text, label, onPress, more = [] }: DoorProps) {
  return (
    <li className={styles.door}>
      <p>{text}</p>
      <span className={styles.buttons}>
        {[{ label, onPress }, ...more].map((one) => (
          <Button key={one.label} onPress={one.onPress}>
            {one.label}
          </Button>
        ))}
      </span>
    </li>
  );
}
