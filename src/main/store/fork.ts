import type { ObjectId } from '../../shared/brand.ts';
import type { Commit, ObjectStore, StoredManifest, StoreOpener, Tip } from './store.ts';

/** Objects copied in one go. */
const objectsAtOnce = 200;

/**
 * A store that is read and never written: its first commit makes a copy of it elsewhere, whole or
 * not at all, with that commit in it. From then on the copy is the store.
 */
export class ForkedStore implements ObjectStore {
  #store: ObjectStore;
  #copied = false;
  readonly #opener: StoreOpener;
  readonly #to: string;

  /** `source` is closed once it was copied, or with this store. */
  constructor(source: ObjectStore, opener: StoreOpener, to: string) {
    this.#store = source;
    this.#opener = opener;
    this.#to = to;
  }

  get readOnly(): boolean {
    return this.#copied && this.#store.readOnly;
  }

  latestManifest(known?: Tip): Promise<StoredManifest | undefined> {
    return this.#store.latestManifest(known);
  }

  readObjects(ids: readonly ObjectId[]): Promise<Uint8Array[]> {
    return this.#store.readObjects(ids);
  }

  async commit(commit: Commit): Promise<'done' | 'conflict'> {
    if (this.#copied) return this.#store.commit(commit);
    const source = this.#store;
    const newest = await source.latestManifest();
    if (newest !== undefined && newest.revision >= commit.revision) return 'conflict';
    const { manifest, revision, drop = [] } = commit;
    const batches = copyOf(source, new Set(drop), commit.objects);
    this.#store = await this.#opener.create(this.#to, manifest, { revision, batches });
    this.#copied = true;
    await source.close();
    return 'done';
  }

  list(): Promise<ObjectId[]> {
    return this.#store.list();
  }

  isSound(): Promise<boolean> {
    return this.#store.isSound();
  }

  remove(ids: readonly ObjectId[]): Promise<void> {
    return this.#store.remove(ids);
  }

  dropManifestsBefore(revision: number): Promise<void> {
    return this.#store.dropManifestsBefore(revision);
  }

  close(): Promise<void> {
    return this.#store.close();
  }
}

async function* copyOf(
  source: ObjectStore,
  drop: ReadonlySet<ObjectId>,
  added: Commit['objects'],
): AsyncGenerator<Iterable<readonly [ObjectId, Uint8Array]>> {
  const ids = (await source.list()).filter((id) => !drop.has(id));
  for (let at = 0; at < ids.length; at += objectsAtOnce) {
    const some = ids.slice(at, at + objectsAtOnce);
    const bytes = await source.readObjects(some);
    yield some.map((id, index) => [id, bytes[index] ?? new Uint8Array()]);
  }
  yield added;
}
