import { ChevronRight } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { Button as Base } from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './disclosure.module.css';

interface Props {
  title: string;
  /** Shown beside the title; `undefined`: nothing. */
  count?: number | undefined;
  isOpen: boolean;
  onToggle: (open: boolean) => void;
  children: ReactNode;
}

/** A part of a page that is folded up until somebody wants it. */
export function Disclosure({ title, count, isOpen, onToggle, children }: Props) {
  const id = useId();
  return (
    <section className={styles.disclosure}>
      <h2>
        <Base
          className={cx(styles.toggle)}
          aria-expanded={isOpen}
          aria-controls={id}
          onPress={() => onToggle(!isOpen)}
        >
          <ChevronRight aria-hidden />
          {title}
          {count !== undefined && <span className={styles.count}>{count}</span>}
        </Base>
      </h2>
      {isOpen && (
        <div id={id} className={styles.body}>
          {children}
        </div>
      )}
    </section>
  );
}
