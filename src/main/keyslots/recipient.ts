import { fail } from '../../shared/failure.ts';
import { fromBase64url, toBase64url } from '../crypto/base64url.ts';
import { derive, type Label } from '../crypto/derive.ts';
import { exportedKey, type Key, random, sha256 } from '../crypto/primitives.ts';
import { open, seal } from '../crypto/seal.ts';
import { secretBytes, wipe, wipedAtEnd } from '../crypto/wipe.ts';
import { type Recipient, recipientShape } from './slot.ts';

// format.md, 4. A slot is a recipient: what a person has gives the seed of an X-Wing key pair, and
// the slot holds its public key. So another root key can be wrapped to it while the person or the
// paper is elsewhere. Anybody can wrap to a public key; that it was somebody who had this vault's
// keys is shown by the slot's pre-shared key (RFC 9180 has the idea): the seed's holder derives it,
// and the sealed head keeps it for whoever wraps next.

/**
 * What is wrapped, and where: the slot's own id and kind, so that it opens in no other. `vaultId`:
 * 16 bytes.
 */
export interface Wrapping {
  readonly id: string;
  readonly kind: string;
  readonly vaultId: Uint8Array;
  readonly rootKey: Uint8Array;
}

/** The members of a slot that wrap, and its pre-shared key, base64url, for the sealed head. */
export interface MadeRecipient {
  readonly recipient: Pick<Recipient, 'public' | 'encapsulated' | 'wrapped'>;
  readonly psk: string;
}

/** Fixed randomness of the format's worked example. */
export interface Fixed {
  readonly encapsulation: Uint8Array;
  readonly nonce: Uint8Array;
}

/** A new recipient: `secret` is 32 bytes that only its holder has. */
export async function makeRecipient(
  wrapping: Wrapping,
  secret: Uint8Array,
  fixed?: Fixed,
): Promise<MadeRecipient> {
  const { public: publicKey, psk } = await publicPart(secret, wrapping.vaultId);
  try {
    const wrapped = await wrapTo({ ...wrapping, public: publicKey }, psk, fixed);
    return { recipient: { public: publicKey, ...wrapped }, psk: toBase64url(psk) };
  } finally {
    wipe(psk);
  }
}

/**
 * What others get of a holder's secret: the public key, and for who has the vault's keys the
 * pre-shared key, for the caller to wipe.
 */
export async function publicPart(
  secret: Uint8Array,
  vaultId: Uint8Array,
): Promise<{ public: string; psk: Uint8Array }> {
  const { publicKeyOf } = await import('../crypto/xwing.ts');
  const seed = bytesOf(secret, vaultId, 'slot/seed');
  try {
    return { public: toBase64url(publicKeyOf(seed)), psk: bytesOf(secret, vaultId, 'slot/psk') };
  } finally {
    wipe(seed);
  }
}

/**
 * A root key wrapped to a public key. Only for one from a header that the head has authenticated;
 * `damaged` where it is none.
 */
export async function wrapTo(
  { public: publicKey, rootKey, ...slot }: Wrapping & Pick<Recipient, 'public'>,
  psk: Uint8Array,
  fixed?: Fixed,
): Promise<Pick<Recipient, 'encapsulated' | 'wrapped'>> {
  const { encapsulate } = await import('../crypto/xwing.ts');
  const made = encapsulate(fromBase64url(publicKey), fixed?.encapsulation);
  if (made === undefined) return fail({ code: 'damaged', part: 'head' });
  try {
    const encapsulated = toBase64url(made.encapsulated);
    const aad = slotAad({ ...slot, public: publicKey, encapsulated });
    const key = wrappingKey(made.shared, psk, slot.vaultId);
    return { encapsulated, wrapped: toBase64url(seal(key, aad, rootKey, fixed?.nonce)) };
  } finally {
    wipe(made.shared);
  }
}

/**
 * The root key, for the caller to wipe, or undefined: another secret, an altered slot, or one that
 * was wrapped by somebody without this vault's keys.
 */
export async function unwrapWith(
  slot: Recipient,
  secret: Uint8Array,
  vaultId: Uint8Array,
): Promise<Uint8Array | undefined> {
  const { decapsulate } = await import('../crypto/xwing.ts');
  const seed = bytesOf(secret, vaultId, 'slot/seed');
  const psk = bytesOf(secret, vaultId, 'slot/psk');
  const shared = decapsulate(fromBase64url(slot.encapsulated), seed);
  try {
    if (shared === undefined) return undefined;
    return open(
      wrappingKey(shared, psk, vaultId),
      slotAad({ ...slot, vaultId }),
      fromBase64url(slot.wrapped),
    );
  } finally {
    wipe(seed, psk, shared);
  }
}

/** Pre-shared keys by the ids of their slots. */
export type Psks = ReadonlyMap<string, string>;

/**
 * The same slot around another root key; undefined where it is no recipient, or its pre-shared key
 * is not known.
 */
export async function rewrapped<T extends { readonly id: string }>(
  slot: T,
  psks: Psks,
  { vaultId, rootKey }: Pick<Wrapping, 'vaultId' | 'rootKey'>,
): Promise<T | undefined> {
  const psk = psks.get(slot.id);
  const recipient = recipientShape.safeParse(slot);
  if (psk === undefined || !recipient.success) return undefined;
  const { id, kind, public: publicKey } = recipient.data;
  const shared = secretBytes(fromBase64url(psk));
  using _ = wipedAtEnd(shared);
  return { ...slot, ...(await wrapTo({ id, kind, public: publicKey, vaultId, rootKey }, shared)) };
}

/** A fresh id for a slot. */
export function newSlotId(): string {
  return Buffer.from(random(16)).toString('hex');
}

/** Loads what opens slots: while something else takes its time, such as Argon2. */
export async function warmUp(): Promise<void> {
  await import('../crypto/xwing.ts');
}

function wrappingKey(shared: Uint8Array, psk: Uint8Array, vaultId: Uint8Array): Key {
  const both = secretBytes(new Uint8Array(shared.length + psk.length));
  both.set(shared);
  both.set(psk, shared.length);
  try {
    return derive(both, vaultId, 'slot/wrap');
  } finally {
    wipe(both);
  }
}

function slotAad(slot: Pick<Recipient, 'id' | 'kind' | 'public' | 'encapsulated'> & { vaultId: Uint8Array }) {
  const hash = (text: string) => hex(sha256(fromBase64url(text)));
  const { vaultId, id, kind } = slot;
  const words = [hex(vaultId), id, kind, hash(slot.public), hash(slot.encapsulated)];
  return Buffer.from(`holdfast/1/slot\n${words.join('\n')}`, 'utf8');
}

function bytesOf(secret: Uint8Array, vaultId: Uint8Array, label: Label): Uint8Array {
  return exportedKey(derive(secret, vaultId, label));
}

function hex(data: Uint8Array): string {
  return Buffer.from(data).toString('hex');
}
