import * as z from 'zod/mini';
import { fail } from '../../shared/failure.ts';
import { nameFault, normalName } from '../../shared/people.ts';
import { fromBase64url, toBase64url } from '../crypto/base64url.ts';
import { derive } from '../crypto/derive.ts';
import { type Key, random, sha256, x25519, x25519Key, x25519Public } from '../crypto/primitives.ts';
import { open, seal } from '../crypto/seal.ts';
import { secretBytes, wipe, wipedAtEnd } from '../crypto/wipe.ts';
import { codeOf, readCode } from './code.ts';
import { type KdfParameters, secretOf } from './passphrase.ts';
import { publicPart } from './recipient.ts';
import { base64url, type PassphraseSlot, passphraseHolder } from './slot.ts';

// format.md, 21. Who is invited makes a slot's key pair at home and sends its public half; the
// pre-shared key of the slot goes along sealed to the invitation.

const vault = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const key = base64url(32, 32);

const invitationShape = z.strictObject({
  vault,
  key,
  name: z.string().check(z.refine((name) => nameFault(name) === undefined && name === normalName(name))),
  place: z.optional(z.string().check(z.maxLength(4_096))),
});
/**
 * What an invited person is told: which vault, where it lies, as whom, and the public key of this
 * invitation. Nothing secret.
 */
export type Invitation = z.infer<typeof invitationShape>;

const answerShape = z.strictObject({
  vault,
  invitation: key,
  ...passphraseHolder,
  ephemeral: key,
  psk: base64url(60, 60),
});
/**
 * What an invited person sends back: what their slot will have of them, and its pre-shared key,
 * sealed.
 */
export type Answer = z.infer<typeof answerShape>;

/** The key pair of a new invitation, base64url. */
export function newInvitationKeys(bytes: Uint8Array = random(32)): { key: string; private: string } {
  const secret = secretBytes(bytes);
  using _ = wipedAtEnd(secret);
  return { key: toBase64url(x25519Public(x25519Key(secret))), private: toBase64url(secret) };
}

export function invitationCode(invitation: Invitation): string {
  return codeOf('invitation', Buffer.from(JSON.stringify(invitation), 'utf8'));
}

/** `code-refused`, `too-large`. */
export function readInvitation(code: string): Invitation {
  return parsedAs(invitationShape, readCode('invitation', code));
}

/**
 * An answer to an invitation, as the text that is sent; `passphrase` and `keyFile` are the caller's
 * to wipe. `fixed`: random bytes of the format's example.
 */
export async function answerCode(
  { vault: id, key: invited }: Pick<Invitation, 'vault' | 'key'>,
  holder: { passphrase: Uint8Array; keyFile?: Uint8Array | undefined; params: KdfParameters },
  fixed?: { salt: Uint8Array; ephemeral: Uint8Array; nonce: Uint8Array },
): Promise<string> {
  const vaultId = Buffer.from(id, 'hex');
  const { memoryKiB, passes, lanes } = holder.params;
  const salt = toBase64url(fixed?.salt ?? random(16));
  const kdf: PassphraseSlot['kdf'] = { name: 'argon2id', version: 19, memoryKiB, passes, lanes, salt };
  const secret = await secretOf(kdf, holder.passphrase, vaultId, holder);
  using _ = wipedAtEnd(secret);
  const { public: publicKey, psk } = await publicPart(secret, vaultId);
  try {
    const kind = holder.keyFile === undefined ? 'passphrase' : 'passphrase-and-file';
    const own = secretBytes(fixed?.ephemeral ?? random(32));
    using __ = wipedAtEnd(own);
    const ephemeral = toBase64url(x25519Public(x25519Key(own)));
    const parts = { vault: id, invitation: invited, kind, kdf, public: publicKey, ephemeral } as const;
    const between = sealingKey(own, invited, parts) ?? fail({ code: 'code-refused', reason: 'malformed' });
    const sealed = toBase64url(seal(between, aadOf(parts), psk, fixed?.nonce));
    const answer: Answer = { ...parts, psk: sealed };
    return codeOf('answer', Buffer.from(JSON.stringify(answer), 'utf8'));
  } finally {
    wipe(psk);
  }
}

/** An answer, and the very bytes that the words to compare come of. `code-refused`, `too-large`. */
export function readAnswer(code: string): { answer: Answer; bytes: Uint8Array } {
  const bytes = readCode('answer', code);
  return { answer: parsedAs(answerShape, bytes), bytes };
}

/**
 * The pre-shared key in an answer, for the caller to wipe; undefined: it was not sealed to the
 * invitation with this private key.
 */
export function openAnswer(answer: Answer, privateKey: string): Uint8Array | undefined {
  const own = secretBytes(fromBase64url(privateKey));
  using _ = wipedAtEnd(own);
  const between = sealingKey(own, answer.ephemeral, answer);
  return between && open(between, aadOf(answer), fromBase64url(answer.psk));
}

type Parts = Omit<Answer, 'psk'>;

function sealingKey(own: Uint8Array, theirs: string, { vault: id, ...parts }: Parts): Key | undefined {
  const shared = x25519(x25519Key(own), fromBase64url(theirs));
  if (shared === undefined) return undefined;
  const publics = [parts.ephemeral, parts.invitation].map(fromBase64url);
  const all = secretBytes(new Uint8Array(Buffer.concat([shared, ...publics])));
  try {
    return derive(all, Buffer.from(id, 'hex'), 'answer/psk');
  } finally {
    wipe(shared, all);
  }
}

function aadOf({ vault: id, invitation, public: publicKey }: Parts): Uint8Array {
  const hash = (one: string) => Buffer.from(sha256(fromBase64url(one))).toString('hex');
  return Buffer.from(['holdfast/1/answer', id, hash(invitation), hash(publicKey)].join('\n'), 'utf8');
}

function parsedAs<T>(shape: z.ZodMiniType<T>, bytes: Uint8Array): T {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    value = undefined;
  }
  const result = shape.safeParse(value);
  return result.success ? result.data : fail({ code: 'code-refused', reason: 'malformed' });
}
