import { type BackupFault, type Failure, never } from '../../shared/failure.ts';
import { type FailureText, text } from './failure-text.ts';
import { date } from './time.ts';

/** Why no backup was made or put back. */
export function backupRefused(reason: BackupFault): FailureText {
  switch (reason) {
    case 'other-vault':
      return text('Another vault lies there already.', 'It was left as it is. Choose another place.');
    case 'own-file':
      return text('That is the vault itself.', 'Choose another place, best on another disk.');
    case 'inside-vault':
      return text('That place lies below a file.', 'Choose a folder.');
    case 'symlink':
      return text('That is a link, and not a file of its own.', 'Choose the file or folder it leads to.');
    case 'missing-folder':
      return text('The folder for backups is not there.', 'Connect the disk, or choose another folder.');
    case 'not-a-folder':
      return text('That is neither a folder nor a vault.', 'Choose a folder.');
    case 'taken':
      return text('A file lies there already.', 'It was left as it is. Choose another name, or a folder.');
    case 'newer':
      return text(
        'The backup there is newer than this vault.',
        'It was left as it is. Look into it before you replace it.',
      );
    case 'not-proven':
      return text(
        'The backup did not read back as it was written.',
        'It was taken away again. Try another disk: this one may be failing.',
      );
    case 'memory':
      return text('This vault is in memory alone.', 'Keep it in a file first.');
    case 'none-there':
      return text('There is no backup of this vault in that folder.', 'Choose another folder, or make one.');
    default:
      return never(reason);
  }
}

/** Why no backup goes to a folder: what is said of a vault that cannot be saved is not true of it. */
export function destinationTrouble(failure: Failure): FailureText {
  switch (failure.code) {
    case 'backup-refused':
      return failure.reason === 'missing-folder'
        ? text('The folder is not there.', 'Connect its disk; the next backup goes there again.')
        : backupRefused(failure.reason);
    case 'no-space':
      return text('Its disk is full.', 'Free some space there; the backups that lie there are whole.');
    case 'read-only':
      return text('Nothing can be written there.', 'Check the permissions of the folder.');
    case 'store':
      return text('The folder could not be written or read.', 'Check that its disk is connected and sound.');
    default:
      return text('The backup failed.', 'The backups that lie there are whole.');
  }
}

/** What opening an older copy would hide. */
export function olderCopy({ seen, found, when }: Extract<Failure, { code: 'older-copy' }>): FailureText {
  const behind = seen - found;
  if (behind < 0)
    return text(
      `The keys of this copy did not come after those of the vault you had open on ${date(when)}.`,
      'Somebody who had an older copy and what opened it can have made it, and would read what you store in it. Look for the file that you know before you go on with this one.',
    );
  return behind > 0
    ? text(
        `This copy is ${behind === 1 ? 'one change' : `${behind} changes`} older than the vault you had open on ${date(when)}.`,
        'What was written since then is not in it. Look for the newer file before you go on with this one.',
      )
    : text(
        `This is another copy than the one you had open on ${date(when)}.`,
        'Both were changed since they were the same. What you wrote in the other one is not in this one.',
      );
}
