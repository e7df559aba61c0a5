import type { ExportFormat, ExportLoss } from '../../shared/export.ts';
import type { ExportedFile, SecretSource } from './source.ts';

/** What seals an export; `recipients`: public keys of age. */
export interface Sealing {
  readonly password?: string | undefined;
  readonly recipients?: readonly string[] | undefined;
}

export interface WriteOptions extends Sealing {
  /** Hears of a loss that only names and values tell. */
  lose(loss: ExportLoss): void;
  /** Writes a long file beside the export, once for each content; missing: there is no beside. */
  attach?(file: ExportedFile): Promise<void>;
  progress?(done: number, total: number): void;
}

/** What of a secret a format brings along besides the current names and values. */
export type Carried =
  | ('deleted' | 'versions' | 'version-states' | 'files' | 'long-files' | 'tags')
  | ('expiry' | 'rules' | 'favourites' | 'events' | 'others');

/**
 * How one format is written. A new one: its writer beside its test, a line in `exporters.ts`, and
 * its traits in shared/export.ts.
 */
export interface Exporter {
  /** `others`: secrets without a one-time code. */
  readonly carries: ReadonlySet<Carried>;
  write(source: SecretSource, options: WriteOptions): AsyncIterable<Uint8Array | string>;
  /** Goes through all of it and writes nothing: `lose` hears the same as of `write`. */
  rehearse?(source: SecretSource, options: Pick<WriteOptions, 'lose'>): AsyncIterable<unknown>;
}

/** Loaded only when somebody asks for it. */
export type Exporters = { readonly [Format in ExportFormat]: () => Promise<Exporter> };
