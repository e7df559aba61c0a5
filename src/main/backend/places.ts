import fs from 'node:fs';
import path from 'node:path';
import { HoldfastError } from '../../shared/failure.ts';
import { parsePlace, printPlace } from '../../shared/place.ts';
import { moveInto, removeFile, syncFolder } from '../store/file.ts';
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
  publish(): void;
  /** Removes what was not published. */
  discard(): void;
}

/** Begins a store that is to lie at a place once it is whole. */
export async function beside(place: string): Promise<Unfinished> {
  const config = configAt(place);
  const { kind } = parsePlace(place);
  const [opener, target] = [await openerOf(config), path.resolve(config.location)];
  const location = besideOf(path.dirname(target));
  const made = { place: printPlace({ kind, location }), opener, location };
  if (kind === 'sqlite') {
    return { ...made, publish: () => moveInto(location, target, false), discard: () => removeFile(location) };
  }
  return {
    ...made,
    publish: () => moveFolder(location, target),
    discard: () => fs.rmSync(location, { recursive: true, force: true }),
  };
}

/** Gives a finished folder a name where nothing, or an empty folder, lies. Durable when it returns. */
export function moveFolder(from: string, to: string): void {
  try {
    // Windows does not put a folder in the place of an empty one.
    if (process.platform === 'win32' && fs.existsSync(to)) fs.rmdirSync(to);
    fs.renameSync(from, to);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(code)) throw error;
    throw new HoldfastError({ code: 'exists', what: 'vault', name: to });
  }
  syncFolder(path.dirname(to));
}
