import { words } from '../words/words.ts';
import styles from './due-badge.module.css';

/** A secret has ended, or soon will. */
export function DueBadge({ due }: { due: 'expired' | 'expiring' }) {
  return (
    <span className={styles.badge} data-due={due}>
      {words.health.badge[due]}
    </span>
  );
}
