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
  loseNewest(place: string, how: 'removed' | 'emptied' | 'cut'): void | Promise<void>;
  /** Puts files of other programs beside what is ours. */
  litter?(place: string): readonly string[];
  /** For a kind that is no file: the place that stands for a path. */
  locate?(path: string): string;
  /** Who has more than lies at the place puts it there again. */
  readonly heals?: true;
  /** For a kind that is no file: what lies at a path's place, past the store. */
  readonly ground?: Ground;
}

export interface Ground {
  /** Puts there what is none of ours; missing: nothing else can lie there. */
  occupy?(path: string): Promise<void>;
  /** What is there that is none of ours. */
  strangers?(path: string): Promise<readonly string[]>;
  /** What is to be called to put back what lies there now. */
  save(path: string): Promise<() => Promise<void>>;
  /** Takes all of it away. */
  clear(path: string): Promise<void>;
  /** Whether these bytes lie there anywhere. */
  holds(path: string, bytes: Buffer): Promise<boolean>;
}

/** One statement; fails by throwing. `folder` is empty and its own. */
export interface Statement {
  readonly name: string;
  /** Only where the kind has the door `on`. */
  readonly onDisk?: true;
  run(kind: StoreKind, folder: string): Promise<void>;
}
