import fs from 'node:fs';
import path from 'node:path';
import { fail, failureOf } from '../../shared/failure.ts';
import { fileAt, type Place, printPlace } from '../../shared/place.ts';
import type { SyncTool } from '../../shared/place-form.ts';
import { moveInto, removeFile } from '../store/file.ts';
import { besideOf } from '../store/names.ts';
import type { Ground, ObjectStore, StoreOpener, Verdict } from '../store/store.ts';
import { openerOf, openerThere } from './initialize.ts';
import { isFileAt, isServiceAt, pathAt } from './location.ts';

/** Opens the store at a place. */
export async function openAt(
  place: Place,
  options?: Parameters<StoreOpener['open']>[1],
): Promise<ObjectStore> {
  return (await openerOf(place)).open(place.location, options);
}

/**
 * The same at the place itself, also where this machine keeps a copy of it: for who must know what
 * lies there.
 */
export async function openThere(
  place: Place,
  options?: Parameters<StoreOpener['open']>[1],
): Promise<ObjectStore> {
  return (await openerThere(place)).open(place.location, options);
}

/** How a place would be used, and what lies there. */
export interface Trial {
  readonly ground: Ground;
  /** `reading`: this program may not write there. */
  readonly use: Verdict | { readonly way: 'reading' };
}

/** Refuses a place that is malformed, before anything is asked of it. */
export async function checkPlace(place: Place): Promise<void> {
  (await openerOf(place)).check?.(place.location);
}

/**
 * Tries a place of a service: what lies there, and whether several writers can share it. Fails as
 * the service does.
 */
export async function tryPlace(place: Place): Promise<Trial> {
  const { survey, probe } = await openerOf(place);
  if (survey === undefined || probe === undefined)
    return fail({ code: 'bad-input', what: 'place', reason: 'unknown-kind' });
  const ground = await survey(place.location);
  try {
    return { ground, use: await probe(place.location) };
  } catch (error) {
    const failure = failureOf(error);
    const isReading =
      failure?.code === 'read-only' || (failure?.code === 'store' && failure.reason === 'may-not-put');
    if (ground === 'vault' && isReading) return { ground, use: { way: 'reading' } };
    throw error;
  }
}

/**
 * `exists` where something lies at a place of this machine; a service tells when a vault is made
 * there.
 */
export function refuseTaken(place: Place): void {
  if (isServiceAt(place)) return;
  // An empty name is the folder that the program runs in.
  if (fs.lstatSync(path.resolve(pathAt(place)), { throwIfNoEntry: false }) !== undefined)
    fail({ code: 'exists', what: 'vault', name: printPlace(place) });
}

/** How backups are made and opened: each is one file, whatever kind of place its vault lies at. */
export function backupOpener(): Promise<StoreOpener> {
  return openerOf(fileAt(''));
}

/**
 * The sync tool that carries a vault to other computers, as far as it is known by what it leaves
 * beside it.
 */
export async function syncToolAt(place: Place): Promise<SyncTool | undefined> {
  if (isServiceAt(place)) return undefined;
  return (await import('../store/folder/sync-tool.ts')).syncToolAt(pathAt(place));
}

/** Files in the folder of a vault that are none of it, such as copies that a sync tool left there. */
export async function strangersAt(place: Place): Promise<string[]> {
  if (isServiceAt(place) || isFileAt(place)) return [];
  return (await import('../store/folder/strangers.ts')).strangersIn(pathAt(place));
}

/** A store that is made beside a place, under a name that no vault has. */
export interface Unfinished {
  /** Where it is made. */
  readonly place: Place;
  readonly opener: Pick<StoreOpener, 'create' | 'open'>;
  /** Gives it its place; `exists` where that is taken. */
  publish(): Promise<void>;
  /** Removes what was not published. */
  discard(): void | Promise<void>;
}

/** Begins a store that is to lie at a place once it is whole. */
export async function beside(wanted: Place): Promise<Unfinished> {
  if (isServiceAt(wanted)) return onService(wanted);
  const target = path.resolve(pathAt(wanted));
  const location = besideOf(path.dirname(target));
  const made = { place: { ...wanted, location }, opener: await openerOf(wanted) };
  if (isFileAt(wanted)) {
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

// On a service nothing is renamed: what no manifest refers to is seen by nobody.
async function onService(place: Place): Promise<Unfinished> {
  const opener = await openerOf(place);
  const staging =
    opener.stage?.(place.location) ?? fail({ code: 'bad-input', what: 'place', reason: 'unknown-kind' });
  return { place, ...staging };
}
