import type { Format } from './entry.ts';

/** What a file is, and whether a password of its own opens it. */
export interface Detected {
  readonly format: Format;
  readonly needsPassword: boolean;
}
