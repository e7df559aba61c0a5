import type { ObjectId } from '../../../shared/brand.ts';
import type { Batches, Placed } from '../placed.ts';
import { newPack } from './names.ts';
import { PackBuilder } from './pack.ts';
import type { Prefix } from './prefix.ts';

/** A pack that was uploaded. */
export interface Written {
  readonly key: string;
  readonly placed: readonly Placed[];
  readonly bytes: Buffer;
}

/** Bytes of the objects of a pack; one object that has more has a pack of its own. */
const fullPack = 16 * 1024 * 1024;
/** Objects taken before the event loop gets a turn. */
const objectsAtOnce = 250;

/** Uploads the objects of one commit in packs: one is sent while the next is filled. */
export class PackWriter {
  /** Packs that are there, in order. */
  readonly written: Omit<Written, 'bytes'>[] = [];
  readonly #prefix: Prefix;
  readonly #revision: number;
  readonly #done: (pack: Written) => void;
  #builder = new PackBuilder();
  #coming = new Map<ObjectId, Uint8Array>();
  #sending: Promise<void> = Promise.resolve();

  /** `revision`: the one that the commit is to be. `done` hears of each pack. */
  constructor(prefix: Prefix, revision: number, done: (pack: Written) => void = () => {}) {
    this.#prefix = prefix;
    this.#revision = revision;
    this.#done = done;
  }

  /** An object of this commit that is in no pack yet. */
  waiting(id: ObjectId): Uint8Array | undefined {
    return this.#coming.get(id);
  }

  async addAll(batches: Batches): Promise<void> {
    let count = 0;
    for await (const objects of batches) {
      for (const [id, bytes] of objects) {
        if (this.#builder.count > 0 && this.#builder.size + bytes.length > fullPack) await this.#send();
        // Whoever made it may use the memory again.
        const own = new Uint8Array(bytes);
        this.#coming.set(id, own);
        this.#builder.add(id, own);
        if (++count % objectsAtOnce === 0) await new Promise(setImmediate);
      }
    }
    if (this.#builder.count > 0) await this.#send();
    await this.#sending;
  }

  /** Waits for what is under way, also where it fails. */
  async settled(): Promise<void> {
    await this.#sending.catch(() => {});
  }

  async #send(): Promise<void> {
    await this.#sending;
    const [builder, coming] = [this.#builder, this.#coming];
    this.#builder = new PackBuilder();
    this.#coming = new Map(coming);
    this.#sending = this.#upload(builder, [...coming.keys()]);
    // Whoever waits for it hears of the failure.
    this.#sending.catch(() => {});
  }

  async #upload(builder: PackBuilder, ids: readonly ObjectId[]): Promise<void> {
    const pack = { key: newPack(this.#revision), placed: builder.placed, bytes: builder.bytes() };
    // Noted first: where the answer is lost the pack may be there.
    this.written.push({ key: pack.key, placed: pack.placed });
    await this.#prefix.put(pack.key, pack.bytes);
    this.#done(pack);
    for (const id of ids) this.#coming.delete(id);
  }
}
