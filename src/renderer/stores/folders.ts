import type { FacetCounts, Folder } from '../../shared/contract.ts';
import { api } from '../api.ts';
import { untilLock, vaultStore } from './reset.ts';
import type { Listed, Viewed } from './viewed.ts';

interface Folders {
  /** The folders directly under each one that has been looked into; '' is the vault. */
  readonly under: ReadonlyMap<string, readonly Folder[]>;
  readonly expanded: ReadonlySet<string>;
  /** How many secrets there are, and how many deleted ones; `undefined` until known. */
  readonly all: number | undefined;
  readonly deleted: number | undefined;
  /** What secrets of any folder have in common; `undefined` until known. */
  readonly facets: FacetCounts | undefined;
  /** Secrets of a damaged vault that are in no folder and no count, for they cannot be read. */
  readonly unread: number;
}

/** The tree of folders, as far as it has been opened. */
export const useFolders = vaultStore<Folders>({
  under: new Map(),
  expanded: new Set(),
  all: undefined,
  deleted: undefined,
  facets: undefined,
  unread: 0,
});

/**
 * Every folder that is open, to be fetched anew, and the counts. What cannot be fetched stays as it
 * was.
 */
export function viewed(): Viewed<'parents'> {
  const parents = ['', ...useFolders.getState().expanded];
  return { wanted: parents, take: (reply) => reply.ok && take(parents, reply.value) };
}

function take(parents: readonly string[], { folders, all, deleted, facets, unread }: Listed): void {
  const under = new Map(parents.map((parent, i) => [parent, folders[i] ?? []]));
  useFolders.setState({ under, all, deleted, facets, unread });
}

/** Opens and closes folders of the tree. */
export async function expand(wanted: ReadonlySet<string>): Promise<void> {
  const open = untilLock();
  useFolders.setState({ expanded: wanted });
  const missing = [...wanted].filter((path) => !useFolders.getState().under.has(path));
  const lists = await Promise.all(missing.map(foldersUnder));
  if (!open()) return;
  const under = new Map(useFolders.getState().under);
  // A folder that could not be looked into is not an empty one: it is not there, and asked for
  // again when it is next opened.
  for (const [i, path] of missing.entries()) {
    const list = lists[i];
    if (list !== undefined) under.set(path, list);
  }
  useFolders.setState({ under });
}

/** Every folder, each before those in it; none where they cannot be fetched. */
export async function allFolders(): Promise<readonly string[]> {
  const open = untilLock();
  const reply = await api.secrets.folderPaths();
  return reply.ok && open() ? reply.value : [];
}

async function foldersUnder(parent: string): Promise<readonly Folder[] | undefined> {
  const reply = await api.secrets.folders({ parent });
  return reply.ok ? reply.value : undefined;
}
