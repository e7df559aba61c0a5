/** Everything that can go wrong, as data. Words for people are made from it by the window and the command line. */
export type Failure =
  // Asking for what is not there, or is in the way
  | { code: 'not-found'; what: 'secret' | 'version' | 'field' | 'policy' | 'client' | 'vault'; name: string }
  | { code: 'exists'; what: 'secret' | 'vault'; name: string }
  | { code: 'conflict'; expected: number; found: number }
  // Refused input
  | { code: 'bad-path'; path: string; reason: PathFault }
  | { code: 'bad-input'; what: string; reason: string }
  | { code: 'too-large'; what: string; limit: number }
  // Keys
  | { code: 'locked' }
  | { code: 'wrong-passphrase' }
  | { code: 'wrong-key' }
  | { code: 'kdf-refused'; reason: string }
  // The vault file and the store under it
  | { code: 'not-a-vault'; reason: 'empty' | 'other-format' | 'folder' | 'dangling-link' | 'not-a-file' }
  | { code: 'newer-format'; found: number; supported: number }
  | { code: 'damaged'; part: DamagedPart; object?: string }
  | { code: 'read-only' }
  | { code: 'busy' }
  | { code: 'no-space' }
  | { code: 'store'; reason: string }
  | { code: 'closed' }
  // Import
  | { code: 'import-refused'; reason: ImportFault; place?: string }
  // Everything else
  | { code: 'cancelled' }
  | { code: 'denied'; reason: string }
  | { code: 'internal'; reference: string };

export type PathFault =
  | 'empty'
  | 'too-long'
  | 'empty-segment'
  | 'dot-segment'
  | 'control-character'
  | 'not-text';
export type DamagedPart = 'file' | 'manifest' | 'head' | 'object' | 'missing-object' | 'page' | 'audit';
/** Why an import was refused as a whole. */
export const importFaults = [
  'unknown-format',
  'malformed',
  'wrong-password',
  'too-large',
  'kdf-too-large',
  'timed-out',
  'crashed',
  'unreadable',
] as const;
export type ImportFault = (typeof importFaults)[number];

export type FailureCode = Failure['code'];

/** How a failure travels inside one process; over IPC and the socket only its `failure` does. */
export class HoldfastError extends Error {
  readonly failure: Failure;
  constructor(failure: Failure, options?: { cause?: unknown }) {
    // The message carries the code alone: an error text may reach a log, so no path or name may be in it.
    super(failure.code, options);
    this.name = 'HoldfastError';
    this.failure = failure;
  }
}

/** Throws a failure: `fail({ code: 'locked' })`. */
export function fail(failure: Failure, cause?: unknown): never {
  throw new HoldfastError(failure, cause === undefined ? undefined : { cause });
}

/** The failure inside a thrown value, or `undefined` when it is not one of ours. */
export function failureOf(error: unknown): Failure | undefined {
  return error instanceof HoldfastError ? error.failure : undefined;
}

/** Refuses at compile time a `switch` that forgets a case. */
export function never(value: never): never {
  throw new Error(`unhandled case: ${typeof value}`);
}
