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
}

/** The tree of folders, as far as it has been opened. */
export const useFolders = vaultStore<Folders>({
  under: new Map(),
  expanded: new Set(),
  all: undefined,
  deleted: undefined,
});

/** Fetches every folder that is open anew, and both counts. */
export async function loadFolders(): Promise<void> {
  const open = untilLock();
  const parents = ['', ...useFolders.getState().expanded];
  const [all, deleted, ...lists] = await Promise.all([
    countOf(false),
    countOf(true),
    ...parents.map((parent) => foldersUnder(parent)),
  ]);
  if (!open()) return;
  const under = new Map(parents.map((parent, i) => [parent, lists[i] ?? []]));
  useFolders.setState({ under, all, deleted });
}

/** Opens and closes folders of the tree. */
export async function expand(wanted: ReadonlySet<string>): Promise<void> {
  const open = untilLock();
  useFolders.setState({ expanded: wanted });
  const missing = [...wanted].filter((path) => !useFolders.getState().under.has(path));
  const lists = await Promise.all(missing.map(foldersUnder));
  if (!open()) return;
  const under = new Map(useFolders.getState().under);
  for (const [i, path] of missing.entries()) under.set(path, lists[i] ?? []);
  useFolders.setState({ under });
}

/** Up to eight folders that a path being typed may go on into. */
export async function suggest(typed: string): Promise<string[]> {
  const cut = typed.lastIndexOf('/');
  const begun = typed.slice(cut + 1).toLowerCase();
  const folders = await foldersUnder(cut < 0 ? '' : typed.slice(0, cut));
  const fit = folders.filter((folder) => folder.name.toLowerCase().startsWith(begun));
  return fit.slice(0, 8).map((folder) => `${folder.path}/`);
}

async function foldersUnder(parent: string): Promise<readonly Folder[]> {
  const reply = await api.secrets.folders({ parent });
  return reply.ok ? reply.value : [];
}

async function countOf(deleted: boolean): Promise<number | undefined> {
  const reply = await api.secrets.browse({ folder: '', query: '', deleted, offset: 0, limit: 1 });
  return reply.ok ? reply.value.total : undefined;
}
