import * as z from 'zod/mini';
import {
  backupFaults,
  damagedParts,
  type Failure,
  type FailureCode,
  fileTasks,
  importFaults,
  noVaultReasons,
  pictureFaults,
  shareFaults,
  socketFaults,
} from './failure.ts';
import { patternFaults } from './policy.ts';

const text = z.string();
const number = z.number();

/** A failure that arrives from another process, parsed before anybody believes it. */
export const failureSchema = z.discriminatedUnion('code', [
  z.strictObject({
    code: z.literal('not-found'),
    what: z.enum(['secret', 'live', 'deleted', 'version', 'field', 'policy', 'client', 'key', 'vault']),
    name: text,
  }),
  z.strictObject({
    code: z.literal('exists'),
    what: z.enum(['secret', 'vault', 'socket', 'client', 'key-file']),
    name: text,
  }),
  z.strictObject({ code: z.literal('conflict'), expected: number, found: number }),
  z.strictObject({
    code: z.literal('bad-path'),
    path: text,
    reason: z.enum(['empty', 'too-long', 'empty-segment', 'dot-segment', 'control-character', 'not-text']),
  }),
  z.strictObject({ code: z.literal('bad-input'), what: text, reason: text }),
  z.strictObject({ code: z.literal('too-large'), what: text, limit: number }),
  z.strictObject({
    code: z.literal('bad-pattern'),
    subject: z.enum(['spiffe-id', 'path']),
    pattern: text,
    reason: z.enum(patternFaults),
    offset: number,
    detail: z.optional(text),
    policy: z.optional(text),
  }),
  z.strictObject({ code: z.literal('locked') }),
  z.strictObject({
    code: z.literal('wrong-passphrase'),
    keyFile: z.optional(z.enum(['missing', 'given'])),
  }),
  z.strictObject({ code: z.literal('wrong-key') }),
  z.strictObject({ code: z.literal('kdf-refused'), reason: text }),
  z.strictObject({
    code: z.literal('not-a-vault'),
    reason: z.enum(noVaultReasons),
  }),
  z.strictObject({ code: z.literal('newer-format'), found: number, supported: number }),
  z.strictObject({
    code: z.literal('damaged'),
    part: z.enum(damagedParts),
    object: z.optional(text),
  }),
  z.strictObject({ code: z.literal('read-only') }),
  z.strictObject({ code: z.literal('busy') }),
  z.strictObject({ code: z.literal('no-space') }),
  z.strictObject({ code: z.literal('store'), reason: text }),
  z.strictObject({ code: z.literal('closed') }),
  z.strictObject({
    code: z.literal('import-refused'),
    reason: z.enum(importFaults),
    place: z.optional(text),
  }),
  z.strictObject({
    code: z.literal('share-refused'),
    reason: z.enum(shareFaults),
    sheet: z.optional(number),
    words: z.optional(z.array(number)),
    suggestion: z.optional(text),
    set: z.optional(text),
    created: z.optional(number),
    ended: z.optional(number),
    wanted: z.optional(z.string()),
  }),
  z.strictObject({ code: z.literal('picture-refused'), reason: z.enum(pictureFaults) }),
  z.strictObject({
    code: z.literal('wrong-shares'),
    have: number,
    need: number,
    suspects: z.optional(z.array(number)),
  }),
  z.strictObject({ code: z.literal('no-set'), what: z.enum(['active', 'pending']) }),
  z.strictObject({
    code: z.literal('backup-refused'),
    reason: z.enum(backupFaults),
    place: z.optional(text),
  }),
  z.strictObject({ code: z.literal('older-copy'), seen: number, found: number, when: number }),
  z.strictObject({ code: z.literal('socket'), reason: z.enum(socketFaults) }),
  z.strictObject({ code: z.literal('needs-file'), what: z.enum(fileTasks) }),
  z.strictObject({ code: z.literal('cancelled') }),
  z.strictObject({ code: z.literal('denied'), reason: text }),
  z.strictObject({ code: z.literal('internal'), reference: text }),
]);

// Both directions: a failure added to one list and forgotten in the other does not compile.
type Parsed = z.infer<typeof failureSchema>;
const everyFailureHasASchema: Record<FailureCode, true> = {} as Record<Parsed['code'], true>;
const everySchemaHasAFailure: Record<Parsed['code'], true> = {} as Record<FailureCode, true>;
void [everyFailureHasASchema, everySchemaHasAFailure];

/** Every code there is, for those who must know at run time. */
export const failureCodes: ReadonlySet<FailureCode> = new Set(
  failureSchema.def.options.flatMap((option): FailureCode[] => [...option.def.shape.code.def.values]),
);

/** A parsed failure, or `undefined` when the value is none. */
export function parseFailure(value: unknown): Failure | undefined {
  const parsed = failureSchema.safeParse(value);
  // An optional member that is missing stays missing: zod adds no key, its type only says `undefined` too.
  return parsed.success ? (parsed.data as Failure) : undefined;
}
