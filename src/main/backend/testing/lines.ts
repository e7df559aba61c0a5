import type { ObjectId } from '../../../shared/brand.ts';
import { orNotCome } from '../../store/missing.ts';
import type { Apart, Commit, Device, StoredManifest, Tip } from '../../store/store.ts';
import { EncryptedBackend } from '../encrypted.ts';
import { type Clock, testKey } from './harness.ts';
import { type Disk, MemoryStore } from './memory-store.ts';
import { makeDisk } from './vaults.ts';

/**
 * A place on which several devices write apart, as one of them has it: the objects of all, and a
 * line for each.
 */
export interface Place {
  readonly objects: Disk['objects'];
  readonly lines: Map<string, Disk['manifests']>;
}

/** The id of a device of the tests. */
export function deviceId(n: number): string {
  return String(n).padStart(2, '0').repeat(16);
}

/** A place with a new vault, which the first device made. */
export async function makePlace(clock: Clock): Promise<Place> {
  const { objects, manifests } = await makeDisk(clock);
  return { objects, lines: new Map([[deviceId(1), manifests]]) };
}

/** What a sync tool does once it is through: everything of one copy of a place comes to another. */
export function carry(from: Place, to: Place): void {
  for (const [id, bytes] of from.objects) to.objects.set(id, bytes);
  for (const [device, line] of from.lines) {
    const there = to.lines.get(device) ?? new Map();
    for (const [revision, bytes] of line) there.set(revision, bytes);
    to.lines.set(device, there);
  }
}

export function copyPlace({ objects, lines }: Place): Place {
  return { objects: new Map(objects), lines: new Map([...lines].map(([id, line]) => [id, new Map(line)])) };
}

/** A store of plain maps with a line for each device, for tests alone. */
export class LineStore extends MemoryStore {
  readonly device: Device;
  readonly #place: Place;
  /** Where this line begins, as long as it has not. */
  #base: StoredManifest | undefined;

  constructor(place: Place, device: Device, options: { readOnly?: boolean } = {}) {
    const manifests = place.lines.get(device.id) ?? new Map();
    super({ objects: place.objects, manifests }, options);
    this.device = device;
    this.#place = place;
  }

  async apart(): Promise<readonly Apart[]> {
    return [...this.#place.lines].flatMap(([device, line]) => {
      const manifest = newestIn(line);
      return device === this.device.id || manifest === undefined ? [] : [{ device, manifest }];
    });
  }

  override async readObjects(ids: readonly ObjectId[]): Promise<Uint8Array[]> {
    try {
      return await super.readObjects(ids);
    } catch (error) {
      const hasOthers = [...this.#place.lines.keys()].some((device) => device !== this.device.id);
      throw hasOthers ? orNotCome(error) : error;
    }
  }

  override async latestManifest(known?: Tip): Promise<StoredManifest | undefined> {
    if (this.disk.manifests.size > 0) return super.latestManifest(known);
    this.#base ??= await this.#newest();
    return this.#base !== undefined && known !== undefined ? undefined : this.#base;
  }

  // A line begins where another one stands.
  override async commit(commit: Commit): Promise<'done' | 'conflict'> {
    const { manifests } = this.disk;
    if (manifests.size > 0) return super.commit(commit);
    const base = this.#base;
    if (base !== undefined) manifests.set(base.revision, base.bytes);
    try {
      return await super.commit(commit);
    } finally {
      if (base !== undefined) manifests.delete(base.revision);
      if (manifests.size > 0) this.#place.lines.set(this.device.id, manifests);
    }
  }

  async #newest(): Promise<StoredManifest | undefined> {
    const all = (await this.apart()).map(({ manifest }) => manifest);
    return all.sort((a, b) => b.revision - a.revision)[0];
  }
}

function newestIn(line: ReadonlyMap<number, Uint8Array>): StoredManifest | undefined {
  const revision = Math.max(...line.keys());
  const bytes = line.get(revision);
  return bytes && { revision, bytes };
}

/** An initialised backend of a device on its copy of a place. */
export async function openLine(
  place: Place,
  n: number,
  clock: Clock,
  options: { readOnly?: boolean; rootKey?: Uint8Array } = {},
): Promise<EncryptedBackend> {
  const store = new LineStore(place, { id: deviceId(n), name: `desk ${n}` }, options);
  const backend = new EncryptedBackend(store, options.rootKey ?? testKey(), clock.now);
  await backend.initialize();
  return backend;
}
