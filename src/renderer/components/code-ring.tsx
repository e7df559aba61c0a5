import { type CSSProperties, useState } from 'react';
import styles from './code-ring.module.css';

interface Props {
  /** Seconds that a code lasts. */
  period: number;
  /** When it is over, by `performance.now()`. */
  until: number;
}

/** A ring that empties while a code lasts. What it says is said beside it. */
export function CodeRing({ period, until }: Props) {
  // Of the moment when this code came: from then on the animation runs by itself.
  const [passed] = useState(() => period - (until - performance.now()) / 1_000);
  const style = { '--period': `${period}s`, '--passed': `${-passed}s` } as CSSProperties;
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" className={styles.ring} style={style}>
      <circle cx="10" cy="10" r="8" className={styles.track} />
      <circle cx="10" cy="10" r="8" pathLength="1" className={styles.left} />
    </svg>
  );
}
