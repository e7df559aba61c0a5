import type { ObjectId } from '../../../shared/brand.ts';
import { fail } from '../../../shared/failure.ts';
import {
  type Commit,
  type ObjectStore,
  type StoredManifest,
  sameTip,
  type Tip,
  tipOf,
} from '../../store/store.ts';

/**
 * What stays when a store is closed or its process dies: the bytes at rest, open to a test's
 * pliers.
 */
export interface Disk {
  readonly objects: Map<ObjectId, Uint8Array>;
  readonly manifests: Map<number, Uint8Array>;
}

/**
 * One thing a store does to its disk; `acknowledge` is after the effect, before the caller hears of
 * it.
 */
export type Step =
  | 'latest'
  | 'read'
  | 'object'
  | 'manifest'
  | 'acknowledge'
  | 'drop'
  | 'list'
  | 'remove'
  | 'drop-manifests';

export function emptyDisk(): Disk {
  return { objects: new Map(), manifests: new Map() };
}

// `slice` of a Buffer would share its memory with the caller's, who wipes it.
function copyOf(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}

export function copyDisk(disk: Disk): Disk {
  const copy = <K>(map: Map<K, Uint8Array>) =>
    new Map([...map].map(([key, bytes]) => [key, copyOf(bytes)] as const));
  return { objects: copy(disk.objects), manifests: copy(disk.manifests) };
}

/**
 * An object store of plain maps, for tests alone. `before` hears each step first and may throw:
 * that step is not done.
 */
export class MemoryStore implements ObjectStore {
  readonly readOnly: boolean;
  readonly disk: Disk;
  before: (step: Step) => void = () => {};
  #closed = false;

  constructor(disk: Disk, options: { readOnly?: boolean } = {}) {
    this.disk = disk;
    this.readOnly = options.readOnly ?? false;
  }

  async latestManifest(known?: Tip): Promise<StoredManifest | undefined> {
    this.#enter('latest');
    const revision = Math.max(...this.disk.manifests.keys());
    const bytes = this.disk.manifests.get(revision);
    if (bytes === undefined) return undefined;
    const found = { revision, bytes: copyOf(bytes) };
    return known !== undefined && sameTip(tipOf(found), known) ? undefined : found;
  }

  async readObjects(ids: readonly ObjectId[]): Promise<Uint8Array[]> {
    this.#enter('read');
    return ids.map((object) => {
      const bytes = this.disk.objects.get(object);
      return bytes === undefined ? fail({ code: 'damaged', part: 'missing-object', object }) : copyOf(bytes);
    });
  }

  async commit({ objects, manifest, revision, after, drop = [] }: Commit): Promise<'done' | 'conflict'> {
    this.#enter('latest', true);
    const newest = Math.max(...this.disk.manifests.keys());
    if (newest >= revision) return 'conflict';
    const bytes = this.disk.manifests.get(newest) ?? new Uint8Array();
    const stands = sameTip(tipOf({ revision: newest, bytes }), { revision: revision - 1, mark: after ?? '' });
    if (after !== undefined && !stands) fail({ code: 'store', reason: 'file-replaced' });
    for (const [id, bytes] of objects) {
      this.#enter('object');
      this.disk.objects.set(id, copyOf(bytes));
    }
    this.#enter('manifest');
    this.disk.manifests.set(revision, copyOf(manifest));
    for (const id of drop) {
      this.#enter('drop');
      this.disk.objects.delete(id);
    }
    this.#enter('acknowledge');
    return 'done';
  }

  async list(): Promise<ObjectId[]> {
    this.#enter('list');
    return [...this.disk.objects.keys()];
  }

  async isSound(): Promise<boolean> {
    this.#enter('list');
    return true;
  }

  async remove(ids: readonly ObjectId[]): Promise<void> {
    for (const id of ids) {
      this.#enter('remove', true);
      this.disk.objects.delete(id);
    }
  }

  async dropManifestsBefore(revision: number): Promise<void> {
    this.#enter('drop-manifests', true);
    for (const old of this.disk.manifests.keys()) if (old < revision) this.disk.manifests.delete(old);
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  #enter(step: Step, writes = false): void {
    if (this.#closed) fail({ code: 'closed' });
    if (writes && this.readOnly) fail({ code: 'read-only' });
    this.before(step);
  }
}
