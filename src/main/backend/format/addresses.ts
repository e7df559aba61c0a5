import { hmacSha256, type Key } from '../../crypto/primitives.ts';

/** Bytes of an address that pages use. */
export const addressBytes = 8;

/** So many bytes of the address of each path. */
export function addressesOf(key: Key, paths: readonly string[]): Uint8Array<ArrayBuffer> {
  const addresses = new Uint8Array(addressBytes * paths.length);
  for (const [i, path] of paths.entries())
    addresses.set(hmacSha256(key, path).subarray(0, addressBytes), addressBytes * i);
  return addresses;
}
