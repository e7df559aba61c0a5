import { aesGcmOpen, argon2, pbkdf2, scrypt, secretKey } from '../crypto/primitives.ts';
import { importLimits } from './entry.ts';
import { refuse } from './refuse.ts';

/** How another program makes a key of a password. */
export type Derivation =
  | {
      readonly kind: 'pbkdf2';
      readonly hash: 'sha1' | 'sha256' | 'sha512';
      readonly rounds: number;
      readonly length?: number;
    }
  | { readonly kind: 'argon2id'; readonly memoryKiB: number; readonly passes: number; readonly lanes: number }
  | { readonly kind: 'scrypt'; readonly N: number; readonly r: number; readonly p: number };

const none = new Uint8Array();
/** More takes longer than reading may. */
export const mostRounds = 20_000_000;

/** A key of 32 bytes unless told otherwise; refuses, before it begins, what costs too much. */
export async function derived(how: Derivation, password: string, salt: Uint8Array): Promise<Uint8Array> {
  const bytes = Buffer.from(password);
  const numbers = Object.values(how).filter((value) => typeof value === 'number');
  if (!numbers.every((value) => Number.isSafeInteger(value) && value > 0)) bad();
  if (how.kind === 'pbkdf2') {
    if (how.rounds > mostRounds) refuse('kdf-too-large');
    return pbkdf2(bytes, salt, { length: 32, ...how });
  }
  if (how.kind === 'scrypt') {
    const { N, r, p } = how;
    if (128 * N * r > importLimits.kdfMemory || N * r * p > 2 ** 26) refuse('kdf-too-large');
    if ((N & (N - 1)) !== 0 || N < 2) bad();
    return scrypt(bytes, salt, how);
  }
  const { memoryKiB, passes, lanes } = how;
  refuseDear(how);
  if (memoryKiB < 8 * lanes || salt.length < 8) bad();
  return argon2({
    algorithm: 'argon2id',
    version: 0x13,
    password: bytes,
    salt,
    memoryKiB,
    passes,
    lanes,
    length: 32,
  });
}

/** Refuses an Argon2 that costs too much. */
export function refuseDear(how: { memoryKiB: number; passes: number; lanes: number }): void {
  const { kdfMemory, kdfPasses, kdfLanes } = importLimits;
  if (how.memoryKiB * 1024 > kdfMemory || how.passes > kdfPasses || how.lanes > kdfLanes)
    refuse('kdf-too-large');
}

/** AES-256-GCM, the tag behind the ciphertext; `undefined` where it does not authenticate. */
export function gcmOpen(
  key: Uint8Array,
  nonce: Uint8Array,
  sealed: Uint8Array,
  aad = none,
): Uint8Array | undefined {
  if (nonce.length !== 12 || key.length !== 32) return refuse('malformed', { part: 'header' });
  return aesGcmOpen(secretKey(key), nonce, aad, sealed);
}

function bad(): never {
  return refuse('malformed', { part: 'kdf' });
}
