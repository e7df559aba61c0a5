import type { ObjectId } from '../../../shared/brand.ts';
import { fail } from '../../../shared/failure.ts';
import type { ObjectStore } from '../../store/store.ts';
import { type Attachment, type Chunk, chunksOfFile, isChunk } from './attachment.ts';
import type { Entry, Ref, VersionEntry } from './entry.ts';
import type { Chain, Head, ObjectRef } from './head-shape.ts';
import type { ObjectKind } from './object-kind.ts';
import { type Page, parsed, parsePage } from './page.ts';
import { isId } from './shapes.ts';
import { type PageSlot, refOf, type Snapshot } from './snapshot.ts';

// What a revision refers to (format.md, 6). Whoever copies, sweeps, verifies, proves or mends a
// vault asks here.

/** One object that a revision refers to: what it is, and where it lies. */
export interface Item {
  readonly kind: ObjectKind;
  /** An attachment's term is 0: it has a key of its own. */
  readonly ref: Ref;
  /** Which part of an attachment it is; of no other kind. */
  readonly chunk?: Chunk;
}

type Records = Pick<Head, 'policies' | 'clients' | 'garbage' | 'audit' | 'devices'>;

/** Which members of the head name records, and of which kind those are. */
export const recordKinds: [kind: ObjectKind, named: (head: Records) => readonly (ObjectRef | null)[]][] = [
  ['policy', ({ policies }) => [policies]],
  ['client', ({ clients }) => [clients]],
  ['garbage', ({ garbage }) => [garbage.candidates, droppedIn(garbage)]],
  ['audit', (head) => chainsOf(head).flatMap(({ pages }) => pages.map(([id, term]) => [id, term] as const))],
];

/** The list of what was removed for good. */
export function droppedIn({ dropped }: Head['garbage']): ObjectRef | null {
  return dropped === undefined ? null : [dropped[0], dropped[1]];
}

/** The audit chains that a head names: its own line's first. */
export function chainsOf({ audit, devices = [] }: Pick<Head, 'audit' | 'devices'>): Chain[] {
  return [audit, ...devices.flatMap((line) => line.audit ?? [])];
}

/** The records that the head names. */
export function* recordsOf({ head }: { readonly head: Records }): Generator<Item> {
  for (const [kind, named] of recordKinds)
    for (const pair of named(head)) if (pair !== null) yield { kind, ref: refOf(pair) };
}

/** What one secret's entry names: its versions, and each file that they have once. */
export function* objectsOf({ versions }: Pick<Entry, 'versions'>, vault: string): Generator<Item> {
  for (const { ref } of versions) if (ref !== undefined) yield { kind: 'version', ref };
  for (const attachment of attachmentsOf(versions)) yield* chunkItems(vault, attachment);
}

/** The files of versions, each once. */
export function attachmentsOf(versions: readonly VersionEntry[]): Iterable<Attachment> {
  const all = new Map<string, Attachment>();
  for (const { attachments = [] } of versions) for (const one of attachments) all.set(one.key, one);
  return all.values();
}

/** The objects that a file lies in. */
export function* chunkItems(vault: string, attachment: Attachment): Generator<Item> {
  for (const { id, chunk } of chunksOfFile(vault, attachment))
    yield { kind: 'attachment', ref: { id, term: 0 }, chunk };
}

/**
 * Everything that a revision refers to: the records first, then page by page, each page before what
 * it names. Opens pages alone.
 */
export async function* referencesOf(
  snapshot: Snapshot,
  read: (slot: PageSlot) => Promise<Page>,
  wanted: (slot: PageSlot) => boolean = () => true,
): AsyncGenerator<Item[]> {
  yield [...recordsOf(snapshot)];
  for (const slot of snapshot.pages.values()) {
    if (!wanted(slot)) continue;
    const items: Item[] = [{ kind: 'page', ref: slot.ref }];
    for (const entry of (await read(slot)).values()) items.push(...objectsOf(entry, snapshot.header.vault));
    yield items;
  }
}

/** Opens pages as they lie in a store. */
export function pagesFrom(store: ObjectStore, { keys }: Snapshot): (slot: PageSlot) => Promise<Page> {
  return async ({ ref }) => {
    const [bytes] = await store.readObjects([ref.id]);
    return parsePage(keys.open('page', ref, bytes ?? new Uint8Array()), ref.id);
  };
}

/** Whether an object authenticates as that item; what is inside is not kept. */
export async function isGenuine({ keys, header }: Snapshot, item: Item, bytes: Uint8Array): Promise<boolean> {
  const { kind, ref, chunk } = item;
  return chunk === undefined ? keys.isGenuine(kind, ref, bytes) : isChunk(header.vault, chunk, bytes);
}

/** The ids of items. */
export function idsOf(items: readonly Item[]): ObjectId[] {
  return items.map(({ ref }) => ref.id);
}

const filesKey = '"attachments":';

/** Whether a page's JSON names attachments: read off its text, as `versionRefs` does. */
export function namesFiles(text: string): boolean {
  return text.includes(filesKey);
}

const idKey = '"id":"';
const termKey = '","term":';

/**
 * The objects that a page's JSON refers to, id and term: read off its text, for a whole parse takes
 * ten times as long. A quote inside a value is escaped, so `"id":"` stands nowhere but before an
 * id. `damaged` where what stands there is none.
 */
export function versionRefs(text: string, found: (id: string, term: number) => void): void {
  for (let at = text.indexOf(idKey); at !== -1; at = text.indexOf(idKey, at)) {
    at += idKey.length;
    const id = text.slice(at, at + 32);
    at += 32;
    // In another order, as a later build might write them: then by a parse.
    if (!text.startsWith(termKey, at)) {
      parsedRefs(text, found);
      return;
    }
    if (!isId(id)) fail({ code: 'damaged', part: 'page' });
    found(id, Number.parseInt(text.slice(at + termKey.length, at + termKey.length + 10), 10));
  }
}

// What was found before is found again.
function parsedRefs(text: string, found: (id: string, term: number) => void): void {
  for (const entry of parsePage(parsed(text)).values())
    for (const { ref } of entry.versions) if (ref !== undefined) found(ref.id, ref.term);
}
