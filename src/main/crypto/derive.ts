import { hkdfSha256, type Key, secretKey } from './primitives.ts';
import { wipe } from './wipe.ts';

/**
 * One label per purpose: no two uses ever share a key. A label, once released, keeps its meaning
 * for ever.
 */
export type Label =
  | 'head'
  | 'slot/seed'
  | 'slot/psk'
  | 'slot/wrap'
  | 'slot/key-file'
  | 'slot/security-key'
  | 'answer/psk'
  | 'object/page'
  | 'object/version'
  | 'object/attachment'
  | 'object/policy'
  | 'object/client'
  | 'object/audit'
  | 'object/draft'
  | 'object/garbage'
  | 'attachment/id'
  | 'quick-unlock'
  | 'address';

const text = new TextEncoder();

/**
 * The 32-byte subkey for one purpose of one vault: HKDF-SHA-256, salt = vault id, info =
 * `holdfast/1/` + label.
 */
export function derive(key: Uint8Array | Key, vaultId: Uint8Array, label: Label): Key {
  if (vaultId.length !== 16) throw new RangeError('a vault id has 16 bytes');
  const bytes = hkdfSha256(key, vaultId, text.encode(`holdfast/1/${label}`), 32);
  try {
    return secretKey(bytes);
  } finally {
    wipe(bytes);
  }
}
