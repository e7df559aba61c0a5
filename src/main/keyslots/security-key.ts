import { fromBase64url, toBase64url } from '../crypto/base64url.ts';
import { derive } from '../crypto/derive.ts';
import { exportedKey, random } from '../crypto/primitives.ts';
import { wipedAtEnd } from '../crypto/wipe.ts';
import { makeRecipient, newSlotId, unwrapWith } from './recipient.ts';
import type { SecurityKeySlot } from './slot.ts';

/** More security keys a vault does not get, and more of its slots none are looked for. */
export const mostSecurityKeys = 8;

/** What the person is to do, and how it is called off. */
export interface Asking {
  readonly signal: AbortSignal;
  /** Of the key, where it has one. */
  readonly pin?: string | undefined;
  /** Called when the key waits for a touch. */
  readonly touch?: () => void;
}

/** What a key is found by and asked for. */
export interface Wanted {
  readonly credential: Uint8Array;
  readonly salt: Uint8Array;
  readonly verified: boolean;
}

/** What a key that was set up gives, and what it is to be asked by. The secret is to be wiped. */
export interface MadeKey extends Wanted {
  readonly secret: Uint8Array;
}

/**
 * The security keys that are connected to this machine. Each call fails with `security-key`, and
 * with `cancelled` once it is called off.
 */
export interface SecurityKeys {
  /** Sets up the one key that is connected; `already` where it is one of `others`. Two touches. */
  make(others: readonly Uint8Array[], asking: Asking): Promise<MadeKey>;
  /** What the key gives that one of these is of, for the caller to wipe. */
  ask(wanted: readonly Wanted[], asking: Asking): Promise<{ at: number; secret: Uint8Array }>;
}

/** A new salt, for one slot alone. */
export function newSalt(): Uint8Array {
  return random(32);
}

/** A new slot that opens with this key, and its pre-shared key for the sealed head. */
export async function wrapWithSecurityKey(input: {
  readonly made: MadeKey;
  readonly label: string;
  readonly rootKey: Uint8Array;
  readonly vaultId: Uint8Array;
  readonly now: Date;
}): Promise<{ slot: SecurityKeySlot; psk: string }> {
  const { made, label, rootKey, vaultId, now } = input;
  const id = newSlotId();
  const kind = 'security-key';
  const secret = secretOf(made.secret, vaultId);
  using _ = wipedAtEnd(secret);
  const { recipient, psk } = await makeRecipient({ id, kind, vaultId, rootKey }, secret);
  const [credential, salt] = [toBase64url(made.credential), toBase64url(made.salt)];
  const { verified } = made;
  return {
    slot: { id, kind, label, created: now.toISOString(), credential, salt, verified, ...recipient },
    psk,
  };
}

/** The root key, for the caller to wipe, or undefined: another key's secret, or an altered slot. */
export async function unwrapWithSecurityKey(
  slot: SecurityKeySlot,
  given: Uint8Array,
  vaultId: Uint8Array,
): Promise<Uint8Array | undefined> {
  const secret = secretOf(given, vaultId);
  using _ = wipedAtEnd(secret);
  return await unwrapWith(slot, secret, vaultId);
}

/** What a slot's key is asked by. */
export function wantedOf({ credential, salt, verified }: SecurityKeySlot): Wanted {
  return { credential: fromBase64url(credential), salt: fromBase64url(salt), verified };
}

// format.md's K.
function secretOf(given: Uint8Array, vaultId: Uint8Array): Uint8Array {
  return exportedKey(derive(given, vaultId, 'slot/security-key'));
}
