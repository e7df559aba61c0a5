import { Search, SearchX, Check as Tick, X } from 'lucide-react';
import { Input, SearchField } from 'react-aria-components';
import type { BrowserRow } from '../../../shared/contract-backups.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { Check } from '../../components/check.tsx';
import { cx } from '../../components/cx.ts';
import { Empty } from '../../components/empty.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { Rows } from '../../components/rows.tsx';
import {
  canTake,
  choose,
  chooseAll,
  chooseNone,
  enterRow,
  filter,
  moveCursor,
  need,
  takeChosen,
  useBrowser,
} from '../../stores/browser.ts';
import { rowAt } from '../../stores/paged.ts';
import { words } from '../../words/words.ts';
import styles from './browser.module.css';

const text = words.backups.browser;

/**
 * The secrets of the backup, and those that came after it; filtered by path. With `mayTake` several
 * can be chosen.
 */
export function Entries({ mayTake }: { mayTake: boolean }) {
  const { total, cursor, listing, pages, query, only, chosen, failure } = useBrowser();
  const several = {
    has: (index: number) => chosen.has(rowAt({ pages }, index)?.path ?? ''),
    toggle: choose,
    all: () => void chooseAll(),
  };
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
        <div className={styles.tally}>
          <span role="status" className={styles.count}>
            {total === undefined ? '' : chosen.size > 0 ? text.chosen(chosen.size) : text.count(total)}
          </span>
          {mayTake && <Choosing />}
        </div>
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
          onEnter={enterRow}
          onPress={enterRow}
          onSight={need}
          chosen={mayTake ? several : undefined}
        >
          {(index) => (
            <Line
              row={rowAt({ pages }, index)}
              chosen={mayTake ? several.has(index) : undefined}
              onChoose={() => choose(index)}
            />
          )}
        </Rows>
      )}
    </section>
  );
}

/** What can be done with a choice, in the line that counts it. */
function Choosing() {
  const { total, chosen, taking } = useBrowser();
  if (chosen.size === 0) {
    if (!total) return null;
    return (
      <Button size="small" kind="quiet" onPress={() => void chooseAll()}>
        {text.chooseAll}
      </Button>
    );
  }
  return (
    <>
      <Button size="small" kind="quiet" onPress={chooseNone}>
        {text.chooseNone}
      </Button>
      <Button size="small" kind="primary" isDisabled={taking} onPress={() => void takeChosen()}>
        {taking ? text.taking : text.take}
      </Button>
    </>
  );
}

interface LineProps {
  row: BrowserRow | undefined;
  /** Missing where nothing can be chosen. */
  chosen: boolean | undefined;
  onChoose: () => void;
}

function Line({ row, chosen, onChoose }: LineProps) {
  if (!row) return null;
  const { path, how, deleted, again } = row;
  const state = deleted ? text.deleted : again ? text.again : text.how[how];
  const cut = path.lastIndexOf('/');
  return (
    <div className={cx(styles.line, chosen !== undefined && styles.choosable)}>
      {canTake(row) && chosen !== undefined && (
        // For the mouse alone: the list takes the keys, and tells what is chosen.
        // biome-ignore lint/a11y/useKeyWithClickEvents: as said.
        // biome-ignore lint/a11y/noStaticElementInteractions: as said.
        <span
          className={styles.box}
          data-chosen={chosen || undefined}
          onClick={(event) => {
            event.stopPropagation();
            onChoose();
          }}
        >
          <span className={styles.tick}>
            <Tick aria-hidden />
          </span>
        </span>
      )}
      <span className={styles.title}>{path.slice(cut + 1)}</span>
      <span className={styles.sub}>
        <span className={cx(how !== 'same' && !again && styles.differs)}>{state}</span>
        <span className={styles.folder}>{path.slice(0, Math.max(0, cut))}</span>
      </span>
    </div>
  );
}
