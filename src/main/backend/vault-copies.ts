import { fail, failureOf } from '../../shared/failure.ts';
import type { ObjectStore } from '../store/store.ts';
import type { Backend, Copies } from './backend.ts';
import { proveCopy } from './check/prove.ts';
import type { Copied, CopyOptions, CopyTarget, Mended, MendOptions, VerifyReport } from './copies.ts';
import { copyVault, proveItems } from './copy.ts';
import { lineageName, lineageOf } from './format/lineage.ts';
import type { Item } from './format/references.ts';
import { readSnapshot } from './format/snapshot.ts';
import { VaultHistories } from './histories.ts';
import { newestManifest } from './newest.ts';
import type { VaultReader } from './reader.ts';
import type { Revisions } from './revisions.ts';
import type { VaultFiles } from './vault-files.ts';

/** What an open vault needs for copies of itself. */
export interface CopiesOf {
  readonly store: ObjectStore;
  readonly revisions: Revisions;
  readonly reader: VaultReader;
  readonly files: VaultFiles;
  readonly now: () => number;
  readonly sibling: Copies['sibling'];
}

/** Copies, proves, compares and mends an open vault. */
export class VaultCopies extends VaultHistories implements Copies {
  readonly #store: ObjectStore;
  readonly #revisions: Revisions;
  readonly #now: () => number;
  readonly #sibling: Copies['sibling'];

  constructor({ store, revisions, reader, files, now, sibling }: CopiesOf) {
    super(store, revisions, reader, files);
    this.#store = store;
    this.#revisions = revisions;
    this.#now = now;
    this.#sibling = sibling;
  }

  async copy(target: CopyTarget, options: CopyOptions = {}): Promise<Copied> {
    await this.#refreshIfThere();
    const { key, snapshot } = this.#revisions.current;
    const manifest = await this.#store.latestManifest();
    // Another program was quicker than this read: then its revision is the one to copy.
    if (manifest?.revision !== snapshot.revision) return this.copy(target, options);
    return copyVault({ store: this.#store, snapshot, manifest: manifest.bytes }, key, target, options);
  }

  async prove(store: ObjectStore, items?: readonly Item[], options: CopyOptions = {}): Promise<VerifyReport> {
    const { key } = this.#revisions.current;
    const snapshot = readSnapshot(key, await newestManifest(store));
    if (items === undefined) return proveCopy(store, snapshot, options);
    const lost = await proveItems({ store, snapshot }, items, options);
    const damaged = lost.map((object) => ({ part: 'version', object, ok: false }) as const);
    const counts = { objects: items.length, bytes: 0, secrets: 0, versions: 0, unreferenced: 0 };
    return { ...counts, revision: snapshot.revision, damaged };
  }

  async stamp() {
    const { mark, records, snapshot } = this.#revisions.current;
    const lineage = lineageOf(records.settings.get(lineageName));
    return { revision: snapshot.revision, manifest: mark, lineage };
  }

  async mend(
    others: readonly ObjectStore[],
    create: CopyTarget['create'],
    options: Omit<MendOptions, 'now'>,
  ): Promise<Mended> {
    const { key, snapshot } = this.#revisions.current;
    const manifest = await newestManifest(this.#store);
    const source = { store: this.#store, snapshot: readSnapshot(key, manifest), manifest: manifest.bytes };
    if (manifest.revision !== snapshot.revision) fail({ code: 'busy' });
    const { mendVault } = await import('./check/mend.ts');
    return mendVault(source, others, key, create, { ...options, now: this.#now() });
  }

  sibling(store: ObjectStore): Promise<Backend> {
    return this.#sibling(store);
  }

  // What was opened can be copied also when another file lies in its place by now.
  async #refreshIfThere(): Promise<void> {
    try {
      await this.#revisions.refresh();
    } catch (error) {
      if (failureOf(error)?.code !== 'store') throw error;
    }
  }
}
