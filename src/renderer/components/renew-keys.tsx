import { words } from '../words/words.ts';
import { Check } from './check.tsx';
import { cx } from './cx.ts';
import styles from './renew-keys.module.css';

interface Props {
  renews: boolean;
  onChange: (renews: boolean) => void;
  isDisabled?: boolean;
}

/**
 * Whether a change of who opens the vault gives it new keys as well, and what it means where it
 * does not.
 */
export function RenewKeys({ renews, onChange, isDisabled = false }: Props) {
  return (
    <div className={styles.choice}>
      <Check isSelected={renews} onChange={onChange} isDisabled={isDisabled}>
        {words.keys.tick}
      </Check>
      <p className={cx(!renews && styles.warn)} aria-live="polite">
        {renews ? words.keys.ticked : words.keys.unticked}
      </p>
    </div>
  );
}
