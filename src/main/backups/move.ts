import fs from 'node:fs';
import path from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import type { ObjectId, Sealed } from '../../shared/brand.ts';
import { fail, failureOf } from '../../shared/failure.ts';
import { isSamePlace, type Place, printPlace } from '../../shared/place.ts';
import { parseManifest } from '../backend/format/manifest.ts';
import { absolutePlace, isFileAt, isServiceAt, pathAt } from '../backend/location.ts';
import { newestManifest } from '../backend/newest.ts';
import { beside, openAt, openThere } from '../backend/places.ts';
import { journalOf, lies } from '../store/beside.ts';
import { syncFolder } from '../store/file.ts';
import { movedName, movedNames } from '../store/names.ts';
import { readInBatches } from '../store/read-batches.ts';
import { sqliteFailure } from '../store/sqlite-failure.ts';
import { type ObjectStore, type StoredManifest, sameTip, tipOf } from '../store/store.ts';
import { openIfThere } from './follow.ts';
import { compare, copyInto, type LockedOptions } from './locked.ts';
import type { MachineNotes } from './notes.ts';

/** A vault that lies at another place now. */
export interface Moved {
  readonly place: Place;
  readonly revision: number;
  /** Where what was moved lies now: aside, under a name that says so; on a service where it lay. */
  readonly kept: Place;
}

export interface MoveOptions extends Omit<LockedOptions, 'makeFolder'> {
  readonly notes: MachineNotes;
  /**
   * Called once the copy is whole and proven, before the old vault is put aside: it must not be
   * open from then on.
   */
  readonly switched?: () => Promise<void>;
}

/**
 * Moves a vault to a place of any kind: copies it, compares the copy byte for byte, and only then
 * puts the old one aside. Interrupted at any step the old one is whole where it was, or both are;
 * repeated, it goes on where it was. `exists` where something else lies at the new place.
 */
export async function moveVault(from: Place, to: Place, options: MoveOptions): Promise<Moved> {
  const [here, there] = [absolutePlace(from), absolutePlace(to)];
  if (isSamePlace(here, there)) fail({ code: 'exists', what: 'vault', name: printPlace(there) });
  try {
    const aside = await asideOf(here, there);
    if (aside !== undefined) return await finish(aside, there, options);
    await refuseUnsent(here);
    await copyThere(here, there, options);
    if (options.signal?.aborted) fail({ code: 'cancelled' });
    await options.switched?.();
    const kept = putAside(here, options.now());
    // What another program wrote to it until then goes along.
    await bringUp(kept, there, options, 'trust');
    return { place: there, kept, revision: (await tipAt(there)).revision };
  } catch (error) {
    throw failureOf(error) === undefined ? sqliteFailure(error) : error;
  }
}

/**
 * Where a move put this vault aside, which broke off then; `undefined`: something lies there still,
 * or what lies at the new place is another vault.
 */
async function asideOf(from: Place, to: Place): Promise<Place | undefined> {
  if (isServiceAt(from) || lies(pathAt(from))) return undefined;
  const id = await openIfThere(to).then((store) => store && idOf(store));
  if (id === undefined) return undefined;
  for (const location of movedNames(pathAt(from), isFileAt(from))) {
    const aside = { ...from, location };
    if ((await idOf(await openThere(aside, { readOnly: true }))) === id) return aside;
  }
  return undefined;
}

async function idOf(store: ObjectStore): Promise<string> {
  try {
    return parseManifest((await newestManifest(store)).bytes).header.vault;
  } finally {
    await store.close();
  }
}

/** What the old one had until it was put aside goes along, unless it has already. */
async function finish(kept: Place, place: Place, options: MoveOptions): Promise<Moved> {
  const isCarried = options.notes.made(tipOf(await tipAt(kept)).mark) !== undefined;
  if (!isCarried) await bringUp(kept, place, options, 'compare');
  await options.switched?.();
  return { place, kept, revision: (await tipAt(place)).revision };
}

// What was written while a service was away lies on this machine alone, until it is sent.
async function refuseUnsent(from: Place): Promise<void> {
  if (!isServiceAt(from)) return;
  const store = await openAt(from);
  try {
    await store.latestManifest();
    if ((store.link?.().unsent ?? 0) > 0) fail({ code: 'busy' });
  } finally {
    await store.close();
  }
}

async function copyThere(from: Place, to: Place, options: MoveOptions): Promise<void> {
  const begun = await openIfThere(to);
  await begun?.close();
  if (begun !== undefined) return bringUp(from, to, options, 'compare');
  const made = await beside(to);
  try {
    await copyInto(from, made, options);
    // Noted first: where this breaks off, what lies there is known to be ours.
    await note(options, await tipOfMade(made), to);
    await made.publish();
  } finally {
    await made.discard();
  }
}

/**
 * Brings a copy that a move made up to the vault; refuses anything else that lies there. `trust`:
 * one that was compared a moment ago.
 */
async function bringUp(
  from: Place,
  to: Place,
  options: MoveOptions,
  same: 'compare' | 'trust',
): Promise<void> {
  const source = await openThere(from, { readOnly: true });
  const copy = await openThere(to).catch(async (error) => {
    await source.close();
    throw error;
  });
  try {
    const [newest, tip] = [await newestManifest(source), await newestManifest(copy)];
    if (sameTip(tipOf(newest), tipOf(tip))) {
      if (same === 'trust') return;
    } else {
      const { vault } = parseManifest(newest.bytes).header;
      const isOurs = options.notes.made(tipOf(tip).mark)?.vault === vault;
      if (!isOurs || tip.revision >= newest.revision)
        fail({ code: 'exists', what: 'vault', name: printPlace(to) });
      await carry(source, copy, newest, options);
      await note(options, newest, to);
    }
    const whole = await compare(source, await openThere(to, { readOnly: true }), newest, options);
    if (whole === undefined) fail({ code: 'backup-refused', reason: 'not-proven', place: printPlace(to) });
  } finally {
    await source.close();
    await copy.close();
  }
}

async function carry(
  source: ObjectStore,
  copy: ObjectStore,
  { revision, bytes: manifest }: StoredManifest,
  { signal }: MoveOptions,
): Promise<void> {
  const [here, there] = [new Set(await source.list()), new Set(await copy.list())];
  const fresh = [...here].filter((id) => !there.has(id));
  const batches = (async function* (): AsyncGenerator<[ObjectId, Sealed][]> {
    for await (const { ids, bytes } of readInBatches(source, fresh)) {
      if (signal?.aborted) fail({ code: 'cancelled' });
      yield ids.map((id, i) => [id, bytes[i] as Sealed]);
      await breathe();
    }
  })();
  const finish = () => ({ manifest, drop: [...there].filter((id) => !here.has(id)) });
  if ((await copy.commitStream?.({ revision, batches, finish })) !== 'done') fail({ code: 'busy' });
}

// On a service nothing is renamed: the old vault stays where it is.
function putAside(place: Place, now: number): Place {
  if (isServiceAt(place)) return place;
  const at = pathAt(place);
  // Somebody writes to it just now.
  if (isFileAt(place) && lies(journalOf(at))) fail({ code: 'busy' });
  const kept = movedName(at, now, isFileAt(place));
  fs.renameSync(at, kept);
  syncFolder(path.dirname(at));
  return { ...place, location: kept };
}

async function tipAt(place: Place): Promise<StoredManifest> {
  const store = await openThere(place, { readOnly: true });
  try {
    return await newestManifest(store);
  } finally {
    await store.close();
  }
}

async function tipOfMade({ opener, place }: Awaited<ReturnType<typeof beside>>): Promise<StoredManifest> {
  const store = await opener.open(place.location, { readOnly: true });
  try {
    return await newestManifest(store);
  } finally {
    await store.close();
  }
}

async function note({ notes, now }: MoveOptions, manifest: StoredManifest, to: Place): Promise<void> {
  const { vault } = parseManifest(manifest.bytes).header;
  const proof = {
    vault,
    revision: manifest.revision,
    at: now(),
    file: printPlace(to),
    structure: true,
  } as const;
  await notes.noteProof(tipOf(manifest).mark, proof);
}
