import * as z from 'zod/mini';

/** The root key wrapped by a passphrase, as it stands in the manifest's header. */
export interface PassphraseSlot {
  /** 32 hex digits. */
  id: string;
  kind: 'passphrase';
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
  /** base64url of the sealed 32-byte root key. */
  wrapped: string;
}

/** A slot of a kind that this build does not know: kept verbatim, every member included. */
export interface OtherSlot {
  id: string;
  kind: string;
  [member: string]: unknown;
}

/** A slot as it stands in a header. */
export type KeySlot = PassphraseSlot | OtherSlot;

const id = z.string().check(z.regex(/^[0-9a-f]{32}$/));
// n bytes make ceil(4n / 3) characters; no group of four leaves one character over.
const base64url = (least: number, most: number) =>
  z
    .string()
    .check(
      z.minLength(Math.ceil((least * 4) / 3)),
      z.maxLength(Math.ceil((most * 4) / 3)),
      z.regex(/^(?:[\w-]{4})*(?:[\w-]{2,3})?$/),
    );

/** The shape of a passphrase slot. Its numbers are judged by `refuseKdf`, with a failure of their own. */
export const passphraseSlot: z.ZodMiniType<PassphraseSlot> = z.strictObject({
  id,
  kind: z.literal('passphrase'),
  label: z.string().check(z.maxLength(200)),
  created: z.iso.datetime(),
  kdf: z.strictObject({
    name: z.literal('argon2id'),
    version: z.literal(19),
    memoryKiB: z.int(),
    passes: z.int(),
    lanes: z.int(),
    salt: base64url(16, 64),
  }),
  wrapped: base64url(60, 60),
});

const otherShape = z.looseObject({
  id,
  kind: z.string().check(
    z.minLength(1),
    z.maxLength(64),
    z.refine((kind) => kind !== 'passphrase'),
  ),
});

/** Any slot but a passphrase slot: a malformed one of those is damage, not news from a later build. */
// A parsed copy would have its members in another order; custom hands on the very object.
export const otherSlot: z.ZodMiniType<OtherSlot> = z.custom<OtherSlot>(
  (value) => otherShape.safeParse(value).success,
);
