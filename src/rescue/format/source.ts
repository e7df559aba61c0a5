/** A manifest as it lies in a file or folder; nothing of it is believed yet. */
export interface StoredManifest {
  readonly revision: number;
  readonly bytes: Uint8Array;
}

/** Where a vault's manifests and objects lie. */
export interface Source {
  /** Bytes of all that was given. */
  readonly size: number;
  /** The newest manifest of each device. */
  manifests(): Promise<StoredManifest[]>;
  /** A sealed object; `undefined` where it is missing. */
  read(id: string): Promise<Uint8Array | undefined>;
}

/** Told how far a long work is: from 0 to 1. */
export type Progress = (part: number) => void;
