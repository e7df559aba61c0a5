import type { Failure } from '../../shared/failure.ts';
import type { FailureText } from '../../shared/words/failure-text.ts';
import { words } from './words.ts';

const text = words.failures;

/**
 * Why no backup goes to a folder: what is said of a vault that cannot be saved is not true of it.
 */
export function destinationTrouble(failure: Failure): FailureText {
  switch (failure.code) {
    case 'backup-refused':
      return failure.reason === 'missing-folder' ? text.destination.missing : text.backup[failure.reason];
    case 'no-space':
      return text.destination.full;
    case 'read-only':
      return text.destination['read-only'];
    case 'store':
      return text.destination.store;
    default:
      return text.destination.other;
  }
}

/** What opening an older copy would hide. */
export function olderCopy({ seen, found, when }: Extract<Failure, { code: 'older-copy' }>): FailureText {
  if (seen < found) return text.olderCopy.keys(when);
  return seen > found ? text.olderCopy.behind(seen - found, when) : text.olderCopy.other(when);
}
