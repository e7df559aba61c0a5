import fs from 'node:fs';
import path from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import type { ObjectId } from '../../../shared/brand.ts';
import { fail, failureOf } from '../../../shared/failure.ts';
import type { Batches, Place, Placed } from '../placed.ts';
import { codeOf, type Disk, type NewFile } from './disk.ts';
import { isPack, newFile, packFile } from './names.ts';
import { headLength, packEnd, recordHead, recordsOf } from './pack.ts';

/** A pack that has this many bytes takes no more objects. */
const fullPack = 16 * 1024 * 1024;
/** Packs smaller than this are joined when there are more than `mostSmall` of them. */
const smallPack = 1024 * 1024;
const mostSmall = 64;
/** Bytes that wait for one write. */
const writtenAtOnce = 256 * 1024;
/** Objects written or read before the event loop gets a turn. */
const objectsAtOnce = 250;

interface Known {
  readonly placed: readonly Placed[];
  readonly size: number;
  readonly whole: boolean;
  readonly partly: boolean;
}

/** The objects of a folder store, in packs. */
export class Packs {
  readonly #root: string;
  readonly #folder: string;
  readonly #disk: Disk;
  readonly #packs = new Map<string, Known>();
  readonly #places = new Map<ObjectId, Place>();
  /**
   * Objects of a commit under way, in files that have no pack's name yet: a stream reads what it
   * wrote.
   */
  readonly #coming = new Map<ObjectId, Place>();
  /** A pack went: the places of its objects are to be found again. */
  #stale = false;

  constructor(root: string, disk: Disk) {
    this.#root = root;
    this.#folder = path.join(root, 'objects');
    this.#disk = disk;
  }

  /** In the order asked; a missing one is `damaged` (`missing-object`). */
  async read(ids: readonly ObjectId[]): Promise<Uint8Array[]> {
    // A pack may be rewritten under another name while it is looked for.
    for (let attempt = 0; ; attempt++) {
      if (attempt > 0 || ids.some((id) => this.#placeOf(id) === undefined)) await this.#refresh();
      try {
        return await this.#readAll(ids);
      } catch (error) {
        if (!(error instanceof Moved)) throw error;
        if (attempt === 3) missing(error.id);
      }
    }
  }

  async list(): Promise<ObjectId[]> {
    await this.#refresh();
    return [...this.#places.keys()];
  }

  /**
   * False where a pack holds anything but whole records. `mayCome`: the rest of one may be on its
   * way.
   */
  async areWhole(mayCome: boolean): Promise<boolean> {
    for (const pack of [...this.#packs.keys()]) this.#forget(pack);
    await this.#refresh();
    return [...this.#packs.values()].every(({ whole, partly }) => whole || (mayCome && partly));
  }

  /**
   * Writes objects into new packs; durable, under their names, when it returns. Where it fails,
   * nothing of them is left.
   */
  async add(batches: Batches): Promise<readonly string[]> {
    const made: string[] = [];
    let pack: PackWriter | undefined;
    try {
      let count = 0;
      for await (const objects of batches) {
        for (const [id, bytes] of objects) {
          pack ??= await PackWriter.begin(this.#root, this.#disk);
          this.#coming.set(id, await pack.add(id, bytes));
          if (++count % objectsAtOnce === 0) await breathe();
          if (pack.size < fullPack) continue;
          made.push(await pack.finish());
          pack = undefined;
        }
        await pack?.write();
      }
      if (pack !== undefined) made.push(await pack.finish());
      if (made.length > 0) await this.#disk.syncFolder(this.#folder);
      return made;
    } catch (error) {
      await pack?.abandon();
      await this.removePacks(made);
      throw error;
    } finally {
      this.#coming.clear();
    }
  }

  /** Takes away packs of a commit that did not come about. */
  async removePacks(packs: readonly string[]): Promise<void> {
    for (const pack of packs) await this.#disk.remove(pack).catch(() => {});
  }

  /**
   * Removes objects for good: the packs that hold one are written again without it. Two processes
   * may do this at once: who takes the old name away has done it; the other's new pack goes, and it
   * looks again.
   */
  async remove(ids: readonly ObjectId[]): Promise<void> {
    const gone = new Set(ids);
    for (;;) {
      await this.#refresh();
      // One that is not whole may still be coming: its rest would be lost.
      const held = [...this.#packs].filter(
        ([, { placed, whole }]) => whole && placed.some(({ id }) => gone.has(id)),
      );
      if (held.length === 0) return;
      for (const [pack, { placed }] of held) {
        const kept = placed.map(({ id }) => id).filter((id) => !gone.has(id));
        const made = await this.add(this.#contents([[pack, kept]]));
        if (!(await this.#takeAway(pack))) await this.removePacks(made);
      }
      await this.#disk.syncFolder(this.#folder);
    }
  }

  /** Joins small packs where there are many: each saved change leaves one. */
  async join(): Promise<void> {
    await this.#refresh();
    const small = [...this.#packs].filter(([, { size, whole }]) => whole && size < smallPack);
    if (small.length <= mostSmall) return;
    const contents = small.map(([pack, { placed }]) => [pack, placed.map(({ id }) => id)] as const);
    const made = new Set(await this.add(this.#contents(contents)));
    const lost: ObjectId[] = [];
    for (const [pack, ids] of contents) if (!(await this.#takeAway(pack))) lost.push(...ids);
    await this.#disk.syncFolder(this.#folder);
    if (lost.length > 0) await this.remove(await this.#removedMeanwhile(lost, made));
  }

  // Who takes a pack away writes what is left of it first: what lies in none but ours was removed.
  async #removedMeanwhile(ids: readonly ObjectId[], ours: ReadonlySet<string>): Promise<ObjectId[]> {
    await this.#refresh();
    const others = [...this.#packs].filter(([pack]) => !ours.has(pack));
    const left = new Set(others.flatMap(([, { placed }]) => placed.map(({ id }) => id)));
    return ids.filter((id) => !left.has(id));
  }

  async *#contents(packs: readonly (readonly [string, readonly ObjectId[]])[]) {
    for (const [, ids] of packs) {
      for (let at = 0; at < ids.length; at += objectsAtOnce)
        yield await this.#stillThere(ids.slice(at, at + objectsAtOnce));
    }
  }

  /** These objects without those that another process removed just now. */
  async #stillThere(ids: readonly ObjectId[]): Promise<(readonly [ObjectId, Uint8Array])[]> {
    try {
      const bytes = await this.read(ids);
      return ids.map((id, i) => [id, bytes[i] as Uint8Array]);
    } catch (error) {
      const failure = failureOf(error);
      const gone =
        failure?.code === 'damaged' && failure.part === 'missing-object' ? failure.object : undefined;
      if (gone === undefined) throw error;
      return this.#stillThere(ids.filter((id) => id !== gone));
    }
  }

  async #takeAway(pack: string): Promise<boolean> {
    this.#forget(pack);
    try {
      await this.#disk.remove(pack);
      return true;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return false;
      throw error;
    }
  }

  #placeOf(id: ObjectId): Place | undefined {
    return this.#places.get(id) ?? this.#coming.get(id);
  }

  async #readAll(ids: readonly ObjectId[]): Promise<Uint8Array[]> {
    const open = new Map<string, number>();
    try {
      const found: Uint8Array[] = [];
      for (const id of ids) {
        const place = this.#placeOf(id);
        if (place === undefined) throw new Moved(id);
        const file = open.get(place.pack) ?? openPack(place.pack, id);
        open.set(place.pack, file);
        const bytes = new Uint8Array(place.length);
        if (fs.readSync(file, bytes, 0, place.length, place.at) < place.length)
          fail({ code: 'damaged', part: 'object', object: id });
        found.push(bytes);
        if (found.length % objectsAtOnce === 0) await breathe();
      }
      return found;
    } finally {
      for (const file of open.values()) fs.closeSync(file);
    }
  }

  /**
   * Looks which packs there are; the records of a pack never change, so each is looked through
   * once.
   */
  async #refresh(): Promise<void> {
    const names = fs.readdirSync(this.#folder).filter(isPack);
    const there = new Set(names.map((name) => path.join(this.#folder, name)));
    for (const pack of [...this.#packs.keys()]) if (!there.has(pack)) this.#forget(pack);
    // What lay in a pack that went may lie in another one that is known.
    if (this.#stale) for (const [pack, { placed }] of this.#packs) this.#note(pack, placed);
    this.#stale = false;
    for (const pack of there) {
      const before = this.#packs.get(pack);
      if (before !== undefined && sizeOf(pack) === before.size && (before.whole || !before.partly)) continue;
      const known = lookThrough(pack);
      if (known === undefined) continue;
      this.#packs.set(pack, known);
      this.#note(pack, known.placed);
      await breathe();
    }
  }

  #forget(pack: string): void {
    const placed = this.#packs.get(pack)?.placed ?? [];
    this.#packs.delete(pack);
    this.#stale = true;
    for (const { id } of placed) if (this.#places.get(id)?.pack === pack) this.#places.delete(id);
  }

  #note(pack: string, placed: readonly Placed[]): void {
    for (const { id, at, length } of placed) this.#places.set(id, { pack, at, length });
  }
}

/** A pack that was there a moment ago. */
class Moved extends Error {
  readonly id: ObjectId;

  constructor(id: ObjectId) {
    super('moved');
    this.id = id;
  }
}

function missing(id: ObjectId): never {
  return fail({ code: 'damaged', part: 'missing-object', object: id });
}

function openPack(pack: string, id: ObjectId): number {
  try {
    return fs.openSync(pack, 'r');
  } catch (error) {
    throw codeOf(error) === 'ENOENT' ? new Moved(id) : error;
  }
}

function sizeOf(pack: string): number | undefined {
  return fs.statSync(pack, { throwIfNoEntry: false })?.size;
}

function lookThrough(pack: string): Known | undefined {
  let file: number;
  try {
    file = fs.openSync(pack, 'r');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const { records, ...state } = recordsOf(file);
    return { placed: records, ...state, size: fs.fstatSync(file).size };
  } finally {
    fs.closeSync(file);
  }
}

/** One pack while it is written. */
class PackWriter {
  size = 0;
  readonly #file: NewFile;
  readonly #name: string;
  readonly #root: string;
  readonly #disk: Disk;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;

  private constructor(file: NewFile, name: string, root: string, disk: Disk) {
    this.#file = file;
    this.#name = name;
    this.#root = root;
    this.#disk = disk;
  }

  static async begin(root: string, disk: Disk): Promise<PackWriter> {
    const name = newFile(root, 'objects');
    return new PackWriter(await disk.createFile(name), name, root, disk);
  }

  async add(id: ObjectId, bytes: Uint8Array): Promise<Place> {
    const place = { pack: this.#name, at: this.size + headLength, length: bytes.length };
    this.#waiting.push(recordHead(id, bytes.length), bytes);
    this.#waitingBytes += headLength + bytes.length;
    this.size += headLength + bytes.length;
    if (this.#waitingBytes > writtenAtOnce) await this.write();
    return place;
  }

  /** Durable but for its name. */
  async finish(): Promise<string> {
    this.#waiting.push(packEnd);
    await this.write();
    await this.#file.sync();
    await this.#file.close();
    const pack = packFile(this.#root);
    await this.#disk.link(this.#name, pack);
    await this.#disk.remove(this.#name);
    return pack;
  }

  async abandon(): Promise<void> {
    await this.#file.close().catch(() => {});
    await this.#disk.remove(this.#name).catch(() => {});
  }

  async write(): Promise<void> {
    if (this.#waiting.length === 0) return;
    const bytes = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#waitingBytes = 0;
    await this.#file.append(bytes);
  }
}
