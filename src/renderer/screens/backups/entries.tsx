import { Search, SearchX, X } from 'lucide-react';
import { Input, SearchField } from 'react-aria-components';
import type { LookRow } from '../../../shared/contract-backups.ts';
import { IconButton } from '../../components/button.tsx';
import { Check } from '../../components/check.tsx';
import { cx } from '../../components/cx.ts';
import { Empty } from '../../components/empty.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { Rows } from '../../components/rows.tsx';
import { filter, moveCursor, need, rowAt, useLook } from '../../stores/look.ts';
import { words } from '../../words/en.ts';
import styles from './look.module.css';

const text = words.backups.look;

/** The secrets of the backup, and those that came after it; filtered by path. */
export function Entries() {
  const { total, cursor, listing, pages, query, only, failure } = useLook();
  return (
    <section className={styles.list} aria-label={text.list}>
      <div className={styles.filter}>
        <SearchField
          className={cx(styles.search)}
          aria-label={text.search}
          value={query}
          onChange={(typed) => filter({ query: typed })}
        >
          <Search aria-hidden />
          <Input
            className={cx(styles.input)}
            placeholder={text.search}
            autoComplete="off"
            spellCheck="false"
          />
          {query !== '' && (
            <IconButton label={words.actions.clear} tooltip={false}>
              <X aria-hidden />
            </IconButton>
          )}
        </SearchField>
        <Check
          isSelected={only === 'different'}
          onChange={(on) => filter({ only: on ? 'different' : 'all' })}
        >
          {text.only}
        </Check>
        <span role="status" className={styles.count}>
          {total === undefined ? '' : text.count(total)}
        </span>
      </div>
      {failure && <FailureNote failure={failure} />}
      {total === 0 && (
        <Empty
          icon={<SearchX aria-hidden />}
          title={text.noneTitle}
          text={query === '' && only === 'different' ? text.same : text.none}
        />
      )}
      {total !== undefined && total > 0 && (
        <Rows
          id="backup-entries"
          label={text.list}
          total={total}
          cursor={cursor}
          listing={listing}
          onMove={moveCursor}
          onEnter={moveCursor}
          onPress={moveCursor}
          onSight={need}
        >
          {(index) => <Line row={rowAt({ pages }, index)} />}
        </Rows>
      )}
    </section>
  );
}

function Line({ row }: { row: LookRow | undefined }) {
  if (!row) return null;
  const { path, how, deleted } = row;
  const cut = path.lastIndexOf('/');
  return (
    <div className={styles.line}>
      <span className={styles.title}>{path.slice(cut + 1)}</span>
      <span className={styles.sub}>
        <span className={cx(how !== 'same' && styles.differs)}>{deleted ? text.deleted : text.how[how]}</span>
        <span className={styles.folder}>{path.slice(0, Math.max(0, cut))}</span>
      </span>
    </div>
  );
}
