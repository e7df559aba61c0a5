import type { ObjectId } from '../../../shared/brand.ts';
import { failureOf } from '../../../shared/failure.ts';
import { type Keyring, newObjectId } from '../format/keyring.ts';

const idLength = 16;
const prefix = idLength + 4;

/**
 * A draft for a file of its own: id ‖ term (4 bytes) ‖ the object, sealed as kind `draft`
 * (format.md, 5 and 14).
 */
export function sealDraft(keys: Keyring, text: string): Uint8Array {
  const ref = { id: newObjectId(), term: keys.current };
  const term = Buffer.alloc(4);
  term.writeUInt32BE(ref.term);
  return Buffer.concat([Buffer.from(ref.id, 'hex'), term, keys.seal('draft', ref, text)]);
}

/** True where it was sealed under an earlier term than the newest. */
export function isOldDraft(keys: Keyring, bytes: Uint8Array): boolean {
  return bytes.length >= prefix && Buffer.from(bytes).readUInt32BE(idLength) !== keys.current;
}

/** The JSON of `sealDraft`; `undefined` where it does not open under these keys. */
export function openDraft(keys: Keyring, bytes: Uint8Array): unknown {
  const buffer = Buffer.from(bytes);
  if (buffer.length < prefix) return undefined;
  const id = buffer.toString('hex', 0, idLength) as ObjectId;
  try {
    return keys.open('draft', { id, term: buffer.readUInt32BE(idLength) }, buffer.subarray(prefix));
  } catch (error) {
    if (failureOf(error)?.code !== 'damaged') throw error;
    return undefined;
  }
}
