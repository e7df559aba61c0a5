import type { ReactNode } from 'react';
import styles from './access.module.css';

interface Props {
  name: ReactNode;
  /** Tells this one from the others: that it is the person's own. */
  own?: string | undefined;
  facts: readonly string[];
}

/** What a row of a list says: a name, and facts below it. */
export function ItemText({ name, own, facts }: Props) {
  return (
    <div className={styles.part}>
      <span className={styles.itemName}>
        {name} {own !== undefined && <span className={styles.you}>{own}</span>}
      </span>
      {facts.map((fact) => (
        <span key={fact} className={styles.faint}>
          {fact}
        </span>
      ))}
    </div>
  );
}
