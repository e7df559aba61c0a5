import { setImmediate as breathe } from 'node:timers/promises';
import type { ObjectId } from '../../shared/brand.ts';
import type { ObjectStore } from '../store/store.ts';
import { type Dot, dotOn } from './format/dot.ts';
import type { Ref } from './format/entry.ts';
import { newObjectId } from './format/keyring.ts';
import { type Author, dropDot } from './format/lines.ts';
import type { Page } from './format/page.ts';
import { pagesFrom, referencesOf } from './format/references.ts';
import { candidatesOf } from './format/shapes.ts';
import { makeSnapshot, type PageSlot, refOf, refPair, type Snapshot } from './format/snapshot.ts';
import type { Prepared } from './write/vault-draft.ts';

/** What nothing refers to is left alone this long, for readers that began before. */
export const grace = 60 * 60 * 1000;
/** Fewer left-over objects than this are not worth a look at the whole index. */
const worthwhile = 256;

/** True when enough was left over, and the last look is long enough ago, to look again. */
export function sweepDue({ head }: Snapshot, now: number): boolean {
  return head.garbage.count >= worthwhile && now - head.garbage.swept >= grace;
}

/** The lines of other devices, on a vault that has some. */
export interface OtherLines {
  readonly author: Author;
  /** Their newest heads, if each of them has seen these writes. */
  headsThatSaw(writes: readonly Dot[]): Promise<readonly Snapshot[] | undefined>;
}

export interface Sweep {
  /** The next revision: today's left-overs written down as candidates for the next sweep. */
  readonly prepared: Prepared;
  /** Candidates of the last sweep that still nothing refers to. */
  readonly remove: readonly ObjectId[];
}

/**
 * Collection in two sweeps: what nothing refers to is written down as a candidate; the next sweep,
 * an hour later or more, removes the candidates that still nothing refers to. So nothing goes
 * sooner than an hour after it was last part of the vault. `undefined` when the last sweep is not
 * an hour ago.
 */
export async function sweep(
  store: ObjectStore,
  snapshot: Snapshot,
  now: number,
  read: (slot: PageSlot) => Promise<Page>,
  others?: OtherLines,
): Promise<Sweep | undefined> {
  const { garbage } = snapshot.head;
  if (garbage.candidates !== null && now - garbage.swept < grace) return undefined;
  const heads = await headsFor(garbage, others);
  if (heads === undefined) return undefined;
  const known = await referenced(snapshot, read);
  for (const head of heads) for (const id of await referenced(head, pagesFrom(store, head))) known.add(id);
  const unknown = (await store.list()).filter((id) => !known.has(id));
  const old = garbage.candidates === null ? undefined : refOf(garbage.candidates);
  const candidates = new Set(old === undefined ? [] : await readCandidates(store, snapshot, old));
  if (old !== undefined) candidates.add(old.id);
  const remove = unknown.filter((id) => candidates.has(id));
  const isSeen = others !== undefined && (await isDropSeen(garbage, others));
  const left = unknown.filter((id) => !candidates.has(id));
  return { prepared: writeCandidates(snapshot, left, now, { author: others?.author, isSeen }), remove };
}

// Whoever wrote apart without knowing of the candidates may need one of them.
async function headsFor(
  { candidates, stamp }: Snapshot['head']['garbage'],
  others: OtherLines | undefined,
): Promise<readonly Snapshot[] | undefined> {
  if (others === undefined) return [];
  const noted = candidates === null || stamp === undefined ? [] : [dotOn(others.author.device.id, stamp)];
  return others.headsThatSaw(noted);
}

async function isDropSeen({ dropped }: Snapshot['head']['garbage'], others: OtherLines): Promise<boolean> {
  return dropped !== undefined && (await others.headsThatSaw([dropDot(dropped)])) !== undefined;
}

/**
 * Every object that a revision needs: all that it refers to but its own note of what to collect.
 */
export async function referenced(
  snapshot: Snapshot,
  read: (slot: PageSlot) => Promise<Page>,
): Promise<Set<ObjectId>> {
  const known = new Set<ObjectId>();
  for await (const items of referencesOf(snapshot, read)) {
    for (const { kind, ref } of items) if (kind !== 'garbage') known.add(ref.id);
    await breathe();
  }
  return known;
}

async function readCandidates(store: ObjectStore, snapshot: Snapshot, ref: Ref): Promise<ObjectId[]> {
  const [bytes] = await store.readObjects([ref.id]);
  return candidatesOf<ObjectId>(snapshot.keys.open('garbage', ref, bytes ?? new Uint8Array()), ref.id);
}

function writeCandidates(
  base: Snapshot,
  objects: readonly ObjectId[],
  now: number,
  { author, isSeen }: { readonly author: Author | undefined; readonly isSeen: boolean },
): Prepared {
  const { keys, header, head, pages, revision } = base;
  const ref: Ref = { id: newObjectId(), term: keys.current };
  const sealed = keys.seal('garbage', ref, JSON.stringify({ objects }));
  keys.use(1, now);
  const { dropped } = head.garbage;
  const garbage = {
    ...{ count: objects.length, swept: now, candidates: refPair(ref) },
    ...(author && { stamp: author.stamp }),
    ...(dropped && !isSeen && { dropped }),
  };
  const snapshot = makeSnapshot(revision + 1, header, keys, pages, {
    ...head,
    garbage,
    updated: now,
  });
  return { snapshot, objects: [[ref.id, sealed]], drop: [], pages: new Map(), author };
}
