import type { ObjectId, Sealed } from '../../../shared/brand.ts';
import { fail } from '../../../shared/failure.ts';
import { fromBase64url, toBase64url } from '../../crypto/base64url.ts';
import { derive } from '../../crypto/derive.ts';
import { padJson } from '../../crypto/padding.ts';
import { exportedKey, hmacSha256, type Key, random, randomKey, secretKey } from '../../crypto/primitives.ts';
import { open, seal } from '../../crypto/seal.ts';
import { secretBytes, wipe, wipedAtEnd } from '../../crypto/wipe.ts';
import { addressesOf } from './addresses.ts';
import type { Ref } from './entry.ts';
import type { Head } from './head-shape.ts';
import { parseSealed } from './manifest.ts';
import { objectAad } from './object-aad.ts';
import type { ObjectKind, ReadingKeys, SealTask } from './object-kind.ts';
import { bitsOf } from './page.ts';
import { mostTerms } from './shapes.ts';

/** A data key is retired after this many seals: NIST SP 800-38D allows 2^32 with random nonces. */
export const maxUses = 2 ** 30;

/** A new term's distance from the highest, which two lines hardly choose alike. */
const furthest = 16_384;

export function randomStep(): number {
  return 1 + (Buffer.from(random(2)).readUInt16BE() % furthest);
}

/** The term that a vault begins with. */
export const firstTerm = 1;

interface Term {
  readonly term: number;
  readonly key: Key;
  readonly created: number;
  uses: number;
  /** Subkeys, one a kind, derived on first use. */
  readonly subkeys: Map<ObjectKind, Key>;
}

/** So many terms that left the ring still open unsaved edits, the newest. */
const keptForDrafts = 16;

/** Where small plaintexts are made ready: a new buffer for each costs as much as sealing it. */
const room = Buffer.alloc(4_096);

/** The data keys of an unlocked vault, and what they seal. */
export class Keyring {
  readonly #vault: string;
  readonly #vaultId: Uint8Array;
  readonly #address: Key;
  readonly #addressKey: Key;
  readonly #terms: Map<number, Term>;
  /**
   * What opens unsaved edits that were sealed under terms which are gone: their subkey for drafts,
   * and nothing else of them.
   */
  readonly #drafts: ReadonlyMap<number, Key>;

  private constructor(
    vault: string,
    address: Key,
    terms: Term[],
    drafts: ReadonlyMap<number, Key> = new Map(),
  ) {
    this.#vault = vault;
    this.#vaultId = Buffer.from(vault, 'hex');
    this.#address = address;
    this.#addressKey = derive(address, this.#vaultId, 'address');
    this.#terms = new Map(terms.map((term) => [term.term, term]));
    this.#drafts = drafts;
  }

  /** Fresh keys for a new vault. */
  static make(vault: string, now: number, bytes: (n: number) => Uint8Array = random): Keyring {
    const [address, data] = [secretBytes(bytes(32)), secretBytes(bytes(32))];
    const keys = new Keyring(vault, secretKey(address), [makeTerm(firstTerm, data, now, 0)]);
    wipe(address, data);
    return keys;
  }

  /** The keys of an opened head. */
  static fromHead(vault: string, head: Head): Keyring {
    const terms = head.ring.map((term) => ({ ...term, key: imported(term.key), subkeys: new Map() }));
    const drafts = new Map(head.drafts?.map(({ term, key }) => [term, imported(key)]));
    return new Keyring(vault, imported(head.address), terms, drafts);
  }

  /** The keys as the head carries them. */
  export(): Pick<Head, 'address' | 'ring' | 'drafts'> {
    const ring = [...this.#terms.values()].map(({ term, key, created, uses }) => ({
      term,
      key: exported(key),
      created,
      uses,
    }));
    const drafts = [...this.#drafts].map(([term, key]) => ({ term, key: exported(key) }));
    return { address: exported(this.#address), ring, ...(drafts.length > 0 && { drafts }) };
  }

  /** The term under which new objects are sealed. */
  get current(): number {
    return Math.max(...this.#terms.keys());
  }

  /** The terms that there are, newest first. */
  get terms(): number[] {
    return [...this.#terms.keys()].sort((a, b) => b - a);
  }

  /** Adds a term with a fresh key; its number, which is that much higher. */
  rotate(now: number, step = 1): number {
    const term = this.current + (this.current + step < mostTerms ? step : 1);
    const bytes = randomKey();
    this.#terms.set(term, makeTerm(term, bytes, now, 0));
    wipe(bytes);
    return term;
  }

  /** The same keys, a fresh term and a fresh address key: for a new root key. */
  renewed(now: number, step = 1): Keyring {
    const address = randomKey();
    const ring = new Keyring(this.#vault, secretKey(address), [...this.#terms.values()], this.#drafts);
    wipe(address);
    ring.rotate(now, step);
    return ring;
  }

  /** Whether paths have the same addresses under both. */
  hasAddressOf(other: Keyring): boolean {
    return exported(this.#address) === exported(other.#address);
  }

  /**
   * These keys, and those that another line of the vault has besides. `foreign`: its terms that are
   * not taken over, because their numbers have other keys here, or had ones that were let go.
   */
  united(other: Keyring): { readonly keys: Keyring; readonly foreign: ReadonlySet<number> } {
    const terms = new Map(this.#terms);
    const foreign = new Set<number>();
    for (const theirs of other.#terms.values()) {
      const own = terms.get(theirs.term);
      if (own === undefined && theirs.term > this.oldest) terms.set(theirs.term, theirs);
      else if (own === undefined || exported(own.key) !== exported(theirs.key)) foreign.add(theirs.term);
      else own.uses = Math.max(own.uses, theirs.uses);
    }
    const drafts = new Map([...other.#drafts, ...this.#drafts]);
    for (const term of terms.keys()) drafts.delete(term);
    const keys = new Keyring(this.#vault, this.#address, [...terms.values()], drafts);
    return { keys, foreign };
  }

  /**
   * Only the terms from this one on. Of those that leave, what opens unsaved edits stays: such a
   * file may lie where no vault is open.
   */
  since(first: number): Keyring {
    const terms = [...this.#terms.values()].filter(({ term }) => term >= first);
    const gone = this.terms.filter((term) => term < first).reverse();
    const drafts = gone.map((term) => [term, this.#subkey('draft', term)] as const);
    const kept = [...this.#drafts, ...drafts].slice(-keptForDrafts);
    return new Keyring(this.#vault, this.#address, terms, new Map(kept));
  }

  /** The oldest term that is still there. */
  get oldest(): number {
    return Math.min(...this.#terms.keys());
  }

  /** When a term began, in milliseconds. */
  madeAt(term: number): number | undefined {
    return this.#terms.get(term)?.created;
  }

  /** Counts seals under the current term, and starts a new one before the limit is reached. */
  use(count: number, now: number): void {
    const term = this.#terms.get(this.current);
    if (term === undefined) return;
    term.uses += count;
    if (term.uses >= maxUses) this.rotate(now);
  }

  /** Address bits of a path: HMAC-SHA-256 of its UTF-8. */
  bits(path: string): string {
    return bitsOf(hmacSha256(this.#addressKey, path));
  }

  /** The first bytes of the addresses of paths, as many as pages use. */
  addresses(paths: readonly string[]): Uint8Array<ArrayBuffer> {
    return addressesOf(this.#addressKey, paths);
  }

  seal(kind: ObjectKind, ref: Ref, text: string, nonce?: Uint8Array): Sealed {
    return this.sealPadded(kind, ref, padJson(text, room), nonce);
  }

  /** The same of JSON that has its padded length already; it is wiped. */
  sealPadded(kind: ObjectKind, ref: Ref, plain: Uint8Array, nonce?: Uint8Array): Sealed {
    const sealed = seal(this.#subkey(kind, ref.term, ref.id), this.#aad(kind, ref), plain, nonce);
    wipe(plain);
    return sealed;
  }

  /**
   * The padded JSON inside an object, for the caller to wipe; `damaged` and its id when it does not
   * authenticate.
   */
  openPadded(kind: ObjectKind, ref: Ref, sealed: Uint8Array): Uint8Array {
    const plain = open(this.#subkey(kind, ref.term, ref.id), this.#aad(kind, ref), sealed);
    const part = kind === 'page' ? 'page' : 'object';
    return plain ?? fail({ code: 'damaged', part, object: ref.id });
  }

  /** The JSON inside an object, parsed. */
  open(kind: ObjectKind, ref: Ref, sealed: Uint8Array): unknown {
    const plain = this.openPadded(kind, ref, sealed);
    using _ = wipedAtEnd(plain);
    return parseSealed(plain, 'object', ref.id);
  }

  /** Whether an object authenticates; what is inside is not kept. */
  isGenuine(kind: ObjectKind, ref: Ref, sealed: Uint8Array): boolean {
    if (!this.#terms.has(ref.term)) return false;
    const plain = open(this.#subkey(kind, ref.term, ref.id), this.#aad(kind, ref), sealed);
    if (plain === undefined) return false;
    wipe(plain);
    return true;
  }

  /** What a thread needs to seal objects of one kind under one term. */
  task(kind: ObjectKind, term: number): SealTask {
    const key = this.#subkey(kind, term);
    return { vault: this.#vault, kind, term, key, addressKey: this.#addressKey };
  }

  /** What opens pages and versions on another thread. */
  forReading(): ReadingKeys {
    const all = (kind: 'page' | 'version') =>
      new Map([...this.#terms.keys()].map((term) => [term, this.#subkey(kind, term)]));
    return {
      vault: this.#vault,
      address: this.#addressKey,
      page: all('page'),
      version: all('version'),
    };
  }

  #aad(kind: ObjectKind, { id, term }: Ref): Uint8Array {
    return objectAad(this.#vault, kind, id, term);
  }

  #subkey(kind: ObjectKind, number: number, object?: ObjectId): Key {
    const term = this.#terms.get(number);
    const kept = kind === 'draft' ? this.#drafts.get(number) : undefined;
    if (kept !== undefined) return kept;
    if (term === undefined) return fail({ code: 'damaged', part: 'object', ...(object && { object }) });
    let key = term.subkeys.get(kind);
    if (key === undefined) {
      key = derive(term.key, this.#vaultId, `object/${kind}`);
      term.subkeys.set(kind, key);
    }
    return key;
  }
}

function makeTerm(term: number, bytes: Uint8Array, created: number, uses: number): Term {
  return { term, key: secretKey(bytes), created, uses, subkeys: new Map() };
}

/** A key as a head carries it. */
export function keyText(key: Key): string {
  return exported(key);
}

/** A key that a head carries. */
export function keyFrom(text: string): Key {
  return imported(text);
}

function imported(key: string): Key {
  const bytes = secretBytes(fromBase64url(key));
  try {
    return secretKey(bytes);
  } finally {
    wipe(bytes);
  }
}

function exported(key: Key): string {
  const bytes = exportedKey(key);
  try {
    return toBase64url(bytes);
  } finally {
    wipe(bytes);
  }
}

const idsAtOnce = 256;
let idPool = '';

/** 16 random bytes as an object's id: unique, not secret, so they are drawn many at a time. */
export function newObjectId(): ObjectId {
  if (idPool === '') idPool = Buffer.from(random(16 * idsAtOnce)).toString('hex');
  const id = idPool.slice(0, 32);
  idPool = idPool.slice(32);
  return id as ObjectId;
}
