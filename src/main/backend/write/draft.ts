import type { ObjectId, Sealed } from '../../../shared/brand.ts';
import type { Field } from '../../../shared/secret-schema.ts';
import { padJson } from '../../crypto/padding.ts';
import type { Entry, Ref } from '../format/entry.ts';
import { entrySize, type Page, pageText } from '../format/page.ts';
import { versionText } from '../format/shapes.ts';
import type { Measures } from '../format/split.ts';
import { type PageWrite, VaultDraft } from './vault-draft.ts';

/** The draft of a transaction: entries and versions stay as they are until they are sealed. */
export class EncryptedDraft extends VaultDraft<Entry> {
  readonly #versions = new Map<ObjectId, readonly Field[]>();

  protected override readonly measures: Measures<Entry> = {
    addressOf: (path) => this.base.keys.bits(path),
    sizeOf: entrySize,
  };

  protected override entryOf(entry: Entry): Entry {
    return entry;
  }

  protected override load(page: Page): Map<string, Entry> {
    return new Map(page);
  }

  protected override put(page: Map<string, Entry>, path: string, entry: Entry): void {
    page.set(path, entry);
  }

  override addVersion(fields: readonly Field[]): Ref {
    const ref = this.newRef();
    this.#versions.set(ref.id, fields);
    return ref;
  }

  override async readVersion(ref: Ref): Promise<readonly Field[]> {
    return this.#versions.get(ref.id) ?? this.reader.version(ref);
  }

  protected override takeBack(id: ObjectId): boolean {
    return this.#versions.delete(id);
  }

  protected override get sealedVersions(): number {
    return this.#versions.size;
  }

  protected override *sealVersions(): Generator<readonly [ObjectId, Sealed]> {
    for (const [id, fields] of this.#versions) {
      const ref = { id, term: this.term };
      yield [id, this.base.keys.seal('version', ref, versionText(fields))];
    }
  }

  protected override pageOf(entries: readonly (readonly [path: string, entry: Entry])[]): PageWrite {
    const page = new Map(entries);
    return { page, plain: () => padJson(pageText(page)) };
  }
}
