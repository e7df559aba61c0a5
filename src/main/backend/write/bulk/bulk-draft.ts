import type { ObjectId, Sealed } from '../../../../shared/brand.ts';
import type { Field } from '../../../../shared/secret-schema.ts';
import { ObjectBatch } from '../../../store/object-batch.ts';
import { addressBytes } from '../../format/addresses.ts';
import type { Entry, Ref } from '../../format/entry.ts';
import type { SealTask } from '../../format/object-kind.ts';
import { bitsOf, entrySize, entryText, type Page, paddedPage, parseEntryText } from '../../format/page.ts';
import { fieldsOf, versionText } from '../../format/shapes.ts';
import type { Measures } from '../../format/split.ts';
import type { Soon } from '../draft-shape.ts';
import { type PageWrite, type Prepared, VaultDraft } from '../vault-draft.ts';
import { PackedTexts } from './packed.ts';
import { PlainTexts } from './plain.ts';
import type { Unsealed } from './seal-task.ts';

/**
 * An entry, or where its JSON is packed once it is not expected to change again: that takes a third
 * of the memory.
 */
type Kept = Entry | number;

/**
 * The draft of a stream: versions are taken batch by batch; little of what is not yet to be written
 * stays on the heap.
 */
export class BulkDraft extends VaultDraft<Kept> {
  /** What is being sealed, in order: neither here nor yet in the store. */
  readonly apart: Promise<ObjectBatch>[] = [];
  readonly #plain = new PlainTexts();
  /** The entry that was changed last, and its page: it is packed when another one is. */
  #fresh: { readonly path: string; readonly page: Map<string, Kept>; readonly entry: Entry } | undefined;
  readonly #packed = new PackedTexts();
  /** What was packed since `takeVersions`. */
  #paths: string[] = [];
  #places: number[] = [];
  #sealed = 0;

  protected override readonly measures: Measures<Kept> = {
    addressOf: (path, kept, wanted) => {
      const address = typeof kept === 'number' ? this.#packed.address(kept) : undefined;
      return address === undefined ? this.base.keys.bits(path) : bitsOf(address, wanted);
    },
    sizeOf: (kept) => (typeof kept === 'number' ? this.#packed.size(kept) : entrySize(kept)),
  };

  override entry(path: string): Soon<Entry | undefined> {
    return this.#fresh?.path === path ? this.#fresh.entry : super.entry(path);
  }

  override place(path: string, entry: Entry | undefined): void {
    if (this.#fresh !== undefined && this.#fresh.path !== path) this.#settle();
    this.#fresh = undefined;
    super.place(path, entry);
  }

  protected override entryOf(kept: Kept): Entry {
    return typeof kept === 'number' ? parseEntryText(this.#packed.text(kept)) : kept;
  }

  protected override load(page: Page): Map<string, Kept> {
    return new Map<string, Kept>(page);
  }

  protected override put(page: Map<string, Kept>, path: string, entry: Entry): void {
    this.#fresh = { path, page, entry };
  }

  override addVersion(fields: readonly Field[]): Ref {
    const ref = this.newRef();
    this.#plain.add(ref.id, versionText(fields));
    return ref;
  }

  override async readVersion(ref: Ref): Promise<readonly Field[]> {
    return (await this.#addedVersion(ref.id)) ?? this.reader.version(ref);
  }

  protected override takeBack(id: ObjectId): boolean {
    return this.#plain.delete(id);
  }

  async #addedVersion(wanted: ObjectId): Promise<readonly Field[] | undefined> {
    const text = this.#plain.text(wanted);
    if (text !== undefined) return fieldsOf(JSON.parse(text));
    for (const sealed of await Promise.all(this.apart))
      for (const [id, bytes] of sealed)
        if (id === wanted)
          return fieldsOf(this.base.keys.open('version', { id, term: this.term }, bytes), id);
    return undefined;
  }

  /** The versions since the last call, sealed as they are taken. */
  override *sealVersions(): Generator<readonly [ObjectId, Sealed]> {
    const { unsealed } = this.takeVersions();
    for (const [id, plain] of new ObjectBatch(unsealed.ids, unsealed.lengths, unsealed.plain))
      yield [id, this.base.keys.sealPadded('version', { id, term: this.term }, plain)];
  }

  /**
   * The same for a thread to seal. `noted` takes the addresses of its paths when they have come
   * back.
   */
  takeVersions(): { unsealed: Unsealed; noted: (addresses: Uint8Array) => void } {
    this.#settle();
    this.#sealed += this.#plain.size;
    const places = this.#places;
    // Where a vault has pages already, each path was addressed when its page was looked for.
    const paths = this.base.pages.size === 0 ? this.#paths : [];
    [this.#places, this.#paths] = [[], []];
    const noted = (addresses: Uint8Array) => {
      for (let i = 0; i < paths.length; i++)
        this.#packed.setAddress(places[i] as number, addresses, addressBytes * i);
    };
    return { unsealed: { ...this.#plain.take(), paths }, noted };
  }

  /**
   * Addresses what was packed since the last call: a little at a time, for all at the end would
   * hold up who waits.
   */
  address(): void {
    const { unsealed, noted } = this.takeVersions();
    noted(this.base.keys.addresses(unsealed.paths));
  }

  /** The task of the thread that seals versions. */
  get task(): SealTask {
    return this.base.keys.task('version', this.term);
  }

  override prepare(now: number): Promise<Prepared> {
    this.#settle();
    return super.prepare(now);
  }

  protected override get sealedVersions(): number {
    return this.#sealed;
  }

  protected override *seal(): Generator<readonly [ObjectId, Sealed]> {
    yield* super.seal();
    this.#packed.clear();
  }

  /** Puts the fresh entry into its page, as packed JSON. */
  #settle(): void {
    const fresh = this.#fresh;
    if (fresh === undefined) return;
    this.#fresh = undefined;
    fresh.page.set(fresh.path, this.#pack(fresh.path, fresh.entry));
  }

  #pack(path: string, entry: Entry): Kept {
    const at = this.#packed.add(entryText(entry));
    if (at === undefined) return entry;
    this.#paths.push(path);
    this.#places.push(at);
    return at;
  }

  protected override pageOf(entries: readonly (readonly [path: string, kept: Kept])[]): PageWrite {
    const kept = entries.map(([, one]) => one);
    const bytes = (one: Kept) =>
      typeof one === 'number' ? this.#packed.bytes(one) : Buffer.from(entryText(one), 'utf8');
    return { plain: () => paddedPage(kept.map(bytes)) };
  }
}
