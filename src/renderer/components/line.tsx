import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, IconButton } from './button.tsx';
import styles from './line.module.css';

interface Props {
  /** Names it for a screen reader. */
  label: string;
  icon: ReactNode;
  text: string;
  action: { readonly label: string; readonly run: () => void };
  dismiss: { readonly label: string; readonly run: () => void };
}

/**
 * One quiet line above the vault: something to do when there is time, and a cross to send it away.
 */
export function Line({ label, icon, text, action, dismiss }: Props) {
  return (
    <section className={styles.banner} aria-label={label}>
      {icon}
      <p>{text}</p>
      <Button size="small" onPress={action.run}>
        {action.label}
      </Button>
      <IconButton label={dismiss.label} onPress={dismiss.run}>
        <X aria-hidden />
      </IconButton>
    </section>
  );
}
