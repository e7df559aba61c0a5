import { words } from '../words/words.ts';
import styles from './names.module.css';

const most = 500;

/** One line: a name, and what there is to say of it. */
export interface Named {
  readonly name?: string;
  readonly note?: string;
}

/** Secrets or files by name, in a box of their own that scrolls. */
export function Names({ label, items }: { label: string; items: readonly Named[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={styles.names} aria-label={label} tabIndex={0}>
      <ul>
        {items.slice(0, most).map(({ name, note }) => (
          <li key={`${name} ${note}`}>
            {name !== undefined && <span className={styles.name}>{name}</span>}
            {note !== undefined && <span className={styles.note}>{note}</span>}
          </li>
        ))}
        {items.length > most && <li className={styles.more}>{words.more(items.length - most)}</li>}
      </ul>
    </section>
  );
}
