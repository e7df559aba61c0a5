import { ChevronDown, ChevronRight, Folder } from 'lucide-react';
import { type CSSProperties, type KeyboardEvent, useState } from 'react';
import type { EntryChoice, PlannedEntry, PreviewRow } from '../../../shared/import-plan.ts';
import { templateOf } from '../../../shared/templates.ts';
import { cx } from '../../components/cx.ts';
import { MenuAt, type Spot } from '../../components/menu-at.tsx';
import { Rows } from '../../components/rows.tsx';
import { TemplateIcon } from '../../components/template-icon.tsx';
import {
  atCursor,
  chooseFor,
  moveCursor,
  need,
  toFolder,
  toggle,
  useImportTree,
} from '../../stores/import-tree.ts';
import { rowAt } from '../../stores/paged.ts';
import { labelsWithin } from '../../words/fields.ts';
import { words } from '../../words/words.ts';
import dialogs from '../dialogs.module.css';
import styles from './preview.module.css';

const text = words.import;

/** Folders and entries of a file, each with how it stands to what is there. */
export function Tree() {
  const tree = useImportTree();
  const [menu, setMenu] = useState<Spot>();
  const { total = 0, cursor, listing } = tree;
  const row = rowAt(tree, cursor);
  const act = (index: number, at: Spot) => {
    const there = rowAt(useImportTree.getState(), index);
    if (there?.folder) void toggle(there.path);
    else if (there?.entry) setMenu(at);
  };
  return (
    <>
      <div className={styles.tree}>
        <Rows
          {...{ id: 'import-tree', label: text.tree, total, cursor, listing }}
          onMove={moveCursor}
          onEnter={(index) => act(index, belowRow())}
          onPress={moveCursor}
          onMenu={(index, at) => {
            moveCursor(index);
            if (rowAt(useImportTree.getState(), index)?.entry) setMenu(at);
          }}
          onSight={need}
          onKey={keys}
        >
          {(index) => <Line row={rowAt(tree, index)} onAct={(at) => act(index, at)} />}
        </Rows>
      </div>
      <p className={cx(dialogs.small, styles.told)} aria-live="polite">
        {row?.entry ? <Told entry={row.entry} /> : text.treeKeys}
      </p>
      {menu && row?.entry && (
        <MenuAt
          label={text.choiceOf(row.title)}
          items={choicesOf(row.entry).map((choice) => ({
            id: choice,
            label: nameOf(choice, row.entry?.standing),
            run: () => void (row.entry && chooseFor(row.entry.n, choice)),
          }))}
          at={menu}
          onClose={() => setMenu(undefined)}
        />
      )}
    </>
  );
}

function Line({ row, onAct }: { row: PreviewRow | undefined; onAct: (at: Spot) => void }) {
  if (!row) return null;
  const indent = { '--depth': row.depth } as CSSProperties;
  if (row.folder) {
    const Chevron = row.folder.closed ? ChevronRight : ChevronDown;
    return (
      <div className={styles.line} style={indent}>
        {/* No button: what a row of a list holds cannot have the focus. Keys of the list do the same. */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: as above. */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above. */}
        <span className={styles.chevron} onClick={() => onAct({ x: 0, y: 0 })}>
          <Chevron role="img" aria-label={row.folder.closed ? text.open(row.title) : text.close(row.title)} />
        </span>
        <Folder aria-hidden />
        <span className={styles.title}>{row.title}</span>
        <span className={styles.faint}>{text.entries(row.folder.entries)}</span>
      </div>
    );
  }
  const { entry } = row;
  return entry ? <EntryLine {...{ entry, title: row.title, indent, onAct }} /> : null;
}

interface EntryProps {
  entry: PlannedEntry;
  title: string;
  indent: CSSProperties;
  onAct: (at: Spot) => void;
}

function EntryLine({ entry, title, indent, onAct }: EntryProps) {
  const { choice, standing, notes = [] } = entry;
  const told =
    standing === 'new' && choice !== 'skip'
      ? text.brings(entry, labelsWithin)
      : text.stands(entry, labelsWithin);
  return (
    <div className={cx(styles.line, choice === 'skip' && styles.out)} style={indent}>
      <TemplateIcon template={templateOf(entry.fields.map(({ name }) => name))} />
      <span className={styles.names}>
        <span className={styles.title}>{title}</span>
        <span className={styles.faint}>
          {told}
          {notes.length > 0 && ` · ${text.noteOf(notes[0] ?? { place: '', reason: 'unfit' })}`}
        </span>
      </span>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: as for a folder. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: as for a folder. */}
      <span
        className={styles.choice}
        data-standing={standing}
        onClick={({ currentTarget }) => {
          const { left, bottom } = currentTarget.getBoundingClientRect();
          onAct({ x: left, y: bottom });
        }}
      >
        {nameOf(choice, standing)}
        <ChevronDown aria-hidden />
      </span>
    </div>
  );
}

/** All that is told of the entry at the cursor. */
function Told({ entry }: { entry: PlannedEntry }) {
  const { notes = [] } = entry;
  return (
    <>
      <strong>{entry.path}</strong>: {text.stands(entry, labelsWithin)}
      {`. ${text.brings(entry, labelsWithin)}`}
      {notes.map((note, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two notes can be alike, and none moves.
        <span key={i}>. {text.noteOf(note)}</span>
      ))}
    </>
  );
}

function keys(event: KeyboardEvent): void {
  const row = atCursor();
  if (row === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  const { folder, entry } = row;
  const turns = event.key === (folder?.closed ? 'ArrowRight' : 'ArrowLeft') || event.key === ' ';
  if (folder && turns) void toggle(row.path);
  else if (event.key === 'ArrowLeft') toFolder();
  else if (folder && event.key === 'ArrowRight') moveCursor(useImportTree.getState().cursor + 1);
  else if (entry && event.key === ' ')
    void chooseFor(entry.n, entry.choice === 'skip' ? backIn(entry) : 'skip');
  else return;
  event.preventDefault();
}

// The one that a person is least surprised by.
function backIn({ standing }: PlannedEntry): EntryChoice {
  return standing === 'changed' ? 'version' : 'both';
}

function choicesOf({ standing }: PlannedEntry): EntryChoice[] {
  return standing === 'changed' ? ['version', 'both', 'skip'] : ['both', 'skip'];
}

function nameOf(choice: EntryChoice, standing: PlannedEntry['standing'] | undefined): string {
  return standing === 'new' && choice === 'both' ? text.create : text.choice[choice];
}

/** Where the menu of the row at the cursor opens: below what it changes. */
function belowRow(): Spot {
  const { left = 0, bottom = 0 } =
    document.querySelector('#import-tree [data-cursor] [data-standing]')?.getBoundingClientRect() ?? {};
  return { x: left, y: bottom };
}
