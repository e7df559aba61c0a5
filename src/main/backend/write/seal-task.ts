import { hmacSha256, type Key } from '../../crypto/primitives.ts';
import type { ObjectKind } from '../format/keyring.ts';

/** What the thread that seals is started with: handles of two subkeys, and what its objects' AAD says. */
export interface SealTask {
  readonly vault: string;
  readonly kind: ObjectKind;
  readonly term: number;
  readonly key: Key;
  readonly addressKey: Key;
}

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

/** Bytes of an address that pages use. */
export const addressBytes = 8;

/** So many bytes of the address of each path. */
export function addressesOf(key: Key, paths: readonly string[]): Uint8Array<ArrayBuffer> {
  const addresses = new Uint8Array(addressBytes * paths.length);
  for (const [i, path] of paths.entries())
    addresses.set(hmacSha256(key, path).subarray(0, addressBytes), addressBytes * i);
  return addresses;
}
