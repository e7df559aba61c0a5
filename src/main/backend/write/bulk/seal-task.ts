/** Objects on their way to that thread. */
export interface Unsealed {
  /** 16 bytes each. */
  readonly ids: Uint8Array<ArrayBuffer>;
  readonly lengths: Uint32Array<ArrayBuffer>;
  /** Padded, one behind the other. */
  readonly plain: Uint8Array<ArrayBuffer>;
  /** Paths whose addresses are wanted as well. */
  readonly paths: readonly string[];
}

/** The same, sealed: each is `overhead` longer. */
export interface SealedParts {
  readonly ids: Uint8Array<ArrayBuffer>;
  readonly lengths: Uint32Array<ArrayBuffer>;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The first 8 bytes of each path's HMAC. */
  readonly addresses: Uint8Array<ArrayBuffer>;
}
