import { wipe } from './wipe.ts';

/** Bytes as text that addresses, file names and JSON take as it is (RFC 4648, 5), unpadded. */
export function toBase64url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64url');
}

/** In memory of their own: what was secret in them stays nowhere else. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  const pooled = Buffer.from(text, 'base64url');
  try {
    return new Uint8Array(pooled);
  } finally {
    wipe(pooled);
  }
}
