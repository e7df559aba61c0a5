import kdbxweb from 'kdbxweb';
import { sha256, sha512 } from '../crypto/primitives.ts';
import { refuse } from './refuse.ts';

/** The next bytes of a stream that masks the protected values of a database. */
export type Mask = (length: number) => Uint8Array;

/** Every database of version 3 has the same. */
const salsaNonce = Buffer.from('e830094b97205d2a', 'hex');

/** The stream from its beginning. https://keepass.info/help/kb/kdbx_4.html#innerencryption */
export function maskOf({ id, key }: { readonly id: number; readonly key: Uint8Array }): Mask {
  const stream =
    id === 2 ? salsa(key) : id === 3 ? chacha(key) : refuse('unknown-scheme', { part: 'inner-stream' });
  return (length) => stream.getBytes(length);
}

function salsa(key: Uint8Array) {
  return new kdbxweb.Salsa20(sha256(key), salsaNonce);
}

function chacha(key: Uint8Array) {
  const hash = sha512(key);
  return new kdbxweb.ChaCha20(hash.subarray(0, 32), hash.subarray(32, 44));
}
