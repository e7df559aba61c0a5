import fs from 'node:fs';
import path from 'node:path';
import { replaceFile } from '../file.ts';
import { isDevice, isHead, isPack, revisionOf } from '../folder/names.ts';
import { randomName } from '../names.ts';
import { inParallel } from '../s3/parallel.ts';
import type { Prefix } from '../s3/prefix.ts';
import type { Alike } from './alike.ts';
import { isGoneThere, takenAway, wasTakenAway } from './taken-away.ts';

const atOnce = 4;
/** So often packs are looked for anew that went while they were fetched. */
const attempts = 5;

/** A name of a vault in a folder, and how many bytes it has. */
interface Named {
  readonly name: string;
  readonly size: number;
}

/**
 * Brings the files of a vault in a folder of this machine to a service and back. Names tell what is
 * new: what has one never changes, but that a manifest is emptied. A device's manifests go one way.
 */
export class Carrying {
  readonly #prefix: Prefix;
  readonly #root: string;
  readonly #alike: Alike;

  /** When the service answered last, in ms. */
  heard = 0;

  #isShared = false;

  constructor(prefix: Prefix, root: string, alike: Alike) {
    this.#prefix = prefix;
    this.#root = root;
    this.#alike = alike;
  }

  /**
   * Whether the service has later manifests under this device's id than this folder ever had: this
   * machine was put back, or another one has the same notes.
   */
  get isShared(): boolean {
    return this.#isShared;
  }

  /** Whether this folder has an earlier state than was carried. */
  wasPutBack(device: string): boolean {
    const newest = this.#newestOf(device);
    return [...this.#alike.all().keys()].some(
      (name) => isHead(name) && deviceOf(name) === device && revisionIn(name) > newest,
    );
  }

  /** Brings what others wrote. `all`: also where no manifest tells of it. */
  async fetch(device: string, all = false): Promise<void> {
    const isOwn = (name: string) => deviceOf(name) === device;
    const newest = this.#newestOf(device);
    const isLater = (name: string) => isOwn(name) && revisionIn(name) > newest;
    const isBack = this.wasPutBack(device);
    const isLess = this.#forgetIf((name) => this.#isLost(name) && (isBack || !isHead(name) || !isOwn(name)));
    const before = this.#alike.all();
    const heads = await this.#listed('heads/', isHead);
    const there = new Set(heads.map(({ name }) => name));
    const wasPutBack = lostOwn(before, there, isOwn);
    this.#isShared = !isBack && heads.some(({ name }) => isLater(name));
    const wanted = heads.filter(({ name }) => !isOwn(name) || (isBack && isLater(name)));
    const fresh = wanted.filter(({ name, size }) => before.get(name) !== size);
    if (fresh.length === 0 && !all && !wasPutBack && !isBack && !isLess) return;
    await this.#fetchPacks(before, wasPutBack);
    await inParallel(fresh, atOnce, async (one) => void (await this.#fetch(one)));
    if (wasPutBack) return void this.#forgetIf((name) => !there.has(name));
    // Names of earlier revisions, which go after a day.
    for (const name of before.keys())
      if (isHead(name) && !isOwn(name) && !there.has(name)) this.#removeHere(name);
  }

  /** Sends what was written here: a manifest behind what it refers to. */
  async send(device: string): Promise<void> {
    const before = this.#alike.all();
    const packs = this.#namesIn('objects').filter((name) => isPack(path.basename(name)));
    await inParallel(
      packs.filter((name) => !before.has(name)),
      atOnce,
      (name) => this.#send(name),
    );
    for (const line of this.#lines()) {
      const names = this.#namesIn(`heads/${line}`).filter(isHead).sort();
      const newest = names.at(-1);
      // What is of another device and not known came from here: this one had that id before.
      if (newest !== undefined && (line === device || !before.has(newest)))
        await this.#sendHead(newest, before);
      if (line !== device) continue;
      for (const name of names) if (name !== newest && before.has(name)) await this.#sendHead(name, before);
    }
    await this.#removeThere(device, before);
  }

  /** Takes away at the service what was taken away here: packs, and names of earlier revisions. */
  async #removeThere(device: string, before: ReadonlyMap<string, number>): Promise<void> {
    for (const pack of takenAway(path.join(this.#root, 'objects'))) {
      const name = `objects/${pack}`;
      await this.#removeNamed(name);
      isGoneThere(this.#fileOf(name));
    }
    const newest = this.#newestOf(device);
    for (const name of before.keys()) {
      const isEarlier = isHead(name) && deviceOf(name) === device && revisionIn(name) < newest;
      if (isEarlier && !fs.existsSync(this.#fileOf(name))) await this.#removeNamed(name);
    }
  }

  async #removeNamed(name: string): Promise<void> {
    await this.#prefix.remove(name);
    this.#alike.forget(name);
  }

  /** Whether this folder lacks what was carried, and nobody took it away here. */
  #isLost(name: string): boolean {
    const file = this.#fileOf(name);
    return !fs.existsSync(file) && !wasTakenAway(file);
  }

  /** How many revisions of this device the service has not got. */
  unsent(device: string): number {
    const known = this.#alike.all();
    const own = this.#namesIn(`heads/${device}`).filter(isHead);
    const sent = own.filter((name) => known.has(name)).map(revisionIn);
    return own.map(revisionIn).filter((revision) => revision > Math.max(0, ...sent)).length;
  }

  #lines(): string[] {
    return fs.readdirSync(path.join(this.#root, 'heads')).filter(isDevice);
  }

  async #fetchPacks(before: ReadonlyMap<string, number>, keep: boolean): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const packs = await this.#listed('objects/', (name) => isPack(path.basename(name)));
      const there = new Map(packs.filter(({ size }) => size > 0).map((one) => [one.name, one]));
      let isMoved = false;
      const known = this.#alike.all();
      const fresh = [...there.values()].filter(
        ({ name, size }) => known.get(name) !== size && !wasTakenAway(this.#fileOf(name)),
      );
      await inParallel(fresh, atOnce, async (one) => {
        if (!(await this.#fetch(one))) isMoved = true;
      });
      if (isMoved && attempt < attempts) continue;
      for (const name of before.keys())
        if (name.startsWith('objects/') && !there.has(name) && !keep) this.#removeHere(name);
      return;
    }
  }

  /** False where it is gone by now. */
  async #fetch({ name, size }: Named): Promise<boolean> {
    const file = this.#fileOf(name);
    const here = fs.statSync(file, { throwIfNoEntry: false })?.size;
    // What is less than that there is an earlier state of what is here.
    const isHere = here === size && !isHead(name);
    if (!isHere) {
      const bytes = size === 0 ? Buffer.alloc(0) : (await this.#prefix.get(name, size + 1))?.bytes;
      if (bytes === undefined) return false;
      fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
      replaceFile(file, bytes, path.join(path.dirname(file), `.new-${randomName()}`));
    }
    this.heard = Date.now();
    this.#alike.note(name, size);
    return true;
  }

  async #sendHead(name: string, before: ReadonlyMap<string, number>): Promise<void> {
    const size = fs.statSync(this.#fileOf(name), { throwIfNoEntry: false })?.size;
    if (size !== undefined && before.get(name) !== size) await this.#send(name);
  }

  async #send(name: string): Promise<void> {
    let bytes: Buffer;
    try {
      bytes = fs.readFileSync(this.#fileOf(name));
    } catch (error) {
      // Written again under another name just now.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
      throw error;
    }
    await this.#prefix.put(name, bytes);
    this.heard = Date.now();
    this.#alike.note(name, bytes.length);
  }

  #removeHere(name: string): void {
    fs.rmSync(this.#fileOf(name), { force: true });
    this.#alike.forget(name);
  }

  /** True where there was one. */
  #forgetIf(which: (name: string) => boolean): boolean {
    const found = [...this.#alike.all().keys()].filter(which);
    for (const name of found) this.#alike.forget(name);
    return found.length > 0;
  }

  #newestOf(device: string): number {
    return Math.max(0, ...this.#namesIn(`heads/${device}`).filter(isHead).map(revisionIn));
  }

  async #listed(begin: string, wanted: (name: string) => boolean): Promise<Named[]> {
    const found: Named[] = [];
    for await (const { objects } of this.#prefix.listAll(begin)) {
      this.heard = Date.now();
      for (const { key, size } of objects) if (wanted(key)) found.push({ name: key, size });
    }
    return found;
  }

  #namesIn(folder: string): string[] {
    const at = path.join(this.#root, folder);
    return fs.existsSync(at) ? fs.readdirSync(at).map((name) => `${folder}/${name}`) : [];
  }

  #fileOf(name: string): string {
    return path.join(this.#root, ...name.split('/'));
  }
}

// A device's own manifest that is not where it was sent: the service was emptied, or put back. Then
// nothing goes here for lack of it there, and all is sent again.
function lostOwn(
  before: ReadonlyMap<string, number>,
  there: ReadonlySet<string>,
  isOwn: (name: string) => boolean,
): boolean {
  const newest = [...before.keys()]
    .filter((name) => isHead(name) && isOwn(name))
    .sort()
    .at(-1);
  return newest !== undefined && !there.has(newest);
}

function deviceOf(name: string): string {
  return name.split('/')[1] ?? '';
}

function revisionIn(name: string): number {
  return revisionOf(path.basename(name)) ?? 0;
}
