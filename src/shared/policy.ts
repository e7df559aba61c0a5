/**
 * What a policy may grant, in the order in which it is shown. `super` implies the others; `otp` is
 * to take one-time codes without reading what they are made from; `export` is to take secrets whole,
 * with every version and file, many at once.
 */
export const permissions = ['read', 'write', 'list', 'otp', 'export', 'super'] as const;
export type Permission = (typeof permissions)[number];

/** A policy as a person writes it: who may do what where. */
export interface PolicySpec {
  readonly name: string;
  readonly spiffeIdPattern: string;
  readonly pathPattern: string;
  readonly permissions: readonly Permission[];
}

/** One question to the policies. */
export interface Access {
  readonly spiffeId: string;
  readonly path: string;
  readonly permission: Permission;
}

/** The answer; `policy` names the first, in the order of names, that grants it. */
export interface Decision {
  readonly allowed: boolean;
  readonly policy?: string;
}

export const policyLimits = { name: 256, pattern: 512, file: 512 * 1024, inFile: 10_000 };

/**
 * What lies under this is no secret but a part of Holdfast that a policy can open: only when it
 * spells the whole path out.
 */
export const systemFolder = 'holdfast/system';
/** `super` here: put, list and delete policies, as in SPIKE's `spike/system/acl`. */
export const policyPath = `${systemFolder}/policy`;

/** `super` here: list and revoke clients. */
export const clientPath = `${systemFolder}/client`;
/** `read` here: the whole audit. What a client did itself it may always read. */
export const auditPath = `${systemFolder}/audit`;

/**
 * `read` here: verify the vault, see which recovery sheets there are, rehearse them. `write`:
 * import, merge.
 */
export const vaultPath = `${systemFolder}/vault`;

/** `write` here: make backups. */
export const backupPath = `${systemFolder}/backup`;
/** `super` here: put a recovery set to use that was read back, and revoke the one in use. */
export const recoveryPath = `${systemFolder}/recovery`;

/** The key `name` of the cipher: `write` here encrypts, `read` decrypts. */
export function cipherPath(name: string): string {
  return `${systemFolder}/cipher/${name}`;
}

/** Why a pattern was refused. */
export const patternFaults = [
  'empty',
  'too-long',
  'control-character',
  /** `/` at either end, or two in a row: nothing could ever match. */
  'empty-segment',
  'dot-segment',
  /** `**` together with something else between two slashes. */
  'double-star',
  'trailing-backslash',
  /** It begins with `^` or ends with `$`, as regular expressions do, without `re:` before it. */
  'looks-like-regex',
  /** Neither `**` nor `spiffe://` at its start. */
  'not-a-spiffe-id',
  /** `detail` says why. */
  'regex',
  'too-complex',
] as const;
export type PatternFault = (typeof patternFaults)[number];

/** What is wrong with a regular expression. */
export const regexFaults = [
  'missing-bracket',
  'missing-parenthesis',
  'unexpected-parenthesis',
  'bad-range',
  'bad-escape',
  'bad-group-name',
  /** Perl has it, as a look ahead or a reference back. */
  'perl-only',
  'nested-repeat',
  'bad-repeat-count',
  'nothing-to-repeat',
  'too-deep',
  'too-large',
] as const;
export type RegexFault = (typeof regexFaults)[number];
