import * as z from 'zod/mini';
import { envFaults, fileUses, otpFaults, policyFileFaults, referenceFaults } from './failure-reasons.ts';

const text = z.string();
const number = z.number();

/**
 * `what` was given and refused, and why; beside it what a text tells of it, as members of their
 * own.
 */
const refused = <
  const What extends string,
  const Reasons extends readonly [string, ...string[]],
  Members extends Record<string, z.ZodMiniType>,
>(
  what: What,
  reasons: Reasons,
  members: Members,
) =>
  z.strictObject({
    code: z.literal('bad-input'),
    what: z.literal(what),
    reason: z.enum(reasons),
    ...members,
  });

const plain = <const What extends string, const Reasons extends readonly [string, ...string[]]>(
  what: What,
  ...reasons: Reasons
) => refused(what, reasons, {});

const range = <const What extends string>(what: What) =>
  refused(what, ['out-of-range'], { least: number, most: number });

export const badInputSchema = z.discriminatedUnion('what', [
  // Files, and what is typed
  refused('argument', ['not-text'], { number }),
  plain('typed-line', 'not-text', 'several-lines'),
  plain('passphrase', 'empty', 'not-text', 'different'),
  plain('recipient', 'malformed'),
  /** `name` is the field that it is for, `os` the system's code. */
  refused('file', ['missing', 'folder', 'not-permitted', 'unreadable', 'not-text'], {
    for: z.enum(fileUses),
    name: z.optional(text),
    os: z.optional(text),
  }),
  refused(
    'key-file',
    ['missing', 'folder', 'not-a-file', 'empty', 'not-permitted', 'no-folder', 'unreadable'],
    { os: z.optional(text) },
  ),
  plain('file-path', 'relative'),
  /** `name` is there already. */
  refused('sheet-folder', ['taken'], { name: z.optional(text) }),
  plain('place', 'empty', 'unknown-kind', 'credential', 'malformed', 'not-tls'),
  /** Of a Vault or OpenBao server. */
  plain('server-address', 'malformed'),
  plain('vault', 'no-place', 'not-stored'),
  /** The one in use; a name of several; a vault that has none. */
  plain('device', 'own', 'ambiguous', 'none'),
  plain('store-kind', 'unknown'),
  plain('encrypted-file', 'foreign', 'changed'),
  // Variables and references
  refused('env-file', envFaults, { line: number }),
  refused('reference', referenceFaults, { for: z.enum(['env-file', 'template']), line: number }),
  refused('variable', ['duplicate', 'not-text', 'nul'], { name: text }),
  /** Their values come from a secret, and they change what programs run. */
  refused('program-variables', ['from-secret'], {
    for: z.enum(['format-env', 'run', 'template']),
    names: z.array(text),
    path: z.optional(text),
  }),
  // Secrets
  plain('field', 'is-file', 'is-otp'),
  plain('field-name', 'empty', 'duplicate'),
  plain('field-type', 'unknown'),
  /** `name` of the field, `type` that it was to have. */
  refused('field-value', ['not-text'], { name: z.optional(text), type: z.optional(text) }),
  /** `name` of the field that was to make one-time codes. */
  refused('otp', otpFaults, { name: z.optional(text) }),
  plain('end-date', 'malformed'),
  plain('breach-list', 'missing', 'ntlm', 'not-the-list'),
  plain('metadata', 'unprintable'),
  plain('metadata-key', 'empty'),
  refused('metadata-value', ['empty'], { name: text }),
  plain('expected-version', 'required'),
  refused('version', ['destroyed'], { number }),
  plain('time-until-deletion', 'too-late', 'not-positive'),
  range('max-versions'),
  plain('setting', 'malformed'),
  plain('record-name', 'malformed'),
  // Generators
  range('length'),
  range('words'),
  plain('classes', 'none'),
  plain('symbols', 'none-left'),
  // Recovery and backups
  plain('set-size', 'out-of-range', 'threshold-too-high', 'copies'),
  plain('holders', 'too-many'),
  range('reminder'),
  plain('sheet', 'unknown', 'not-asked'),
  plain('purpose', 'other'),
  plain('destination', 'unknown'),
  // Programs and policies
  plain('spiffe-id', 'malformed'),
  plain('client-name', 'malformed'),
  plain('client-key', 'malformed'),
  /** `policy` is its name where one of several was refused. */
  refused('policy-name', ['malformed'], { policy: z.optional(text) }),
  refused('permissions', ['unknown'], { policy: z.optional(text) }),
  refused('policy', ['reserved'], { policy: z.optional(text) }),
  /** `field` is the one that the fault is of, `name` the policy's that is there twice. */
  refused('policy-file', policyFileFaults, {
    line: z.optional(number),
    field: z.optional(text),
    name: z.optional(text),
  }),
  /**
   * A message over IPC or the socket: `call` as it was named, `at` the member of it that does not
   * fit.
   */
  refused('request', ['malformed', 'unknown-call', 'unfit', 'not-plain'], {
    call: z.optional(text),
    at: z.optional(text),
  }),
]);
