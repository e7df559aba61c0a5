// docs/format.md, 19.
import { hexOf, unbase64, utf8 } from '../crypto/bytes.ts';
import { derive, hmac, newSha256, openerOf } from '../crypto/primitives.ts';
import type { Head } from './head.ts';
import { type Json, text, whole } from './shape.ts';
import { Damaged } from './trouble.ts';

const chunkSize = 1_048_576;
const most = 2_147_483_648;

/** The bytes of a file, chunk by chunk; the last one comes once the whole file's hash fits. */
export async function* attachmentPieces(head: Head, stored: Json): AsyncGenerator<Uint8Array> {
  const [key, size, digest] = [unbase64(stored['key']), whole(stored['size']), text(stored['digest'])];
  if (key?.length !== 32 || size > most) throw new Damaged('attachment');
  const ids = await derive(key, head.vault, 'attachment/id');
  const open = await openerOf(await derive(key, head.vault, 'object/attachment'));
  const length = padme(size);
  const count = Math.ceil(length / chunkSize);
  const hash = newSha256();
  for (let i = 0; i < count; i++) {
    const id = hexOf((await hmac('SHA-256', ids, utf8(String(i)))).subarray(0, 16));
    const sealed = await head.source.read(id);
    const plain = sealed && (await open(nonceOf(i, count), sealed));
    const wanted = Math.min(chunkSize, length - i * chunkSize);
    if (plain?.length !== wanted) throw new Damaged('attachment');
    const piece = plain.subarray(0, Math.max(0, Math.min(wanted, size - i * chunkSize)));
    hash.update(piece);
    if (i === count - 1 && hexOf(hash.digest()) !== digest) throw new Damaged('attachment');
    yield piece;
  }
}

function nonceOf(i: number, count: number): Uint8Array {
  const nonce = new Uint8Array(12);
  new DataView(nonce.buffer).setUint32(7, i);
  nonce[11] = i === count - 1 ? 1 : 0;
  return nonce;
}

function padme(length: number): number {
  if (length < 2) return length;
  const exponent = Math.floor(Math.log2(length));
  const step = 2 ** (exponent - Math.floor(Math.log2(exponent)) - 1);
  return Math.ceil(length / step) * step;
}
