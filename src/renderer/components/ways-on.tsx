import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import styles from './ways-on.module.css';

/** What else a page leads to, one under the other. */
export function WaysOn({ children }: { children: ReactNode }) {
  return <ul className={styles.ways}>{children}</ul>;
}

interface Way {
  label: string;
  isDisabled?: boolean;
  onPress: () => void;
}
interface WayOnProps extends Way {
  text: string;
  more?: readonly Way[];
}

/** One of them: what it is for, and its buttons. */
export function WayOn({ text, more = [], ...first }: WayOnProps) {
  return (
    <li className={styles.way}>
      <p>{text}</p>
      <span className={styles.buttons}>
        {[first, ...more].map((one) => (
          <Button key={one.label} isDisabled={one.isDisabled ?? false} onPress={one.onPress}>
            {one.label}
          </Button>
        ))}
      </span>
    </li>
  );
}
