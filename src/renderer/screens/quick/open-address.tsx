import { useEffect } from 'react';
import { Button } from '../../components/button.tsx';
import { words } from '../../words/words.ts';
import styles from './quick.module.css';

interface Props {
  address: string;
  onOpen: () => void;
  onBack: () => void;
}

/** Asks before the browser learns of an address: Enter opens it, Esc goes back to the search. */
export function OpenAddress({ address, onOpen, onBack }: Props) {
  const { title, text, yes } = words.list.openAddress;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      onBack();
    };
    window.addEventListener('keydown', press, { capture: true });
    return () => window.removeEventListener('keydown', press, { capture: true });
  }, [onBack]);
  return (
    <div className={styles.form} role="alertdialog" aria-labelledby="quick-asks">
      <h1 id="quick-asks">{title(new URL(address).host)}</h1>
      <p className={styles.address}>{text(address)}</p>
      <div className={styles.actions}>
        <Button kind="primary" autoFocus onPress={onOpen}>
          {yes}
        </Button>
        <Button kind="quiet" onPress={onBack}>
          {words.actions.cancel}
        </Button>
      </div>
    </div>
  );
}
