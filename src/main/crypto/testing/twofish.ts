import { encrypt, makeSession } from 'twofish-ts';

/** Blocks chained as CBC has them, by other code than what opens them; no padding is added. */
export function sealed(key: Uint8Array, iv: Uint8Array, plain: Uint8Array): Uint8Array {
  const session = makeSession(key);
  const all = new Uint8Array(plain.length);
  let before = iv;
  for (let at = 0; at < plain.length; at += 16) {
    const mixed = plain.subarray(at, at + 16).map((byte, i) => byte ^ (before[i] ?? 0));
    encrypt(mixed, 0, all, at, session);
    before = all.subarray(at, at + 16);
  }
  return all;
}
