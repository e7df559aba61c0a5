import type { ObjectId } from '../../shared/brand.ts';
import { fail, HoldfastError } from '../../shared/failure.ts';
import { isMissing } from '../store/missing.ts';
import type { ObjectStore } from '../store/store.ts';
import type { LoadedFile } from './backend.ts';
import {
  type Attachment,
  attachmentOf,
  chunksOfFile,
  contentOf,
  infoOfFile,
  openerOf,
} from './format/attachment.ts';
import { readableVersion } from './format/entry.ts';
import { attachmentsOf } from './format/references.ts';
import type { VaultReader } from './reader.ts';
import type { Revisions } from './revisions.ts';

/** Reads the long files of an open vault, piece by piece. */
export class VaultFiles {
  readonly #store: ObjectStore;
  readonly #revisions: Revisions;
  readonly #reader: VaultReader;

  constructor(store: ObjectStore, revisions: Revisions, reader: VaultReader) {
    this.#store = store;
    this.#revisions = revisions;
    this.#reader = reader;
  }

  async load(path: string, field: string, version: number | undefined, now: number): Promise<LoadedFile> {
    const held = await this.#revisions.reading(async (snapshot) => {
      const entry = await this.#reader.entry(snapshot, path);
      if (entry === undefined) return fail({ code: 'not-found', what: 'secret', name: path });
      const { ref, attachments = [] } = readableVersion(entry, version, now);
      return { attachments, fields: ref === undefined ? [] : await this.#reader.version(snapshot, ref) };
    });
    // A file that a repair left out is no news.
    const found = attachmentOf(held.fields, held.attachments, field);
    return { ...infoOfFile(found), pieces: (from) => this.pieces(path, found, from) };
  }

  async *pieces(path: string, attachment: Attachment, from = 0): AsyncGenerator<Uint8Array> {
    const { vault } = this.#revisions.current.snapshot.header;
    const open = await openerOf(vault, attachment);
    for (const { id, chunk } of chunksOfFile(vault, attachment)) {
      if (chunk.index < from) continue;
      const plain = await this.#revisions.noting(async () => {
        const bytes = await this.#chunk(path, attachment, id);
        return (await open({ bytes, ...chunk })) ?? fail({ code: 'damaged', part: 'object', object: id });
      });
      if (!this.#revisions.isOpen) fail({ code: 'closed' });
      const content = contentOf(chunk, plain);
      if (content.length > 0) yield content;
    }
  }

  // What is gone because another program destroyed it is no damage.
  async #chunk(path: string, { key }: Attachment, id: ObjectId): Promise<Uint8Array> {
    if (!this.#revisions.isOpen) fail({ code: 'closed' });
    try {
      return (await this.#store.readObjects([id]))[0] ?? new Uint8Array();
    } catch (error) {
      if (!isMissing(error)) throw error;
      await this.#revisions.refresh();
      const entry = await this.#revisions.reading((snapshot) => this.#reader.entry(snapshot, path));
      const named = [...attachmentsOf(entry?.versions ?? [])].some((one) => one.key === key);
      throw named ? error : new HoldfastError({ code: 'busy' }, { cause: error });
    }
  }
}
