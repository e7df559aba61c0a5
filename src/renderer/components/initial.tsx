import type { CSSProperties } from 'react';
import styles from './initial.module.css';

/** So many colours are told apart at a glance. */
const hues = 9;

/** The first letter of a title on a quiet colour of its own: the same title has the same one. */
export function Initial({ title }: { title: string }) {
  return (
    <span
      aria-hidden="true"
      className={styles.initial}
      style={{ '--hue': `${(hash(title) % hues) * (360 / hues)}deg` } as CSSProperties}
    >
      {/[\p{L}\p{N}]/u.exec(title)?.[0]?.toUpperCase() ?? '·'}
    </span>
  );
}

// Numbers count for nothing: "server 1" and "server 2" belong together.
function hash(title: string): number {
  let sum = 7;
  for (const letter of title.toLowerCase().replace(/[^\p{L}]/gu, ''))
    sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
  return sum;
}
