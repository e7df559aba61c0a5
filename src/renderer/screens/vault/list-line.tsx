import { Star } from 'lucide-react';
import { memo } from 'react';
import type { Row } from '../../../shared/contract.ts';
import type { Sort } from '../../../shared/rows.ts';
import { cx } from '../../components/cx.ts';
import { DueBadge } from '../../components/due-badge.tsx';
import { Initial } from '../../components/initial.tsx';
import { Marked } from '../../components/marked.tsx';
import { RowCode } from '../../components/row-code.tsx';
import { useLanguage } from '../../stores/language.ts';
import { ago } from '../../words/time.ts';
import { words } from '../../words/words.ts';
import styles from './list.module.css';

interface Props {
  row: Row | undefined;
  /** The folder that the list looks at, which no row need name. */
  below: string;
  /** What the list is ordered by, where nothing is searched for: a time is shown. */
  sort: Sort | undefined;
  /** What is searched for; '': nothing. */
  query: string;
}

/**
 * What a row of the list says of its secret; grey bars while it has not arrived. Drawn anew for
 * another row alone: a list that is scrolled or chosen from draws what came into sight.
 */
export const ListLine = memo(function ListLine({ row, below, sort, query }: Props) {
  useLanguage();
  if (!row) {
    return (
      <div className={styles.skeleton}>
        <span className={styles.hidden}>{words.vault.loading}</span>
        <i />
        <i />
      </div>
    );
  }
  const folder = row.path.slice(below === '' ? 0 : below.length + 1, -row.title.length - 1);
  return (
    <div className={styles.line}>
      <Initial title={row.title} template={row.template} />
      <span className={styles.head}>
        <span className={cx(styles.title, styles.grow)}>
          <Marked text={row.title} query={query} />
        </span>
        {row.favourite && <Star className={styles.star} role="img" aria-label={words.list.favourite} />}
        {row.due && !row.deleted && <DueBadge due={row.due} />}
        {row.otp && !row.deleted && <RowCode path={row.path} updated={row.updated} />}
        {(sort === 'updated' || sort === 'created') && (
          <span className={styles.time}>{ago(row[sort], Date.now())}</span>
        )}
      </span>
      <span className={styles.subtitle}>
        {row.subtitle && <span>{row.subtitle}</span>}
        {folder && (
          <span className={styles.folder}>
            <bdi>{folder}</bdi>
          </span>
        )}
        {!folder && row.tags.length > 0 && (
          <span className={styles.tags}>{row.tags.map((tag) => `#${tag}`).join(' ')}</span>
        )}
      </span>
    </div>
  );
});
