import * as z from 'zod/mini';
import { recoveryLimits, sizeFault } from '../../shared/recovery.ts';

/**
 * What every slot has that wraps the root key: whatever its kind, another root key can be wrapped
 * to its public key.
 */
export interface Recipient {
  /** 32 hex digits. */
  id: string;
  kind: string;
  /** X-Wing's public key, 1,216 bytes; here and below base64url. */
  public: string;
  /** What is encapsulated to it, 1,120 bytes. */
  encapsulated: string;
  /** The sealed 32-byte root key. */
  wrapped: string;
}

/** The kinds of passphrase slots: by the passphrase alone, or by it and a key file together. */
export const passphraseKinds = ['passphrase', 'passphrase-and-file'] as const;

/** A recipient by a passphrase, or by one and a key file, as it stands in the manifest's header. */
export interface PassphraseSlot extends Recipient {
  kind: (typeof passphraseKinds)[number];
  label: string;
  /** ISO 8601, UTC. */
  created: string;
  kdf: {
    name: 'argon2id';
    version: 19;
    memoryKiB: number;
    passes: number;
    lanes: number;
    /** base64url, 16 to 64 bytes. */
    salt: string;
  };
}

/** A recipient by the secret of a recovery set, whose sheets are SLIP-39 shares of that secret. */
export interface RecoverySlot extends Recipient {
  kind: 'recovery';
  /** ISO 8601, UTC. */
  created: string;
  /** The set's id: 8 characters of Crockford's base32. */
  set: string;
  /** The 15 bits that SLIP-39 puts on every share of one split. */
  identifier: number;
  threshold: number;
  shares: number;
}

/**
 * A recipient by what a security key (FIDO2, hmac-secret) gives for this slot's salt, and for no
 * other.
 */
export interface SecurityKeySlot extends Recipient {
  kind: 'security-key';
  /** What its owner calls the key. */
  label: string;
  /** ISO 8601, UTC. */
  created: string;
  /** What the key knows this slot by; base64url, as the salt. */
  credential: string;
  /** 32 bytes. */
  salt: string;
  /** The key asks who is there, by its PIN or a finger: without that it gives something else. */
  verified: boolean;
}

/**
 * What locked vaults remember of sets that were replaced or revoked, so that an old sheet is told
 * apart. Wraps nothing.
 */
export interface RetiredSets {
  id: string;
  kind: 'retired-sets';
  /** Newest first. Times are ISO 8601, UTC. */
  sets: readonly {
    readonly set: string;
    readonly identifier: number;
    readonly created: string;
    readonly ended: string;
  }[];
}

/**
 * What locked vaults know of a set that was issued and is not in use, so that its sheets are told
 * apart. Wraps nothing.
 */
export interface PendingNote {
  id: string;
  kind: 'pending-set';
  set: string;
  identifier: number;
  /** ISO 8601, UTC. */
  created: string;
}

/** A slot of a kind that this build does not know: kept verbatim, every member included. */
export interface OtherSlot {
  id: string;
  kind: string;
  [member: string]: unknown;
}

/** A slot as it stands in a header. */
export type KeySlot = PassphraseSlot | RecoverySlot | SecurityKeySlot | RetiredSets | PendingNote | OtherSlot;

const id = z.string().check(z.regex(/^[0-9a-f]{32}$/));
// n bytes make ceil(4n / 3) characters; no group of four leaves one character over.
export const base64url = (least: number, most: number) =>
  z
    .string()
    .check(
      z.minLength(Math.ceil((least * 4) / 3)),
      z.maxLength(Math.ceil((most * 4) / 3)),
      z.regex(/^(?:[\w-]{4})*(?:[\w-]{2,3})?$/),
    );

const recipient = {
  public: base64url(1216, 1216),
  encapsulated: base64url(1120, 1120),
  wrapped: base64url(60, 60),
};

/** What wraps in a slot of any kind, of a later build's too. */
export const recipientShape: z.ZodMiniType<Recipient> = z.object({ id, kind: z.string(), ...recipient });

/**
 * What a passphrase slot has of its holder alone, whoever wraps to it. Its numbers are judged by
 * `refuseKdf`, with a failure of their own.
 */
export const passphraseHolder = {
  kind: z.enum(passphraseKinds),
  kdf: z.strictObject({
    name: z.literal('argon2id'),
    version: z.literal(19),
    memoryKiB: z.int(),
    passes: z.int(),
    lanes: z.int(),
    salt: base64url(16, 64),
  }),
  public: recipient.public,
};

/** The shape of a passphrase slot. */
export const passphraseSlot: z.ZodMiniType<PassphraseSlot> = z.strictObject({
  id,
  label: z.string().check(z.maxLength(200)),
  created: z.iso.datetime(),
  ...recipient,
  ...passphraseHolder,
});

const set = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{8}$/));
const identifier = z.int().check(z.minimum(0), z.maximum(0x7fff));
const count = z.int().check(z.minimum(1), z.maximum(recoveryLimits.shares));

/** The shape of a recovery slot; no set has a size that SLIP-39 does not know. */
export const recoverySlot: z.ZodMiniType<RecoverySlot> = z
  .strictObject({
    id,
    kind: z.literal('recovery'),
    created: z.iso.datetime(),
    set,
    identifier,
    threshold: count,
    shares: count,
    ...recipient,
  })
  .check(z.refine((slot) => sizeFault(slot) === undefined));

/** The shape of a security key's slot. */
export const securityKeySlot: z.ZodMiniType<SecurityKeySlot> = z.strictObject({
  id,
  kind: z.literal('security-key'),
  label: z.string().check(z.maxLength(200)),
  created: z.iso.datetime(),
  credential: base64url(16, 1_024),
  salt: base64url(32, 32),
  verified: z.boolean(),
  ...recipient,
});

/** The shape of the note on sets that no longer count. */
export const retiredSets: z.ZodMiniType<RetiredSets> = z.strictObject({
  id,
  kind: z.literal('retired-sets'),
  sets: z
    .array(z.strictObject({ set, identifier, created: z.iso.datetime(), ended: z.iso.datetime() }))
    .check(z.maxLength(32)),
});

/** The shape of the note on a set that is not in use yet. */
export const pendingNote: z.ZodMiniType<PendingNote> = z.strictObject({
  id,
  kind: z.literal('pending-set'),
  set,
  identifier,
  created: z.iso.datetime(),
});

const notes: ReadonlySet<string> = new Set(['retired-sets', 'pending-set']);

/** True for a slot that a person's passphrase opens, alone or with a key file. */
export function isPassphraseSlot(slot: KeySlot): slot is PassphraseSlot {
  return passphraseKinds.some((kind) => kind === slot.kind);
}

/** True for a slot that a security key opens. */
export function isSecurityKeySlot(slot: KeySlot): slot is SecurityKeySlot {
  return slot.kind === 'security-key';
}

/** Whether no passphrase opens together with a key file, some do, or all. */
export type KeyFileAsked = 'none' | 'some' | 'all';

export function keyFileAsked(slots: readonly KeySlot[]): KeyFileAsked {
  if (needsKeyFile(slots)) return 'all';
  return takesKeyFile(slots) ? 'some' : 'none';
}

/** True where some passphrase opens together with a key file. */
export function takesKeyFile(slots: readonly KeySlot[]): boolean {
  return slots.some(({ kind }) => kind === 'passphrase-and-file');
}

/** True where no passphrase opens without a key file. */
export function needsKeyFile(slots: readonly KeySlot[]): boolean {
  const known = slots.filter(isPassphraseSlot);
  return known.length > 0 && known.every(({ kind }) => kind === 'passphrase-and-file');
}

/** True for what stands among the slots and wraps nothing. */
export function isNote({ kind }: KeySlot): boolean {
  return notes.has(kind);
}

const known: ReadonlySet<string> = new Set([
  ...passphraseKinds,
  'recovery',
  'security-key',
  'retired-sets',
  'pending-set',
]);
const otherShape = z.looseObject({
  id,
  kind: z.string().check(
    z.minLength(1),
    z.maxLength(64),
    z.refine((kind) => !known.has(kind)),
  ),
});

/**
 * A slot of an unknown kind, written by a later build. A malformed slot of a known kind is damage
 * instead.
 */
// A parsed copy would have its members in another order; custom hands on the very object.
export const otherSlot: z.ZodMiniType<OtherSlot> = z.custom<OtherSlot>(
  (value) => otherShape.safeParse(value).success,
);

/** Any slot that may stand in a header. */
export const keySlot = z.union([
  passphraseSlot,
  recoverySlot,
  securityKeySlot,
  retiredSets,
  pendingNote,
  otherSlot,
]);
