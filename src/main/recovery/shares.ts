import type { SetSize } from '../../shared/recovery.ts';
import type { Share } from '../../shared/sheets/share.ts';
import { random, sha256Text } from '../crypto/primitives.ts';
import { combineShares, splitSecret } from '../crypto/slip39.ts';

/**
 * Splits a recovery secret; `taken` are identifiers that a new set must not have, so that sets are
 * told apart.
 */
export async function split(
  secret: Uint8Array,
  size: SetSize,
  taken: ReadonlySet<number>,
): Promise<{ identifier: number; sheets: string[][] }> {
  for (;;) {
    const { identifier, shares } = await splitSecret(secret, size);
    if (!taken.has(identifier)) return { identifier, sheets: shares.map((share) => share.split(' ')) };
  }
}

/**
 * The secret, for the caller to wipe; `undefined`: these are not exactly T good shares of one set.
 */
export function combine(shares: readonly Pick<Share, 'words'>[]): Promise<Uint8Array | undefined> {
  return combineShares(shares.map(({ words }) => words.join(' ')));
}

/** A share's name for the register: tells that it is the printed one, and nothing of its words. */
export function fingerprint(vaultId: string, set: string, words: readonly string[]): string {
  const text = `holdfast/1/share\n${vaultId}\n${set}\n${words.join(' ')}`;
  return Buffer.from(sha256Text(text)).toString('hex');
}

/** A new set's id: 5 random bytes as 8 characters of Crockford's base32. */
export function newSetId(): string {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  let bits = BigInt(`0x${Buffer.from(random(5)).toString('hex')}`);
  let id = '';
  for (let i = 0; i < 8; i++) {
    id = alphabet.charAt(Number(bits & 31n)) + id;
    bits >>= 5n;
  }
  return id;
}
