import type { Field } from '../../../shared/secret-schema.ts';
import { SPACE } from '../../crypto/padding.ts';
import { sha256Hex, sha256OfBytes } from '../../crypto/primitives.ts';
import { versionText } from './shapes.ts';

/** Hex digits that tell what one version holds from what any other does. */
const digits = 32;

/** The digest of a version with these fields, in this order. */
export function contentDigest(fields: readonly Field[]): string {
  return sha256Hex(versionText(fields)).slice(0, digits);
}

/** The same, of a version's JSON as it was sealed: its padding does not count. */
export function paddedDigest(padded: Uint8Array): string {
  let end = padded.length;
  while (end > 0 && padded[end - 1] === SPACE) end -= 1;
  return sha256OfBytes(padded.subarray(0, end)).slice(0, digits);
}
