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
export interface Stage extends Pick<ObjectStore, 'readObjects' | 'list' | 'isSound'> {
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
  const open = async () =>
    new StagedStore(stage, manifest ?? fail({ code: 'not-found', what: 'vault', name: location }));
  return {
    opener: {
      open,
      create: async (_, bytes, content) => {
        await stage.begin();
        if (content !== undefined) await stage.add(content);
        manifest = { revision: content?.revision ?? 1, bytes: new Uint8Array(bytes) };
        return open();
      },
    },
    publish: async () => {
      const made = manifest ?? fail({ code: 'closed' });
      // Where this fails nobody knows whether the manifest is still under way: what it refers to stays.
      published = true;
      published = await stage.publish(made);
      if (!published) fail({ code: 'exists', what: 'vault', name: location });
    },
    discard: async () => {
      if (!published) await stage.discard();
    },
  };
}

/** A store in the making, as it is read. */
class StagedStore implements ObjectStore {
  readonly readOnly = true;
  readonly #stage: Stage;
  readonly #manifest: StoredManifest;

  constructor(stage: Stage, manifest: StoredManifest) {
    this.#stage = stage;
    this.#manifest = manifest;
  }

  async latestManifest(known?: Tip): Promise<StoredManifest | undefined> {
    return known !== undefined && sameTip(tipOf(this.#manifest), known) ? undefined : this.#manifest;
  }

  readObjects(ids: readonly ObjectId[]): Promise<Uint8Array[]> {
    return this.#stage.readObjects(ids);
  }

  list(): Promise<ObjectId[]> {
    return this.#stage.list();
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
