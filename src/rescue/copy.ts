import type { Manifest } from './format/manifest.ts';
import type { Source } from './format/source.ts';

/** A copy of a vault that was found in the files chosen. */
export interface Copy {
  readonly source: Source;
  /** The highest revision first. */
  readonly manifests: readonly Manifest[];
  readonly name: string;
}
