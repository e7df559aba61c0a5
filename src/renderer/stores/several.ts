import type { Reply, State } from '../../shared/contract.ts';
import type { Chosen, SeveralDone } from '../../shared/contract-several.ts';
import type { Failure } from '../../shared/failure.ts';
import { isUnder, titleOf } from '../../shared/path.ts';
import { api } from '../api.ts';
import { words } from '../words/words.ts';
import { chooseNone } from './chosen.ts';
import { goTo, useListing } from './listing.ts';
import { untilLock } from './reset.ts';
import { complain, say, warn } from './status.ts';
import { type Follow, goAlong, sayDone } from './undo.ts';
import { refresh, writes } from './view.ts';

const text = words.list;

// What is done to several secrets at once: one commit each, taken back by one.

/** The same for what is done, and for taking it back. */
interface Ways {
  readonly there: Follow;
  readonly back: Follow;
}
const stays: Follow = (path) => path;
const leaves: Follow = () => undefined;

export function move(chosen: Chosen, folder: string): Promise<boolean> {
  const to = (path: string) => (folder === '' ? titleOf(path) : `${folder}/${titleOf(path)}`);
  const paths = 'paths' in chosen ? chosen.paths : undefined;
  const ways: Ways = paths
    ? {
        there: (path) => (paths.includes(path) ? to(path) : path),
        back: (path) => paths.find((before) => to(before) === path) ?? path,
      }
    : { there: leaves, back: leaves };
  return act(api.several.move({ chosen, folder }), (n) => text.moved(n, folder), ways);
}

/** Into another vault that is open, with all versions; `moves`: out of this one. */
export function toVault(chosen: Chosen, { place, name }: OpenVault, moves: boolean): Promise<boolean> {
  const told = (n: number) => (moves ? text.movedToVault(n, name) : text.copiedToVault(n, name));
  const there = moves ? leaves : stays;
  return act(api.several.toVault({ chosen, to: place, move: moves }), told, { there, back: stays });
}

export function tag(chosen: Chosen, add: string[], remove: string[]): Promise<boolean> {
  return act(api.several.tag({ chosen, add, remove }), text.tagged, { there: stays, back: stays });
}

export function favourite(chosen: Chosen, on: boolean): Promise<boolean> {
  const done = on ? text.favoured : text.unfavoured;
  return act(api.several.favourite({ chosen, on }), done, { there: stays, back: stays });
}

export function remove(chosen: Chosen): Promise<boolean> {
  return act(api.several.delete({ chosen }), text.deleted, { there: leaves, back: stays });
}

export function undelete(chosen: Chosen): Promise<boolean> {
  return act(api.several.undelete({ chosen }), text.undeleted, { there: leaves, back: leaves });
}

/** Gives a folder another name or place; a list that looked at it looks at it there. */
export async function moveFolder(from: string, to: string): Promise<boolean> {
  const ways: Ways = { there: along(from, to), back: along(to, from) };
  const done = () => text.folderMoved(titleOf(to));
  if (!(await act(api.several.moveFolder({ from, to }), done, ways))) return false;
  const { folder } = useListing.getState();
  if (folder === from || isUnder(folder, from))
    await goTo({ folder: to + folder.slice(from.length), deleted: false });
  return true;
}

function along(from: string, to: string): Follow {
  return (path) => (isUnder(path, from) ? to + path.slice(from.length) : path);
}

/** Deletes all that lies in a folder. */
export function removeFolder(folder: string, total: number): Promise<boolean> {
  return remove({ list: { folder, query: '', deleted: false }, except: [], total });
}

type Told = (secrets: number) => string;

/** A vault that is open beside this one. */
export type OpenVault = NonNullable<State['beside']>[number];

function act(call: Promise<Reply<SeveralDone>>, told: Told, { there, back }: Ways): Promise<boolean> {
  return writes(async () => {
    const unlocked = untilLock();
    const reply = await call;
    if (!unlocked()) return false;
    if (reply.ok) {
      chooseNone();
      const { secrets, undo } = reply.value;
      goAlong(there);
      if (secrets > 0) sayDone(told(secrets), { undo, back });
      else say(text.nothingToDo);
    } else refused(reply.failure);
    await refresh();
    return reply.ok;
  });
}

function refused(failure: Failure): void {
  if (failure.code === 'exists') warn(text.exists(failure.name));
  else if (failure.code === 'conflict') warn(text.changed);
  else complain(failure);
}
