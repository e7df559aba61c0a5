import type { Dialect } from './dialect.ts';
import type { Row } from './rows.ts';

/** The way to each row's group: a group names the one that it lies in, or its whole way. */
function groupsOf(
  rows: readonly Row[],
  header: readonly string[],
): (cells: readonly string[]) => readonly string[] | undefined {
  const at = (name: string) => header.findIndex((column) => column.toLowerCase() === name);
  const [id, name, parent, type] = [at('!group_id'), at('!group_name'), at('!group_parent'), at('!type')];
  if (parent === -1) return () => undefined;
  const groups = new Map(
    rows
      .filter(({ cells }) => cells[type] === 'group')
      .map(({ cells }) => [cells[id], { name: cells[name] ?? '', parent: cells[parent] }]),
  );
  const wayOf = (wanted: string | undefined, deep = 0): readonly string[] => {
    const group = groups.get(wanted);
    return group === undefined || deep > 100 ? [] : [...wayOf(group.parent, deep + 1), group.name];
  };
  return (cells) => (groups.has(cells[id]) ? wayOf(cells[id]) : undefined);
}

/** Groups are rows of their own, before the entries in them. */
export const buttercup = {
  needs: ['!group_id', '!group_name', 'title'],
  columns: {
    '!group_name': 'folder',
    '!group_id': 'skip',
    '!group_parent': 'skip',
    '!type': 'skip',
    id: 'skip',
  },
  foldersOf: groupsOf,
  finish: (draft, { folders }) => {
    if (folders[0] === 'Trash') draft.about.deleted = true;
  },
  entriesOf: (_, header) => {
    const at = header.findIndex((name) => name.toLowerCase() === '!type');
    return (cells) => at === -1 || !['--', 'group'].includes(cells[at] ?? '');
  },
} as const satisfies Dialect;
