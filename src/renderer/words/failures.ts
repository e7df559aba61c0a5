import { type Failure, never } from '../../shared/failure.ts';
import { isServiceText } from '../../shared/place.ts';
import { badInputText } from '../../shared/words/bad-input.ts';
import { type FailureText, sentences } from '../../shared/words/failure-text.ts';
import { olderCopy } from './backup-failures.ts';
import { patternRefused } from './policy-failures.ts';
import { shareRefused, wrongShares } from './recovery-failures.ts';
import { words } from './words.ts';

const text = words.failures;

/** A failure in plain words, in one paragraph. */
export function failureSentences(failure: Failure): string {
  return sentences(failureText(failure));
}

/** The same in its two parts. */
export function failureText(failure: Failure): FailureText {
  switch (failure.code) {
    case 'not-found':
      if (failure.what === 'vault' && isServiceText(failure.name)) return text.noVaultThere;
      return text.notFound[failure.what];
    case 'exists':
      return failure.what === 'secret' ? text.secretExists : text.fileExists;
    case 'conflict':
      return text.conflict;
    case 'bad-path':
      return { what: words.editor.pathFaults[failure.reason], next: text.badPath };
    case 'bad-input':
      return badInputText(text.badInput, failure);
    case 'bad-pattern':
      return patternRefused(failure);
    case 'too-large':
      return text.tooLarge[failure.what];
    case 'locked':
      return text.locked;
    case 'wrong-passphrase':
      if (failure.keyFile === undefined) return text.passphrase;
      return failure.keyFile === 'missing' ? text.keyFileMissing : text.keyFileGiven;
    case 'security-key':
      if (failure.reason === 'wrong-pin') return text.securityKey.wrongPin(failure.left ?? 0);
      return text.securityKey[failure.reason];
    case 'quick-unlock':
      if (failure.reason === 'wrong-pin') return text.quickUnlock.wrongPin(failure.left ?? 0);
      return text.quickUnlock[failure.reason];
    case 'wrong-key':
      return text.wrongKey;
    case 'kdf-refused':
      return text.kdf;
    case 'not-a-vault':
      return text.notAVault[failure.reason];
    case 'newer-format':
      return text.newerFormat(failure.found, failure.supported);
    case 'damaged':
      if (failure.part === 'folder') return text.halfFolder;
      return failure.part === 'object' || failure.part === 'missing-object' ? text.damagedPart : text.damaged;
    case 'read-only':
      return text.readOnly;
    case 'busy':
      return text.busy;
    case 'no-space':
      return text.noSpace;
    case 'store':
      return text.store[failure.reason];
    case 'closed':
      return text.closed;
    case 'share-refused':
      return shareRefused(failure);
    case 'picture-refused':
      return text.picture[failure.reason];
    case 'wrong-shares':
      return wrongShares(failure);
    case 'no-set':
      return failure.what === 'active' ? text.noActiveSet : text.noPendingSet;
    case 'needs-file':
      return text.needsFile;
    case 'person-refused':
      return text.person[failure.reason];
    case 'code-refused':
      return text.code[failure.reason];
    case 'source-kept':
      return text.sourceKept[failure.reason];
    case 'backup-refused':
      return text.backup[failure.reason];
    case 'older-copy':
      return olderCopy(failure);
    case 'import-refused':
      return importFailure(failure);
    case 'cancelled':
      return text.cancelled;
    case 'socket':
      return text.socket;
    case 'denied':
      return text.denied[failure.reason];
    case 'internal':
      return text.internal(failure.reference);
    default:
      return never(failure);
  }
}

function importFailure(failure: Extract<Failure, { code: 'import-refused' }>): FailureText {
  if (failure.reason === 'foreign')
    return failure.isEncrypted ? text.sealed(failure.program) : text.foreign(failure.program);
  const told = text.import[failure.reason];
  const { file } = failure;
  const of = file === undefined ? told : { ...told, what: text.importOf(file, told.what) };
  return failure.paths === undefined ? of : { ...of, what: `${of.what} ${text.importLacking(failure)}` };
}
