import { FileWarning, FolderOpen, FolderTree, Import, Inbox, Plus, SearchX, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { Button, IconButton } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { MenuAt, type Spot } from '../../components/menu-at.tsx';
import { type Press, Rows } from '../../components/rows.tsx';
import { useFileDrop } from '../../components/use-file-drop.ts';
import { useNarrow } from '../../components/use-narrow.ts';
import * as actions from '../../stores/actions.ts';
import { attach } from '../../stores/attach.ts';
import {
  chooseAll,
  chooseNone,
  countChosen,
  extend,
  isAny,
  isChosen,
  meant,
  toggle,
  useChosen,
} from '../../stores/chosen.ts';
import { openDialog } from '../../stores/dialog.ts';
import { type Listing, moveCursor, need, useListing } from '../../stores/listing.ts';
import { rowAt } from '../../stores/paged.ts';
import { showPane } from '../../stores/panes.ts';
import { openRepair } from '../../stores/repair.ts';
import { useSession } from '../../stores/session.ts';
import * as several from '../../stores/several.ts';
import { refresh } from '../../stores/view.ts';
import { words } from '../../words/words.ts';
import { focusOn, followTo, spots } from './focus.ts';
import styles from './list.module.css';
import { ListLine } from './list-line.tsx';
import { noneOf, placeTitle } from './places.tsx';
import { draggedSecrets, rowItems } from './row-menu.tsx';
import { SeveralMenu } from './several.tsx';
import { SortMenu } from './sort-menu.tsx';

/** The secrets of a place or a search. The one under the cursor is the one that is looked at. */
export function List({ readOnly }: { readOnly: boolean }) {
  const listing = useListing();
  const { total, cursor, query, folder, deleted, facet, failure } = listing;
  const path = rowAt(listing, cursor)?.path;

  const chosen = useChosen();
  const any = isAny(chosen);
  const [menu, setMenu] = useState<Spot>();

  useEffect(() => (path === undefined || any ? undefined : actions.comeToRest(path)), [path, any]);

  const move = async (index: number) => {
    if (!(await actions.mayLeaveEditor())) return;
    chooseNone();
    moveCursor(index);
  };
  const look = async (index: number) => {
    await move(index);
    showPane('detail');
    const there = rowAt(useListing.getState(), index)?.path;
    if (there !== undefined) await actions.open(there);
  };
  const press = async (index: number, how: Press) => {
    if (how === 'alone') return look(index);
    if (!(await actions.mayLeaveEditor())) return;
    if (how === 'besides') toggle(index);
    else await extend(index);
  };
  const enter = async (index: number) => {
    await look(index);
    followTo('detail', 'list');
  };
  const openMenu = (index: number, at: Spot) => {
    const there = rowAt(useListing.getState(), index);
    if (there === undefined) return;
    if (!isChosen(useChosen.getState(), there)) {
      chooseNone();
      moveCursor(index);
    }
    setMenu(at);
  };
  // Whatever is dragged is what is chosen, or the row itself.
  const drag = (index: number, data: DataTransfer) => {
    const there = rowAt(useListing.getState(), index);
    if (there === undefined) return;
    if (!isChosen(useChosen.getState(), there)) {
      chooseNone();
      moveCursor(index);
    }
    data.setData(draggedSecrets, '');
    data.effectAllowed = 'move';
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && any) return chooseNone();
    if (event.key === 'Escape' && query !== '') focusOn('search');
    if (event.key === 'ArrowUp' && cursor <= 0 && !event.shiftKey) {
      event.preventDefault();
      focusOn('search');
    }
    // The letter that was pressed lands in the search, as it would in a field.
    if (isLetter(event)) focusOn('search');
    if (event.key !== 'Delete' || readOnly || deleted) return;
    if (any) void several.remove(meant()).then(() => followTo('list'));
    else if (path !== undefined) void actions.remove(path);
  };

  const searching = query.trim() !== '';
  // Onto a row it goes into that secret, beside the rows into a new one.
  const take = (files: readonly File[], at: Element) => {
    const row = at.closest('[role="option"]')?.getAttribute('aria-posinset');
    const onto = rowAt(listing, Number(row) - 1)?.path;
    void attach(row && onto ? { path: onto } : { folder: searching ? '' : folder }, files);
  };
  const { over, drop } = useFileDrop(readOnly || deleted ? undefined : take);
  const narrow = useNarrow();
  // There is no pane beside it to say so.
  const severalHere = narrow && any;
  // What is found is in the order of how well it fits.
  const sort = useSession(({ preferences }) => (searching ? undefined : (preferences?.sort ?? 'title')));
  return (
    <section
      className={styles.list}
      data-of="list"
      data-over={over || undefined}
      {...drop}
      // Where it is the only pane that is shown it is the page's main part.
      {...(narrow ? { role: 'main' } : { 'aria-label': words.vault.list })}
    >
      <header className={styles.header}>
        <span className={styles.places}>
          <IconButton label={words.vault.folders} onPress={() => showPane('folders')}>
            <FolderTree aria-hidden />
          </IconButton>
        </span>
        <h2>{searching ? words.vault.found : placeTitle({ folder, deleted, facet })}</h2>
        <span role="status">
          {severalHere ? words.list.chosen(countChosen(chosen, total)) : counted(listing)}
        </span>
        {severalHere && !readOnly && <SeveralMenu secrets={countChosen(chosen, total)} deleted={deleted} />}
        {deleted && !severalHere && !searching && !readOnly && total !== undefined && total > 0 && (
          <Button kind="quiet" size="small" onPress={() => void actions.emptyDeleted()}>
            {words.actions.empty}
          </Button>
        )}
        {!severalHere && !searching && total !== undefined && total > 1 && <SortMenu />}
      </header>
      {failure && (
        <div className={styles.failure}>
          <FailureNote failure={failure}>
            <Button size="small" onPress={() => void refresh()}>
              {words.actions.retry}
            </Button>
          </FailureNote>
        </div>
      )}
      {total === 0 && !failure ? (
        <Nothing searching={searching} offers={narrow && !readOnly} />
      ) : (
        total !== undefined &&
        total > 0 && (
          <Rows
            id={spots.list}
            label={words.vault.list}
            total={total}
            cursor={cursor}
            listing={listing.listing}
            onMove={move}
            onEnter={enter}
            onPress={press}
            onMenu={openMenu}
            onDrag={readOnly || deleted ? undefined : drag}
            chosen={{
              any,
              has: (index) => isChosen(chosen, rowAt(listing, index)),
              toggle,
              all: chooseAll,
              extend: (index) => void extend(index),
            }}
            onSight={need}
            onKey={keys}
          >
            {(index) => (
              <ListLine
                row={rowAt(listing, index)}
                below={searching || deleted ? '' : folder}
                sort={sort}
                query={query}
              />
            )}
          </Rows>
        )
      )}
      {menu && (
        <MenuAt
          label={words.list.rowMenu}
          items={rowItems(path, any ? countChosen(chosen, total) : 1, { readOnly, deleted })}
          at={menu}
          onClose={() => setMenu(undefined)}
        />
      )}
    </section>
  );
}

/** How many there are, and how many more that cannot be read. */
function counted({ total, query, nearly, unread }: Listing): string {
  const text = words.vault;
  const more = unread > 0 ? text.andUnread(unread) : '';
  if (total === undefined) return more;
  return (query.trim() === '' ? text.count(total) : text[nearly ? 'similar' : 'results'](total)) + more;
}

function isLetter({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return key.length === 1 && key !== ' ' && key !== '/' && !ctrlKey && !metaKey && !altKey;
}

/** `offers`: what to do about it stands here, and not beside it among the first steps. */
function Nothing({ searching, offers }: { searching: boolean; offers: boolean }) {
  const { query, deleted, folder, facet, unread } = useListing.getState();
  const text = words.vault;
  // What cannot be read is not nothing: it may lie just here.
  if (unread > 0)
    return (
      <Empty
        icon={<FileWarning aria-hidden />}
        title={text.unreadTitle}
        text={text.unread(unread, searching)}
      >
        <Button kind="primary" onPress={openRepair}>
          {words.repair.banner}
        </Button>
      </Empty>
    );
  if (searching)
    return <Empty icon={<SearchX aria-hidden />} title={text.noHitsTitle} text={text.noHits(query)} />;
  if (deleted)
    return <Empty icon={<Trash2 aria-hidden />} title={text.emptyDeletedTitle} text={text.emptyDeleted} />;
  if (facet !== undefined) return <Empty {...noneOf(facet)} />;
  if (folder !== '')
    return <Empty icon={<FolderOpen aria-hidden />} title={text.emptyFolderTitle} text={text.emptyFolder} />;
  return (
    <Empty icon={<Inbox aria-hidden />} title={text.emptyTitle} text={text.emptyText}>
      {offers && (
        <>
          <Button kind="primary" onPress={() => void actions.addSecret()}>
            <Plus aria-hidden />
            {words.actions.add}
          </Button>
          <Button onPress={() => openDialog('import')}>
            <Import aria-hidden />
            {text.emptyImport}
          </Button>
        </>
      )}
    </Empty>
  );
}
