import type { ObjectId } from '../../../shared/brand.ts';
import type { Key } from '../../crypto/primitives.ts';
import type { StoredManifest } from '../../store/store.ts';
import type { Ref } from './entry.ts';
import type { Head, Header, ObjectRef } from './head-shape.ts';
import { Keyring } from './keyring.ts';
import { openHead, parseManifest } from './manifest.ts';

/** Where one page lies. */
export interface PageSlot {
  readonly bits: string;
  readonly ref: Ref;
  readonly entries: number;
}

/**
 * One revision of a vault, opened: never changed in place, so a reader keeps the one it began with.
 */
export interface Snapshot {
  readonly revision: number;
  readonly header: Header;
  readonly keys: Keyring;
  readonly pages: ReadonlyMap<string, PageSlot>;
  /** Highest number of bits that a page uses. */
  readonly depth: number;
  readonly head: Omit<Head, 'address' | 'ring' | 'drafts' | 'pages'>;
}

/** Opens a manifest; `wrong-key`, `damaged`, `newer-format`. */
export function readSnapshot(key: Key, manifest: StoredManifest): Snapshot {
  const parts = parseManifest(manifest.bytes);
  const opened = openHead(key, parts, manifest.revision);
  const keys = Keyring.fromHead(parts.header.vault, opened);
  const { address: _, ring: __, drafts: ___, pages, ...head } = opened;
  const slots = new Map(
    pages.map(([bits, id, term, entries]) => [bits, { bits, ref: refOf([id, term]), entries }]),
  );
  return makeSnapshot(manifest.revision, parts.header, keys, slots, head);
}

/** Joins the parts of a revision. */
export function makeSnapshot(
  revision: number,
  header: Header,
  keys: Keyring,
  pages: Snapshot['pages'],
  head: Snapshot['head'],
): Snapshot {
  let depth = 0;
  for (const bits of pages.keys()) depth = Math.max(depth, bits.length);
  return { revision, header, keys, pages, depth, head };
}

/** The head's JSON, pages in order of their bits. */
export function headText({ keys, pages, head }: Pick<Snapshot, 'keys' | 'pages' | 'head'>): string {
  const slots = [...pages.values()].sort((a, b) => (a.bits < b.bits ? -1 : 1));
  const opening = JSON.stringify(keys.export()).slice(0, -1);
  return `${opening},"pages":[${slots.map(slotText).join(',')}],${JSON.stringify(head).slice(1)}`;
}

// A commit changes one slot out of a thousand: the others' texts are made once.
const slotTexts = new WeakMap<PageSlot, string>();

function slotText(slot: PageSlot): string {
  let text = slotTexts.get(slot);
  if (text === undefined) {
    const { bits, ref, entries } = slot;
    text = JSON.stringify([bits, ref.id, ref.term, entries]);
    slotTexts.set(slot, text);
  }
  return text;
}

/** The page whose bits an address starts with; `undefined` in a vault without pages. */
export function pageFor(snapshot: Pick<Snapshot, 'pages' | 'depth'>, bits: string): PageSlot | undefined {
  for (let length = 0; length <= snapshot.depth; length++) {
    const slot = snapshot.pages.get(bits.slice(0, length));
    if (slot !== undefined) return slot;
  }
  return undefined;
}

export function refOf([id, term]: ObjectRef): Ref {
  return { id: id as ObjectId, term };
}

export function refPair({ id, term }: Ref): ObjectRef {
  return [id, term];
}
