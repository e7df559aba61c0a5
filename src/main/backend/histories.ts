import { setImmediate as breathe } from 'node:timers/promises';
import { fail, failureOf } from '../../shared/failure.ts';
import type { Field } from '../../shared/secret-schema.ts';
import { isMissing } from '../store/missing.ts';
import type { ObjectStore } from '../store/store.ts';
import type { Histories } from './backend.ts';
import { type ContentOptions, readContents } from './check/read-contents.ts';
import type { Attachment } from './format/attachment.ts';
import type { Entry, Ref, VersionEntry } from './format/entry.ts';
import type { Page } from './format/page.ts';
import type { Snapshot } from './format/snapshot.ts';
import type { VaultReader } from './reader.ts';
import type { Revisions } from './revisions.ts';
import type { VaultFiles } from './vault-files.ts';

/** Every version of every secret of an open vault; of a damaged one what is whole. */
export class VaultHistories implements Histories {
  readonly #store: ObjectStore;
  readonly #revisions: Revisions;
  readonly #reader: VaultReader;
  readonly #files: VaultFiles;

  constructor(store: ObjectStore, revisions: Revisions, reader: VaultReader, files: VaultFiles) {
    this.#store = store;
    this.#files = files;
    this.#revisions = revisions;
    this.#reader = reader;
  }

  entry(path: string): Promise<Entry | undefined> {
    return this.#revisions.reading((snapshot) => this.#reader.entry(snapshot, path));
  }

  fields(entry: Entry, version: VersionEntry): Promise<readonly Field[]> {
    return this.#revisions.reading((snapshot) => this.#fieldsOf(snapshot, entry, version));
  }

  async fieldsOf(entries: readonly Entry[]): Promise<(readonly Field[])[][]> {
    const all = entries.map((entry) => ({ entry, versions: entry.versions.filter(isKept) }));
    const refs = all.flatMap(({ versions }) => versions.map(({ ref }) => ref));
    try {
      const fields = await this.#reader.versions(this.#revisions.current.snapshot, refs);
      return all.map(({ versions }) => fields.splice(0, versions.length));
    } catch (error) {
      if (failureOf(error)?.code !== 'damaged') throw error;
    }
    // One of them was sealed anew since, or is damaged: which one it is, is told by itself.
    const found: (readonly Field[])[][] = [];
    for (const { entry, versions } of all) {
      const fields: (readonly Field[])[] = [];
      for (const version of versions) fields.push(await this.fields(entry, version));
      found.push(fields);
    }
    return found;
  }

  digests(options: ContentOptions): Promise<void> {
    return readContents(this.#store, this.#revisions.current.snapshot, options);
  }

  file({ path }: Entry, attachment: Attachment, from?: number): AsyncIterable<Uint8Array> {
    return this.#files.pieces(path, attachment, from);
  }

  /** Begins again where a newer revision left no other way; each path is given once. */
  async *entries(): AsyncGenerator<Entry> {
    const given = new Set<string>();
    for (;;) {
      const { snapshot } = this.#revisions.current;
      try {
        for await (const page of this.wholePages(snapshot)) {
          const fresh = [...page.values()].filter(({ path }) => !given.has(path));
          for (const { path } of fresh) given.add(path);
          yield* fresh;
        }
        return;
      } catch (error) {
        if (!isMissing(error) || this.#revisions.current.snapshot.revision === snapshot.revision) throw error;
      }
    }
  }

  /**
   * The pages that open. `lost` hears how many entries each of the others holds. A page that is
   * gone because another program wrote meanwhile is no damage: it is thrown, for the caller to read
   * the newer revision.
   */
  async *wholePages(snapshot: Snapshot, lost?: (entries: number) => void): AsyncGenerator<Page> {
    for (const slot of snapshot.pages.values()) {
      try {
        yield await this.#reader.page(snapshot, slot, false);
      } catch (error) {
        if (failureOf(error)?.code !== 'damaged') throw error;
        if (isMissing(error)) await this.#revisions.refresh();
        if (this.#revisions.current.snapshot.revision > snapshot.revision && isMissing(error)) throw error;
        this.#revisions.noteDamage();
        lost?.(slot.entries);
      }
      await breathe();
      if (!this.#revisions.isOpen) fail({ code: 'closed' });
    }
  }

  // By its number: the object that the entry names may have been sealed again since.
  async #fieldsOf(snapshot: Snapshot, { path }: Entry, { n }: VersionEntry): Promise<Field[]> {
    const entry = await this.#reader.entry(snapshot, path);
    const ref = entry?.versions.find((version) => version.n === n)?.ref;
    return ref === undefined ? fail({ code: 'busy' }) : this.#reader.version(snapshot, ref);
  }
}

function isKept(version: VersionEntry): version is VersionEntry & { readonly ref: Ref } {
  return version.ref !== undefined;
}
