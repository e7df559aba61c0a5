import { inGroups, useCodes } from '../stores/codes.ts';
import { CodeRing } from './code-ring.tsx';
import styles from './row-code.module.css';

/** Rows that are scrolled past ask for nothing. */
const restMs = 200;

/** The first one-time code of a secret, in a row of the list. One by counter is not shown there. */
export function RowCode({ path, updated }: { path: string; updated: number }) {
  const codes = useCodes(path, { stamp: updated, waitMs: restMs });
  const first = codes.find(({ code }) => code !== undefined);
  if (first?.code === undefined || first.until === undefined || first.period === undefined) return null;
  return (
    <span className={styles.code} aria-hidden="true">
      {inGroups(first.code)}
      <CodeRing key={first.until} period={first.period} until={first.until} />
    </span>
  );
}
