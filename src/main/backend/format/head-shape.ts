import type { KeySlot } from '../../keyslots/slot.ts';
import type { Dotted } from './dot.ts';
import { isTerm } from './shapes.ts';

/** The plaintext part: nothing secret, and authenticated by the head (format.md, 4). */
export interface Header {
  readonly format: 1;
  /** 32 hex digits. */
  readonly vault: string;
  readonly created: number;
  readonly slots: readonly KeySlot[];
}

/** An object and the data-key term that sealed it. */
export type ObjectRef = readonly [id: string, term: number];

/** What the head notes the last write of, beside what the index does. */
export type DottedKind = 'policies' | 'clients' | 'settings' | 'slots';

/** An audit chain: each device has one of its own. */
export interface Chain {
  readonly count: number;
  readonly tip: string;
  readonly pages: readonly (readonly [id: string, term: number, entries: number])[];
  /** The last entry that was let go; missing: none was. */
  readonly cut?: { readonly count: number; readonly tip: string };
}

/** A list of objects, its term, and the write that it is of. */
export type Dropped =
  | readonly [id: string, term: number, stamp: number]
  | readonly [id: string, term: number, stamp: number, by: string];

/** What a head knows of one line of revisions. */
export interface Line {
  /** Empty: the line that all share who write to the place itself. */
  readonly id: string;
  readonly name: string;
  /**
   * The newest revision of it that this head includes, and its mark; missing for the head's own
   * line.
   */
  readonly revision?: number;
  readonly mark?: string;
  /** Of that revision; of the head itself for its own line. */
  readonly stamp: number;
  /** When that was written, by its own clock. */
  readonly seen: number;
  /** When a person declared that it will not come back. */
  readonly gone?: number;
  /** Its audit chain; the own one is the head's `audit`. */
  readonly audit?: Chain;
}

/** The sealed part: keys, and where everything lies. */
export interface Head {
  readonly address: string;
  readonly ring: readonly { term: number; key: string; created: number; uses: number }[];
  /** Of terms that left the ring, the subkey that opens unsaved edits (format.md, 14). */
  readonly drafts?: readonly { term: number; key: string }[];
  /** In bit-string order; together their bits cover every address. Empty in a new vault. */
  readonly pages: readonly (readonly [bits: string, id: string, term: number, entries: number])[];
  readonly policies: ObjectRef | null;
  readonly clients: ObjectRef | null;
  readonly audit: Chain;
  readonly settings: readonly (readonly [string, string])[];
  readonly garbage: {
    readonly count: number;
    readonly swept: number;
    readonly candidates: ObjectRef | null;
    /** The stamp of the head in which the candidates were noted. */
    readonly stamp?: number;
    /** What was removed for good, until every line includes the write that noted it last. */
    readonly dropped?: Dropped;
  };
  /** While what lies under terms before this one is being sealed anew (format.md, 15). */
  readonly renewal?: { readonly term: number };
  readonly updated: number;
  /** Whose line this head belongs to; missing: the shared one. */
  readonly device?: string;
  /**
   * All lines that this head includes, its own too, in order of their ids. Missing where nobody
   * ever wrote apart.
   */
  readonly devices?: readonly Line[];
  readonly written?: { readonly [Kind in DottedKind]?: readonly Dotted[] };
  /**
   * The keys of heads under earlier root keys, until every device has a head under the present one.
   */
  readonly earlier?: readonly { readonly key: string; readonly since: number }[];
}

/** So many keys no vault has: one a day would take 180 years. */
const mostKeys = 65_536;
const key = /^[\w-]{43}$/;
const hash = /^[0-9a-f]{64}$/;

/** Whether the parts of a head fit each other, beside each having its type. */
export function fitsTogether({ address, ring, drafts = [], pages, audit, settings, ...head }: Head): boolean {
  const terms = new Set(ring.map(({ term }) => term));
  const isKnown = (ref: readonly unknown[] | null) => ref === null || terms.has(ref[1] as number);
  return (
    key.test(address) &&
    ring.length > 0 &&
    ring.length <= mostKeys &&
    terms.size === ring.length &&
    ring.every((one) => isTerm(one.term) && key.test(one.key)) &&
    drafts.length <= mostKeys &&
    drafts.every((one) => isTerm(one.term) && key.test(one.key) && !terms.has(one.term)) &&
    (head.renewal === undefined || terms.has(head.renewal.term)) &&
    coverAll(pages.map(([bits]) => bits)) &&
    new Set(pages.map(([, id]) => id)).size === pages.length &&
    pages.every(([, , term]) => terms.has(term)) &&
    [head.policies, head.clients, head.garbage.candidates, ...audit.pages].every(isKnown) &&
    isKnown(head.garbage.dropped ?? null) &&
    isChain(audit) &&
    new Set(settings.map(([name]) => name)).size === settings.length &&
    areLines(head, isKnown)
  );
}

/** So many lines no vault has. */
const mostLines = 4_096;
const lineId = /^([0-9a-f]{32})?$/;

function areLines(
  { device = '', devices = [], earlier = [], written = {} }: Partial<Head>,
  isKnown: (ref: readonly unknown[] | null) => boolean,
): boolean {
  const ids = devices.map(({ id }) => id);
  return (
    lineId.test(device) &&
    devices.length <= mostLines &&
    new Set(ids).size === ids.length &&
    (devices.length === 0 || ids.includes(device)) &&
    devices.every(({ id, mark }) => lineId.test(id) && (mark === undefined || hash.test(mark))) &&
    devices.every(({ audit }) => audit === undefined || (isChain(audit) && audit.pages.every(isKnown))) &&
    earlier.length <= mostLines &&
    earlier.every((one) => key.test(one.key)) &&
    Object.values(written).every((dots) => new Set(dots.map(([name]) => name)).size === dots.length)
  );
}

function isChain({ tip, cut, count }: Chain): boolean {
  return hash.test(tip) && (cut === undefined || (hash.test(cut.tip) && cut.count <= count));
}

/** Whether each address starts with the bits of exactly one page; there may be no page at all. */
function coverAll(all: readonly string[]): boolean {
  if (all.length === 0) return true;
  const sorted = [...all].sort();
  // A page that another begins with stands right before it, and halves of halves sum up to the
  // whole.
  let share = 0n;
  for (const [i, bits] of sorted.entries()) {
    const before = sorted[i - 1];
    if (!/^[01]{0,64}$/.test(bits) || (before !== undefined && bits.startsWith(before))) return false;
    share += 1n << BigInt(64 - bits.length);
  }
  return share === 1n << 64n;
}
