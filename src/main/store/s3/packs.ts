import type { ObjectId } from '../../../shared/brand.ts';
import { fail } from '../../../shared/failure.ts';
import type { Batches, Place } from '../placed.ts';
import type { Fetching, Lacks } from '../store.ts';
import { packRevision, packsOf } from './names.ts';
import { objectsOf } from './pack.ts';
import { type Known, PackList } from './pack-list.ts';
import { PackWriter } from './pack-writer.ts';
import { inOrder, inParallel } from './parallel.ts';
import type { Prefix } from './prefix.ts';
import { rangesOf } from './ranges.ts';
import type { Listed } from './xml.ts';

/** Packs smaller than this are joined when there are more than `mostSmall` of them. */
const smallPack = 1024 * 1024;
const mostSmall = 64;
const readAtOnce = 8;
const objectsAtOnce = 250;
/** Packs that are on their way while one is taken. */
const packsAtOnce = 4;

/**
 * The objects of a vault in a bucket, in packs. `tip`: the newest revision; packs for later ones
 * are of commits under way.
 */
export class Packs {
  readonly #prefix: Prefix;
  readonly #list: PackList;
  #writer: PackWriter | undefined;

  constructor(prefix: Prefix) {
    this.#prefix = prefix;
    this.#list = new PackList(prefix);
  }

  /** In the order asked; a missing one is `damaged` (`missing-object`). */
  async read(ids: readonly ObjectId[]): Promise<Uint8Array[]> {
    // A pack may be rewritten under another name while it is looked for.
    for (let attempt = 0; ; attempt++) {
      const isMissing = ids.some((id) => this.#placeOf(id) === undefined && !this.#writer?.waiting(id));
      if (attempt > 0 || isMissing) await this.#list.refresh({ all: attempt > 0 });
      try {
        return await this.#readAll(ids);
      } catch (error) {
        if (!(error instanceof Moved)) throw error;
        if (attempt === 5 || (attempt > 0 && error.absent))
          fail({ code: 'damaged', part: 'missing-object', object: error.id });
      }
    }
  }

  /**
   * The objects of packs for later revisions than this one, pack by pack. Where it is said
   * which are lacking, a large pack is read whole only if most of it is wanted: one that was written
   * again has little that is new.
   */
  async *after(
    revision: number,
    { lacks, progress }: Fetching,
  ): AsyncGenerator<Iterable<readonly [ObjectId, Uint8Array]>> {
    const listed = await this.#list.later(revision);
    const fetch = async (one: Listed) =>
      lacks !== undefined && one.size > smallPack ? this.#lacking(one, lacks) : this.#whole(one);
    const total = listed.reduce((sum, { size }) => sum + size, 0);
    let [at, done] = [0, 0];
    progress?.(0, total);
    for await (const objects of inOrder(listed, packsAtOnce, fetch)) {
      yield objects;
      done += listed[at++]?.size ?? 0;
      progress?.(done, total);
    }
  }

  async #whole({ key, size }: Listed): Promise<Iterable<readonly [ObjectId, Uint8Array]>> {
    const bytes = (await this.#prefix.get(key, size))?.bytes;
    // Written again under another name: that one is found by who misses something.
    return bytes?.length === size ? objectsOf(bytes) : [];
  }

  async #lacking(one: Listed, lacks: Lacks): Promise<Iterable<readonly [ObjectId, Uint8Array]>> {
    const placed = await this.#list.placedIn(one);
    const wanted = new Set(await lacks(placed.map(({ id }) => id)));
    if (wanted.size * 2 > placed.length) return this.#whole(one);
    const places = placed.filter(({ id }) => wanted.has(id));
    const bytes = await this.#readPlaces(
      places.map(({ id, at, length }) => [id, { pack: one.key, at, length }] as const),
    );
    return places.map(({ id }, i) => [id, bytes[i] as Uint8Array] as const);
  }

  /** Without what a commit under way has uploaded. */
  async list(tip: number): Promise<ObjectId[]> {
    await this.#list.refresh({ all: true });
    const packs = this.#upTo(tip).sort(([a], [b]) => (a < b ? 1 : -1));
    return [...new Set(packs.flatMap(([, { placed }]) => placed.map(({ id }) => id)))];
  }

  async areWhole(): Promise<boolean> {
    for (const key of [...this.#list.packs.keys()]) this.#list.forget(key);
    await this.#list.refresh({ all: true });
    return [...this.#list.packs.values()].every(({ whole }) => whole);
  }

  /** Uploads the objects of a commit. Where it fails, what is there of them is removed. */
  async add(batches: Batches, revision: number): Promise<readonly string[]> {
    const writer = new PackWriter(this.#prefix, revision, ({ key, placed, bytes }) =>
      this.#list.note(key, placed, bytes),
    );
    this.#writer = writer;
    try {
      await writer.addAll(batches);
      return writer.written.map(({ key }) => key);
    } catch (error) {
      await writer.settled();
      await this.removePacks(writer.written.map(({ key }) => key));
      throw error;
    } finally {
      this.#writer = undefined;
    }
  }

  /** Whether packs of a commit are all still there. */
  async areThere(packs: readonly string[], revision: number): Promise<boolean> {
    const there = new Set<string>();
    for await (const { objects } of this.#prefix.listAll(packsOf(revision)))
      for (const { key } of objects) there.add(key);
    return packs.every((key) => there.has(key));
  }

  /** Takes away packs of a commit that did not come about. */
  async removePacks(packs: readonly string[]): Promise<void> {
    await inParallel(packs, readAtOnce, async (key) => {
      this.#list.forget(key);
      await this.#prefix.remove(key).catch(() => {});
    });
  }

  /**
   * Removes objects for good: the packs that hold one are written again without it. Two programs
   * may do this at once: the new pack is there before each looks whether the old one still is, so
   * one of the two sees what the other made, and looks again.
   */
  async remove(ids: readonly ObjectId[], tip: number): Promise<void> {
    const gone = new Set(ids);
    for (;;) {
      await this.#list.refresh({ all: true });
      const held = this.#upTo(tip).filter(([, { placed }]) => placed.some(({ id }) => gone.has(id)));
      if (held.length === 0) return;
      for (const [key, { placed }] of held) {
        const kept = placed.map(({ id }) => id).filter((id) => !gone.has(id));
        await this.#replace([key], kept, tip);
      }
    }
  }

  /** Joins small packs where there are many: each saved change leaves one. */
  async join(tip: number): Promise<void> {
    const small = this.#upTo(tip).filter(([, { size, whole }]) => whole && size < smallPack);
    if (small.length <= mostSmall) return;
    const ids = small.flatMap(([, { placed }]) => placed.map(({ id }) => id));
    await this.#replace(
      small.map(([key]) => key),
      [...new Set(ids)],
      tip,
    );
  }

  // Another program may have removed one of them meanwhile: then what was made of it goes again,
  // for it holds what that one removed.
  async #replace(packs: readonly string[], kept: readonly ObjectId[], tip: number): Promise<void> {
    const made = await this.add(this.#contents(kept, new Set(packs)), tip).catch((error) => {
      if (error instanceof Moved) return undefined;
      throw error;
    });
    if (made === undefined) return;
    await this.#list.refresh({ all: true });
    if (packs.some((key) => !this.#list.packs.has(key))) return this.removePacks(made);
    for (const key of packs) {
      await this.#prefix.remove(key);
      this.#list.forget(key);
    }
  }

  async *#contents(ids: readonly ObjectId[], packs: ReadonlySet<string>) {
    const places = [...packs].flatMap((pack) =>
      (this.#list.packs.get(pack)?.placed ?? []).map(
        ({ id, at, length }) => [id, { pack, at, length }] as const,
      ),
    );
    const placeOf = new Map(places);
    for (let at = 0; at < ids.length; at += objectsAtOnce) {
      const some = ids.slice(at, at + objectsAtOnce);
      const bytes = await this.#readPlaces(some.map((id) => [id, placeOf.get(id)] as const));
      yield some.map((id, i) => [id, bytes[i] as Uint8Array] as const);
    }
  }

  #upTo(tip: number): [string, Known][] {
    return [...this.#list.packs].filter(([key]) => (packRevision(key) ?? 0) <= tip);
  }

  #placeOf(id: ObjectId): Place | undefined {
    return this.#list.placeOf(id);
  }

  async #readAll(ids: readonly ObjectId[]): Promise<Uint8Array[]> {
    const waiting = ids.map((id) => this.#writer?.waiting(id));
    const others = ids.filter((_, i) => waiting[i] === undefined);
    const read = await this.#readPlaces(others.map((id) => [id, this.#placeOf(id)] as const));
    let next = 0;
    return waiting.map((bytes) => bytes ?? (read[next++] as Uint8Array));
  }

  async #readPlaces(wanted: readonly (readonly [ObjectId, Place | undefined])[]): Promise<Uint8Array[]> {
    const found: Uint8Array[] = [];
    const { kept, ranges } = rangesOf(
      wanted,
      (pack) => this.#list.kept(pack),
      (id) => new Moved(id, true),
    );
    for (const { index, bytes } of kept) found[index] = bytes;
    await inParallel(ranges, readAtOnce, async ({ pack, at, length, pieces }) => {
      const got = await this.#prefix.get(pack, this.#sizeOf(pack), { at, length });
      if (got === undefined) {
        this.#list.forget(pack);
        throw new Moved((wanted[pieces[0]?.index ?? 0] as readonly [ObjectId, unknown])[0], false);
      }
      for (const piece of pieces)
        found[piece.index] = new Uint8Array(got.bytes.subarray(piece.at - at, piece.at - at + piece.length));
    });
    return found;
  }

  #sizeOf(pack: string): number {
    return this.#list.packs.get(pack)?.size ?? 0;
  }
}

/** An object that is not where it was a moment ago. `absent`: it lies in no pack that is known. */
class Moved extends Error {
  readonly id: ObjectId;
  readonly absent: boolean;

  constructor(id: ObjectId, absent: boolean) {
    super('moved');
    this.id = id;
    this.absent = absent;
  }
}
