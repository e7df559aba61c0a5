import { type Failure, never } from '../shared/failure.ts';

/** The stable exit codes of the command line. */
export const exit = {
  done: 0,
  internal: 1,
  usage: 2,
  notFound: 3,
  locked: 4,
  denied: 5,
  conflict: 6,
  damaged: 7,
  refused: 8,
  store: 9,
  interrupted: 130,
  terminated: 143,
} as const;

type ShareFault = Extract<Failure, { code: 'share-refused' }>['reason'];
const elsewhere: ReadonlySet<ShareFault> = new Set([
  'other-vault',
  'retired-set',
  'ended-set',
  'pending-set',
  'other-set',
  'contradicts',
  'not-genuine',
]);

type SecurityKeyReason = Extract<Failure, { code: 'security-key' }>['reason'];
const ofKeys: ReadonlySet<SecurityKeyReason> = new Set([
  'already',
  'sheets-first',
  'full',
  'name-taken',
  'name-empty',
  'name-refused',
]);

/**
 * The exit code of a command that ended with this failure. A wrong password of a key file is
 * refused input: 4 is about the passphrase of our vault.
 */
export function exitCode(failure: Failure): number {
  switch (failure.code) {
    case 'needs-file':
      return exit.usage;
    case 'not-found':
    case 'no-set':
      return exit.notFound;
    case 'locked':
    case 'wrong-passphrase':
    case 'quick-unlock':
    case 'wrong-key':
    case 'wrong-shares':
    case 'closed':
      return exit.locked;
    case 'denied':
      return exit.denied;
    case 'conflict':
    case 'older-copy':
      return exit.conflict;
    case 'damaged':
      return exit.damaged;
    case 'backup-refused':
      return failure.reason === 'none-readable' ? exit.damaged : exit.refused;
    case 'exists':
    case 'bad-path':
    case 'bad-input':
    case 'bad-pattern':
    case 'too-large':
    case 'import-refused':
    case 'picture-refused':
    case 'not-a-vault':
    case 'newer-format':
    case 'kdf-refused':
    case 'person-refused':
    case 'code-refused':
    case 'source-kept':
      return exit.refused;
    // What a person asks of the keys is refused input; otherwise nothing opened.
    case 'security-key':
      return ofKeys.has(failure.reason) ? exit.refused : exit.locked;
    // Words that are wrong in themselves are bad input; those of another vault or set are the wrong
    // key.
    case 'share-refused':
      return elsewhere.has(failure.reason) ? exit.locked : exit.refused;
    case 'no-space':
    case 'read-only':
    case 'busy':
    case 'store':
    case 'socket':
      return exit.store;
    case 'cancelled':
      return exit.interrupted;
    case 'internal':
      return exit.internal;
    default:
      return never(failure);
  }
}
