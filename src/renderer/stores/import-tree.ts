import type {
  DuplicateChoices,
  EntryChoice,
  PreviewAsked,
  PreviewPage,
  PreviewRow,
} from '../../shared/import-plan.ts';
import { api } from '../api.ts';
import { noRows, paged, type Rows, rowAt } from './paged.ts';
import { vaultStore } from './reset.ts';

interface ImportTree extends Rows<PreviewRow> {
  readonly closed: readonly string[];
  readonly show: PreviewAsked['show'];
  /** `usual`: left out, but for what lies in two folders of the file. */
  readonly same: NonNullable<DuplicateChoices['same']> | 'usual';
  readonly changed: NonNullable<DuplicateChoices['changed']>;
  /** What is wanted for single entries, by their numbers. */
  readonly each: ReadonlyMap<number, EntryChoice>;
  readonly counts: PreviewPage['counts'];
}

const empty: ImportTree = {
  ...noRows,
  closed: [],
  show: undefined,
  same: 'usual',
  changed: 'newer',
  each: new Map(),
  counts: { new: 0, changed: 0, same: 0, told: 0, comes: 0 },
};

/** What an import would bring, as far as it has been looked at, and what is wanted of it. */
export const useImportTree = vaultStore<ImportTree>(empty);

const rows = paged(
  useImportTree,
  (page) => api.transfer.preview(asked(page)),
  ({ counts }: PreviewPage) => ({ counts }),
);

function asked(page: number): PreviewAsked {
  const { closed, show: shown } = useImportTree.getState();
  return { page, closed: [...closed], duplicates: wantedChoices(), ...(shown && { show: shown }) };
}

let seen: readonly [first: number, last: number] = [0, 0];

/** Sees to it that the rows from `first` to `last` arrive. */
export function need(first: number, last: number): void {
  seen = [first, last];
  rows.need(first, last);
}

/** Looks at the tree of a dry run that has just been made. */
export function lookAtTree(): Promise<void> {
  useImportTree.setState(empty);
  return rows.list();
}

/** What is wanted for entries that meet a secret: only what was chosen. */
export function wantedChoices(): DuplicateChoices {
  const { same, changed, each } = useImportTree.getState();
  return {
    changed,
    ...(same !== 'usual' && { same }),
    ...(each.size > 0 && { each: [...each] }),
  };
}

export function show(wanted: PreviewAsked['show']): Promise<void> {
  useImportTree.setState({ show: wanted });
  return rows.list();
}

export function chooseChanged(changed: ImportTree['changed']): Promise<void> {
  return choose({ changed });
}

export function chooseSame(same: ImportTree['same']): Promise<void> {
  return choose({ same });
}

/** What is wanted for one entry, whatever is wanted for the others like it. */
export function chooseFor(n: number, choice: EntryChoice): Promise<void> {
  return choose({ each: new Map(useImportTree.getState().each).set(n, choice) });
}

/** Closes an open folder, and opens a closed one. */
export function toggle(folder: string): Promise<void> {
  const { closed } = useImportTree.getState();
  const isClosed = closed.includes(folder);
  return choose({ closed: isClosed ? closed.filter((one) => one !== folder) : [...closed, folder] });
}

export function moveCursor(cursor: number): void {
  useImportTree.setState({ cursor });
}

/** From a row to the folder that it lies in, as far as the rows between are there. */
export function toFolder(): void {
  const state = useImportTree.getState();
  const { depth = 0 } = rowAt(state, state.cursor) ?? {};
  let at = state.cursor - 1;
  while ((rowAt(state, at)?.depth ?? 0) >= depth && at > 0 && depth > 0) at--;
  const above = rowAt(state, at);
  if (above !== undefined && above.depth < depth) moveCursor(at);
}

// What is shown stays where it is: its pages come anew.
async function choose(change: Partial<ImportTree>): Promise<void> {
  useImportTree.setState(change);
  const { cursor } = useImportTree.getState();
  const { page, take } = rows.renewal();
  const reply = await api.transfer.preview(asked(page));
  take(reply.ok ? { ok: true, value: { ...reply.value, page, found: cursor } } : reply);
  rows.need(...seen);
}

/** The row at the cursor. */
export function atCursor(): PreviewRow | undefined {
  const state = useImportTree.getState();
  return rowAt(state, state.cursor);
}
