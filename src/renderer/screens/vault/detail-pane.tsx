import type { KeyboardEvent, ReactNode } from 'react';
import { words } from '../../words/words.ts';
import { spots } from './focus.ts';
import pane from './pane.module.css';

interface Props {
  onKeyDown?: (event: KeyboardEvent) => void;
  children: ReactNode;
}

/** The right pane, whatever it shows: a secret, its form, or several that are chosen. */
export function DetailPane({ onKeyDown, children }: Props) {
  return (
    <main
      id={spots.detail}
      className={pane.pane}
      data-of="detail"
      aria-label={words.vault.detail}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      {children}
    </main>
  );
}
