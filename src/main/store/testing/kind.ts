import type { Disk } from '../folder/disk.ts';
import type { StoreOpener } from '../store.ts';

/** One kind of store, as the statements about all of them handle it. */
export interface StoreKind {
  readonly name: string;
  readonly opener: StoreOpener;
  /** Where the opener is exported, for programs of their own. */
  readonly module: string;
  readonly exported: string;
  /** The same kind over a disk of the tests, where it has such a door. */
  on?(disk: Disk): StoreOpener;
  /** Takes the newest manifest's bytes away, as damage does. */
  loseNewest(place: string, how: 'removed' | 'emptied' | 'cut'): void;
  /** Puts files of other programs beside what is ours. */
  litter?(place: string): readonly string[];
}

/** One statement; fails by throwing. `folder` is empty and its own. */
export interface Statement {
  readonly name: string;
  /** Only where the kind has the door `on`. */
  readonly onDisk?: true;
  run(kind: StoreKind, folder: string): Promise<void>;
}
