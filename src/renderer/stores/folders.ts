import type { Folder } from '../../shared/contract.ts';
import { api } from '../api.ts';
import { untilLock, vaultStore } from './reset.ts';

interface Folders {
  /** The folders directly under each one that has been looked into; '' is the vault. */
  readonly under: ReadonlyMap<string, readonly Folder[]>;
  readonly expanded: ReadonlySet<string>;
  /** How many secrets there are, and how many deleted ones; `undefined` until known. */
  readonly all: number | undefined;
  readonly deleted: number | undefined;
  /** Secrets of a damaged vault that are in no folder and no count, for they cannot be read. */
  readonly unread: number;
}

/** The tree of folders, as far as it has been opened. */
export const useFolders = vaultStore<Folders>({
  under: new Map(),
  expanded: new Set(),
  all: undefined,
  deleted: undefined,
  unread: 0,
});

/** Fetches every folder that is open anew, and the counts. What cannot be fetched stays as it was. */
export async function loadFolders(): Promise<void> {
  const open = untilLock();
  const parents = ['', ...useFolders.getState().expanded];
  const [all, deleted, ...lists] = await Promise.all([
    countOf(false),
    countOf(true),
    ...parents.map((parent) => foldersUnder(parent)),
  ]);
  if (!open()) return;
  const under = filled(
    new Map(),
    parents,
    (parent, i) => lists[i] ?? useFolders.getState().under.get(parent),
  );
  useFolders.setState({ under, all: all?.total, deleted: deleted?.total, unread: all?.unread ?? 0 });
}

/** Opens and closes folders of the tree. */
export async function expand(wanted: ReadonlySet<string>): Promise<void> {
  const open = untilLock();
  useFolders.setState({ expanded: wanted });
  const missing = [...wanted].filter((path) => !useFolders.getState().under.has(path));
  const lists = await Promise.all(missing.map(foldersUnder));
  if (!open()) return;
  const under = filled(new Map(useFolders.getState().under), missing, (_, i) => lists[i]);
  useFolders.setState({ under });
}

type Under = Map<string, readonly Folder[]>;

// A folder that could not be looked into is not an empty one: it is not there, and asked for again when it is next opened.
function filled(
  under: Under,
  paths: readonly string[],
  listOf: (path: string, i: number) => readonly Folder[] | undefined,
): Under {
  for (const [i, path] of paths.entries()) {
    const list = listOf(path, i);
    if (list !== undefined) under.set(path, list);
  }
  return under;
}

/** Up to eight folders that a path being typed may go on into. */
export async function suggest(typed: string): Promise<string[]> {
  const cut = typed.lastIndexOf('/');
  const begun = typed.slice(cut + 1).toLowerCase();
  const folders = await foldersUnder(cut < 0 ? '' : typed.slice(0, cut));
  const fit = (folders ?? []).filter((folder) => folder.name.toLowerCase().startsWith(begun));
  return fit.slice(0, 8).map((folder) => `${folder.path}/`);
}

async function foldersUnder(parent: string): Promise<readonly Folder[] | undefined> {
  const reply = await api.secrets.folders({ parent });
  return reply.ok ? reply.value : undefined;
}

async function countOf(
  deleted: boolean,
): Promise<{ total: number; unread?: number | undefined } | undefined> {
  const reply = await api.secrets.browse({ folder: '', query: '', deleted, offset: 0, limit: 1 });
  return reply.ok ? reply.value : undefined;
}
