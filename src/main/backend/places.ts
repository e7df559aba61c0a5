import fs from 'node:fs';
import path from 'node:path';
import { parsePlace, printPlace } from '../../shared/place.ts';
import { moveInto, removeFile } from '../store/file.ts';
import { besideOf } from '../store/names.ts';
import type { ObjectStore, StoreOpener } from '../store/store.ts';
import { openerOf } from './initialize.ts';
import { configAt } from './location.ts';

/** Opens the store at a place. */
export async function openAt(
  place: string,
  options?: Parameters<StoreOpener['open']>[1],
): Promise<ObjectStore> {
  const config = configAt(place);
  return (await openerOf(config)).open(config.location, options);
}

/** A store that is made beside a place, under a name that no vault has. */
export interface Unfinished {
  /** Where it is made. */
  readonly place: string;
  readonly opener: StoreOpener;
  readonly location: string;
  /** Gives it its place; `exists` where that is taken. */
  publish(): Promise<void>;
  /** Removes what was not published. */
  discard(): void;
}

/** Begins a store that is to lie at a place once it is whole. */
export async function beside(place: string): Promise<Unfinished> {
  const { kind, location: wanted } = parsePlace(place);
  const target = path.resolve(wanted);
  const location = besideOf(path.dirname(target));
  const made = { place: printPlace({ kind, location }), opener: await openerOf({ type: kind }), location };
  if (kind === 'sqlite') {
    const publish = async () => moveInto(location, target, false);
    return { ...made, publish, discard: () => removeFile(location) };
  }
  const { disk, nameFolder } = await import('../store/folder/disk.ts');
  return {
    ...made,
    publish: () => nameFolder(disk, location, target),
    discard: () => fs.rmSync(location, { recursive: true, force: true }),
  };
}
