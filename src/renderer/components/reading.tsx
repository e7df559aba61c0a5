import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { cx } from './cx.ts';
import styles from './reading.module.css';

interface Props {
  title: string;
  lead?: ReactNode;
  /** True where a field below is what the focus goes to. */
  form?: boolean;
  children?: ReactNode;
}

/** A page that is read from top to bottom; the focus goes to each new heading. */
export function Reading(props: Props) {
  const { form } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another title is another page.
  useLayoutEffect(() => {
    if (!form) heading.current?.focus();
    heading.current?.closest('section[role="dialog"]')?.scrollTo(0, 0);
  }, [props.title]);
  return (
    <div className={styles.reading}>
      <div className={styles.head}>
        <h2 ref={heading} tabIndex={-1}>
          {props.title}
        </h2>
        {props.lead && <p className={styles.lead}>{props.lead}</p>}
      </div>
      {props.children}
    </div>
  );
}

/** A part of such a page, with its own heading. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.part} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  );
}

/** Buttons in a row, at the foot of what they are about. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}

/** A few numbers, each with what it counts. */
export function Facts({
  label,
  facts,
}: {
  label: string;
  facts: readonly { readonly name: string; readonly value: string; readonly bad?: boolean }[];
}) {
  return (
    <dl className={styles.facts} aria-label={label}>
      {facts.map(({ name, value, bad }) => (
        <div key={name} className={cx(styles.fact, bad && styles.bad)}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
