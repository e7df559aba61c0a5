// docs/format.md, 3 and 4.
import { hexOf, isSame, number32, unbase64 } from '../crypto/bytes.ts';
import { derive, openerOf, sha256, unseal, xwing } from '../crypto/primitives.ts';
import { id, type Json, list, object, parseObject, text, whole } from './shape.ts';
import type { StoredManifest } from './source.ts';
import { Damaged, Trouble } from './trouble.ts';

export interface Slot {
  readonly id: string;
  readonly kind: string;
  readonly stored: Json;
}

/** A manifest whose closing hash fits, and its header. */
export class Manifest {
  readonly revision: number;
  readonly vault: string;
  readonly slots: readonly Slot[];
  readonly #sealed: Uint8Array;
  readonly #aad: string;

  /** Throws Damaged, and Trouble `newer`. */
  constructor({ revision, bytes }: StoredManifest) {
    const end = headerEnd(bytes);
    const headerBytes = bytes.subarray(12, end);
    const header = parseObject(headerBytes);
    if (whole(header['format']) > 1) throw new Trouble('newer');
    this.revision = revision;
    this.vault = id(header['vault']);
    this.slots = list(header['slots']).map(slotOf);
    this.#sealed = bytes.subarray(end, -32);
    this.#aad = `holdfast/1/head\n${this.vault}\n${revision}\n${hexOf(sha256(headerBytes))}`;
  }

  ofKind(...kinds: readonly string[]): Slot[] {
    return this.slots.filter(({ kind }) => kinds.includes(kind));
  }

  /** The head, under the key that derives from the root key; `undefined`: under another. */
  async head(key: Uint8Array): Promise<Json | undefined> {
    const opened = await unseal(await openerOf(key), this.#aad, this.#sealed);
    return opened && parseObject(opened);
  }

  /** The root key that a slot wraps; `undefined`: this is another secret. */
  async rootKey(slot: Slot, secret: Uint8Array): Promise<Uint8Array | undefined> {
    const [known, sent] = [unbase64(slot.stored['public']), unbase64(slot.stored['encapsulated'])];
    const wrapped = unbase64(slot.stored['wrapped']);
    if (known?.length !== 1216 || sent?.length !== 1120 || wrapped?.length !== 60) return undefined;
    const opened = xwing(await derive(secret, this.vault, 'slot/seed'), sent);
    if (opened === undefined || !isSame(opened.publicKey, known)) return undefined;
    const both = new Uint8Array(64);
    both.set(opened.shared);
    both.set(await derive(secret, this.vault, 'slot/psk'), 32);
    const hashes = [known, sent].map((one) => hexOf(sha256(one)));
    const aad = ['holdfast/1/slot', this.vault, slot.id, slot.kind, ...hashes].join('\n');
    return unseal(await openerOf(await derive(both, this.vault, 'slot/wrap')), aad, wrapped);
  }
}

function headerEnd(bytes: Uint8Array): number {
  const isOurs = new TextDecoder('latin1').decode(bytes.subarray(0, 8)) === 'HOLDFAST';
  if (!isOurs || bytes.length < 72) throw new Damaged('manifest');
  if (!isSame(sha256(bytes.subarray(0, -32)), bytes.subarray(-32))) throw new Damaged('manifest');
  const length = number32(bytes, 8);
  if (length > 1_048_576 || 12 + length > bytes.length - 60) throw new Damaged('manifest');
  return 12 + length;
}

function slotOf(value: unknown): Slot {
  const stored = object(value);
  return { id: id(stored['id']), kind: text(stored['kind']), stored };
}
