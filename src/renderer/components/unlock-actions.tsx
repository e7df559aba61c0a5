import type { ReactNode } from 'react';
import { api } from '../api.ts';
import { words } from '../words/words.ts';
import { Button } from './button.tsx';
import styles from './unlock-actions.module.css';
import { Unlocking } from './unlocking.tsx';

interface Props {
  working: boolean;
  /** What is wrong in a field: a fault below one is not read out by itself. */
  said: string | undefined;
  /** The buttons that open it, and other ways. */
  children: ReactNode;
}

/** The buttons of a form that opens a vault; while it opens, how far it is and what calls it off. */
export function UnlockActions({ working, said, children }: Props) {
  return (
    <>
      <div className={styles.actions}>
        {working ? (
          <>
            <Unlocking />
            <CancelUnlock />
          </>
        ) : (
          children
        )}
      </div>
      <div role="status" aria-live="assertive" className={styles.said}>
        {said}
      </div>
    </>
  );
}

export function CancelUnlock() {
  return (
    <Button size="large" autoFocus onPress={() => void api.vault.cancelUnlock()}>
      {words.actions.cancel}
    </Button>
  );
}
