import { CircleAlert } from 'lucide-react';
import type { UnreadBackup } from '../../../shared/contract-drill.ts';
import { words } from '../../words/words.ts';
import styles from './recovery.module.css';

/** Backups newer than the one of a drill that cannot be read. */
export function Unread({ backups }: { backups: readonly UnreadBackup[] }) {
  if (backups.length === 0) return undefined;
  return (
    <p className={styles.bad} role="alert">
      <CircleAlert aria-hidden />
      {words.recovery.drilled.unread(backups)}
    </p>
  );
}
