import type { ObjectId } from '../../shared/brand.ts';
import { fail } from '../../shared/failure.ts';
import {
  type Content,
  type ObjectStore,
  type Staging,
  type StoredManifest,
  sameTip,
  type Tip,
  tipOf,
} from './store.ts';

/** What a kind of store does for one that is in the making. */
export interface Stage extends Pick<ObjectStore, 'readObjects' | 'isSound'> {
  /** Refuses a place that is taken or no good. */
  begin(): Promise<void>;
  add(content: Content): Promise<void>;
  /** False where another was faster. */
  publish(manifest: StoredManifest): Promise<boolean>;
  discard(): Promise<void>;
}

/** Holds the manifest back: objects that no manifest refers to are seen by nobody. */
export function staged(stage: Stage, location: string): Staging {
  let manifest: StoredManifest | undefined;
  let published = false;
  const added: ObjectId[] = [];
  const open = async () =>
    new StagedStore(stage, added, manifest ?? fail({ code: 'not-found', what: 'vault', name: location }));
  return {
    opener: {
      open,
      create: async (_, bytes, content) => {
        await stage.begin();
        if (content !== undefined) await stage.add({ ...content, batches: noted(content.batches, added) });
        manifest = { revision: content?.revision ?? 1, bytes: new Uint8Array(bytes) };
        return open();
      },
    },
    publish: async () => {
      const made = manifest ?? fail({ code: 'closed' });
      // Where this fails nobody knows whether the manifest is still under way: what it refers to
      // stays.
      published = true;
      published = await stage.publish(made);
      if (!published) fail({ code: 'exists', what: 'vault', name: location });
    },
    discard: async () => {
      if (!published) await stage.discard();
    },
  };
}

async function* noted(batches: Content['batches'], added: ObjectId[]): Content['batches'] {
  for await (const objects of batches) {
    const some = [...objects];
    for (const [id] of some) added.push(id);
    yield some;
  }
}

/**
 * A store in the making, as it is read. What others left at its place, or a creation that was
 * broken off, is none of it.
 */
class StagedStore implements ObjectStore {
  readonly readOnly = true;
  readonly #stage: Stage;
  readonly #added: readonly ObjectId[];
  readonly #manifest: StoredManifest;

  constructor(stage: Stage, added: readonly ObjectId[], manifest: StoredManifest) {
    this.#stage = stage;
    this.#added = added;
    this.#manifest = manifest;
  }

  async latestManifest(known?: Tip): Promise<StoredManifest | undefined> {
    return known !== undefined && sameTip(tipOf(this.#manifest), known) ? undefined : this.#manifest;
  }

  readObjects(ids: readonly ObjectId[]): Promise<Uint8Array[]> {
    return this.#stage.readObjects(ids);
  }

  async list(): Promise<ObjectId[]> {
    return [...this.#added];
  }

  isSound(): Promise<boolean> {
    return this.#stage.isSound();
  }

  async commit(): Promise<never> {
    return fail({ code: 'read-only' });
  }

  async remove(): Promise<void> {
    fail({ code: 'read-only' });
  }

  async dropManifestsBefore(): Promise<void> {
    fail({ code: 'read-only' });
  }

  async close(): Promise<void> {}
}
