import type { Item, Problem } from './entry.ts';

/** A folder in which nothing lies: a vault has none of its kind. */
export function emptyFolder(folders: readonly string[]): { kind: 'note'; problem: Problem } {
  const place = folders.join('/');
  return { kind: 'note', problem: { place, isFolder: true, reason: 'left-out', losses: ['empty-folder'] } };
}

/** The items, and behind them which of the folders that the file names no entry lies in. */
export function* withEmptyFolders(items: Iterable<Item>, ways: Iterable<readonly string[]>): Generator<Item> {
  const used = new Set<string>();
  const use = (folders: readonly string[]) => {
    for (let deep = folders.length; deep > 0; deep--) {
      const key = keyOf(folders.slice(0, deep));
      if (used.has(key)) return;
      used.add(key);
    }
  };
  for (const item of items) {
    if (item.kind === 'entry') {
      use(item.entry.folders);
      // What lies in several folders has the others as tags.
      for (const tag of item.entry.tags ?? []) use(tag.split('/'));
    }
    yield item;
  }
  for (const way of ways) if (way.length > 0 && !used.has(keyOf(way))) yield emptyFolder(way);
}

function keyOf(folders: readonly string[]): string {
  return folders.join('\0');
}
