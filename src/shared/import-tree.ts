import type {
  DuplicateChoices,
  EntryChoice,
  EntryStanding,
  PlannedEntry,
  PreviewRow,
} from './import-plan.ts';
import { comparePaths, folderOf, titleOf } from './path.ts';

/** Which rows of the tree are wanted. */
export interface Looked {
  /** Folders whose entries are not shown. */
  readonly closed?: ReadonlySet<string>;
  /** Only entries of this standing, or only those of which something is lost or changed. */
  readonly show?: EntryStanding | 'told' | undefined;
}

/** The entries in the order of the tree. */
export function inTreeOrder(entries: readonly PlannedEntry[]): PlannedEntry[] {
  return [...entries].sort((a, b) => comparePaths(a.path, b.path) || a.n - b.n);
}

/** Folders and entries, each row below its folder; the entries must be in the tree's order. */
export function rowsOf(entries: readonly PlannedEntry[], { closed, show }: Looked = {}): PreviewRow[] {
  const rows: PreviewRow[] = [];
  let open: Open[] = [];
  let last = '';
  for (const entry of entries) {
    if (show !== undefined && !isShown(entry, show)) continue;
    const { path } = entry;
    const folder = folderOf(path);
    // Most lie beside the one before.
    if (folder !== last) open = openTo(folder === '' ? [] : folder.split('/'), open, closed, rows);
    last = folder;
    for (const { folder } of open) folder.entries += 1;
    if (open.at(-1)?.isHidden !== true) rows.push({ path, title: titleOf(path), depth: open.length, entry });
  }
  return rows;
}

/** The folders down to those names: what is open already, and a row for each of the others. */
function openTo(
  names: readonly string[],
  open: readonly Open[],
  closed: ReadonlySet<string> | undefined,
  rows: PreviewRow[],
): Open[] {
  const other = open.findIndex(({ name }, i) => name !== names[i]);
  const all = open.slice(0, other === -1 ? names.length : other);
  while (all.length < names.length) all.push(folderBelow(all, names, closed, rows));
  return all;
}

/** A folder that the entry at hand lies in. */
interface Open {
  readonly name: string;
  readonly folder: { entries: number; readonly closed: boolean };
  /** Nothing below it is shown. */
  readonly isHidden: boolean;
}

function folderBelow(
  open: readonly Open[],
  names: readonly string[],
  closed: ReadonlySet<string> | undefined,
  rows: PreviewRow[],
): Open {
  const depth = open.length;
  const name = names[depth] ?? '';
  const path = names.slice(0, depth + 1).join('/');
  const isBelowHidden = open.at(-1)?.isHidden === true;
  const folder = { entries: 0, closed: closed?.has(path) === true };
  if (!isBelowHidden) rows.push({ path, title: name, depth, folder });
  return { name, folder, isHidden: isBelowHidden || folder.closed };
}

function isShown(entry: PlannedEntry, show: EntryStanding | 'told'): boolean {
  return show === 'told' ? entry.notes !== undefined : entry.standing === show;
}

/** The entry with what is wanted for it; its own choice is the one that nobody made. */
export function chosenFor(
  entry: PlannedEntry,
  { same, changed = 'newer' }: DuplicateChoices,
  each?: ReadonlyMap<number, EntryChoice>,
): EntryChoice {
  const own = each?.get(entry.n);
  if (own !== undefined) return own;
  if (entry.standing === 'same') return same ?? entry.choice;
  return entry.standing === 'changed' && changed !== 'newer' ? changed : entry.choice;
}

/** How many there are of each standing, of how many something is told, and how many come. */
export function countsOf(entries: readonly PlannedEntry[], choices: DuplicateChoices) {
  const each = new Map(choices.each);
  const counts = { new: 0, changed: 0, same: 0, told: 0, comes: 0 };
  for (const entry of entries) {
    counts[entry.standing] += 1;
    if (entry.notes !== undefined) counts.told += 1;
    if (chosenFor(entry, choices, each) !== 'skip') counts.comes += 1;
  }
  return counts;
}
