import * as z from 'zod/mini';
import { badInputSchema } from './bad-input.ts';
import {
  backupFaults,
  bounds,
  codeFaults,
  damagedParts,
  denials,
  fileTasks,
  kdfFaults,
  noVaultReasons,
  pathFaults,
  personFaults,
  pictureFaults,
  quickUnlockFaults,
  securityKeyFaults,
  shareFaults,
  socketFaults,
  sourceFaults,
  storeFaults,
} from './failure-reasons.ts';
import { importRefusal } from './import-note.ts';
import { parsed, type ValueOf } from './parsed.ts';
import { patternFaults, regexFaults } from './policy.ts';

const text = z.string();
const number = z.number();

/**
 * Everything that can go wrong, as data; parsed before anybody believes it where it comes from
 * another process.
 */
export const failureSchema = z.discriminatedUnion('code', [
  // Asking for what is not there, or is in the way
  z.strictObject({
    code: z.literal('not-found'),
    /**
     * `live`: the secret counts as deleted. `deleted`: nothing of it is, so that nothing can come
     * back.
     */
    what: z.enum([
      'secret',
      'live',
      'deleted',
      'version',
      'field',
      'policy',
      'client',
      'key',
      'vault',
      'person',
      'security-key',
      'device',
      /** The secret, or the field of this name, gives no one-time codes. */
      'otp',
      /** No import that can be taken back. */
      'import',
      /** None was begun on this connection. */
      'export',
    ]),
    name: text,
  }),
  z.strictObject({
    code: z.literal('exists'),
    what: z.enum(['secret', 'vault', 'socket', 'client', 'key-file', 'export']),
    name: text,
  }),
  z.strictObject({ code: z.literal('conflict'), expected: number, found: number }),
  // Refused input
  z.strictObject({ code: z.literal('bad-path'), path: text, reason: z.enum(pathFaults) }),
  badInputSchema,
  z.strictObject({ code: z.literal('too-large'), what: z.enum(bounds), limit: number }),
  /**
   * A policy's pattern; `offset` counts from 0 in the pattern, `policy` is its name where one of
   * several was refused.
   */
  z.strictObject({
    code: z.literal('bad-pattern'),
    subject: z.enum(['spiffe-id', 'path']),
    pattern: text,
    reason: z.enum(patternFaults),
    offset: number,
    /** What is wrong with a regular expression. */
    detail: z.optional(z.enum(regexFaults)),
    policy: z.optional(text),
  }),
  // Keys
  z.strictObject({ code: z.literal('locked') }),
  /**
   * `keyFile`: the vault asks for one, too. `given`: passphrase, file or both are wrong, which
   * nobody can tell.
   */
  z.strictObject({ code: z.literal('wrong-passphrase'), keyFile: z.optional(z.enum(['missing', 'given'])) }),
  z.strictObject({ code: z.literal('wrong-key') }),
  /** `left`: so many PINs may still be tried. */
  z.strictObject({
    code: z.literal('quick-unlock'),
    reason: z.enum(quickUnlockFaults),
    left: z.optional(number),
  }),
  /** `left`: so many PINs the key still takes. */
  z.strictObject({
    code: z.literal('security-key'),
    reason: z.enum(securityKeyFaults),
    left: z.optional(number),
  }),
  z.strictObject({
    code: z.literal('kdf-refused'),
    reason: z.enum(kdfFaults),
    value: number,
    least: number,
    most: number,
  }),
  // The vault file and the store under it
  z.strictObject({ code: z.literal('not-a-vault'), reason: z.enum(noVaultReasons) }),
  z.strictObject({ code: z.literal('newer-format'), found: number, supported: number }),
  z.strictObject({ code: z.literal('damaged'), part: z.enum(damagedParts), object: z.optional(text) }),
  z.strictObject({ code: z.literal('read-only') }),
  z.strictObject({ code: z.literal('busy') }),
  z.strictObject({ code: z.literal('no-space') }),
  /** `os`: the system's code. */
  z.strictObject({ code: z.literal('store'), reason: z.enum(storeFaults), os: z.optional(text) }),
  z.strictObject({ code: z.literal('closed') }),
  // Import
  z.strictObject({
    code: z.literal('import-refused'),
    ...importRefusal,
  }),
  // Recovery: one sheet, what it was read from, and the sheets together
  z.strictObject({
    code: z.literal('share-refused'),
    reason: z.enum(shareFaults),
    /** Sheet number, where the words say it. */
    sheet: z.optional(number),
    /**
     * Words that are in doubt, counted from 1; `suggestion` is the likeliest right word for the
     * first.
     */
    words: z.optional(z.array(number)),
    suggestion: z.optional(text),
    /** The set that the sheet is from, when it is told apart, and its times in ms. */
    set: z.optional(text),
    created: z.optional(number),
    ended: z.optional(number),
    /**
     * The set that is asked for instead, where the sheet is of another that nothing is known of.
     */
    wanted: z.optional(text),
  }),
  z.strictObject({ code: z.literal('picture-refused'), reason: z.enum(pictureFaults) }),
  /** The sheets given do not open the vault; `suspects` names those that do not fit the others. */
  z.strictObject({
    code: z.literal('wrong-shares'),
    have: number,
    need: number,
    suspects: z.optional(z.array(number)),
  }),
  z.strictObject({ code: z.literal('no-set'), what: z.enum(['active', 'pending']) }),
  // People
  z.strictObject({
    code: z.literal('person-refused'),
    reason: z.enum(personFaults),
    /** Those who may be meant. */
    names: z.optional(z.array(text)),
  }),
  z.strictObject({ code: z.literal('code-refused'), reason: z.enum(codeFaults) }),
  z.strictObject({ code: z.literal('source-kept'), reason: z.enum(sourceFaults) }),
  // Backups, and copies of one vault
  z.strictObject({
    code: z.literal('backup-refused'),
    reason: z.enum(backupFaults),
    place: z.optional(text),
  }),
  /**
   * This machine has seen a newer revision of the vault, or another one of the same number; where
   * `found` is greater, one with keys that these did not come after. `when`: time of what was seen,
   * in ms.
   */
  z.strictObject({ code: z.literal('older-copy'), seen: number, found: number, when: number }),
  // The local socket
  z.strictObject({ code: z.literal('socket'), reason: z.enum(socketFaults) }),
  /** Asked of the running app, and done with the vault's file alone. */
  z.strictObject({ code: z.literal('needs-file'), what: z.enum(fileTasks) }),
  // Everything else
  z.strictObject({ code: z.literal('cancelled') }),
  z.strictObject({ code: z.literal('denied'), reason: z.enum(denials) }),
  z.strictObject({ code: z.literal('internal'), reference: text }),
]);

export type Failure = ValueOf<typeof failureSchema>;

/** Every code there is, for those who must know at run time. */
export const failureCodes: ReadonlySet<Failure['code']> = new Set(
  failureSchema.def.options.flatMap((option): Failure['code'][] =>
    'shape' in option.def ? [...option.def.shape.code.def.values] : ['bad-input'],
  ),
);

/** A parsed failure, or `undefined` when the value is none. */
export function parseFailure(value: unknown): Failure | undefined {
  return parsed(failureSchema, value);
}
