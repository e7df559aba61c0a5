import { type Failure, type ImportFault, never } from '../../shared/failure.ts';
import { backupRefused, olderCopy } from './backup-failures.ts';
import { type FailureText, text } from './failure-text.ts';
import { patternRefused } from './policy-failures.ts';
import { pictureRefused, shareRefused, wrongShares } from './recovery-failures.ts';
import { words } from './words.ts';

function keyFileRefused(reason: string): FailureText {
  return text(
    `This cannot be the key file: ${reason}.`,
    'Connect the drive that it lies on, or choose another file.',
  );
}

function wrongPassphrase(keyFile: 'missing' | 'given' | undefined): FailureText {
  if (keyFile === 'missing')
    return text(
      'This vault opens with its passphrase and its key file together.',
      'Choose the key file, too.',
    );
  if (keyFile === 'given')
    return text(
      'The passphrase, the key file or both do not fit this vault. Nobody can tell which.',
      'Check Caps Lock and the keyboard layout, and that the file is the right one, unchanged.',
    );
  return text(
    'This passphrase does not open the vault.',
    'Check Caps Lock and the keyboard layout, and try again.',
  );
}

/** A failure in plain words. */
export function failureText(failure: Failure): FailureText {
  switch (failure.code) {
    case 'not-found':
      return notFound(failure.what);
    case 'exists':
      return failure.what !== 'secret'
        ? text(
            'There is a file of this name already.',
            'It was left as it is. Choose another name or folder.',
          )
        : text('A secret lies at this path already.', 'Choose another path.');
    case 'conflict':
      return text('This secret was changed meanwhile.', 'Reload it, then make your change again.');
    case 'bad-path':
      return text(words.editor.pathFaults[failure.reason], 'Change the path and try again.');
    case 'bad-input':
      if (failure.what === 'key file') return keyFileRefused(failure.reason);
      if (failure.what === 'place') return placeRefused(failure.reason);
      return text(
        'Something that was entered cannot be taken as it is.',
        'Check your entries and try again.',
      );
    case 'bad-pattern':
      return patternRefused(failure);
    case 'too-large':
      if (failure.what === 'key file') return keyFileRefused('it is larger than 64 MiB');
      return text('This is larger than a vault takes.', 'Make it smaller, or split it over several secrets.');
    case 'locked':
      return text('The vault is locked.', 'Unlock it and try again.');
    case 'wrong-passphrase':
      return wrongPassphrase(failure.keyFile);
    case 'wrong-key':
      return text(
        'The key does not fit this vault.',
        'Make sure that you opened the right file, or use a backup.',
      );
    case 'kdf-refused':
      return text(
        'The file asks for more memory or time than any honest vault needs.',
        'It may have been tampered with: nothing was computed. Use a backup that you trust.',
      );
    case 'not-a-vault':
      return notAVault(failure.reason);
    case 'newer-format':
      return text(
        `This vault was written by a newer Holdfast (format ${failure.found}; this one reads up to ${failure.supported}).`,
        'Update Holdfast and open it again. The file was left as it is.',
      );
    case 'damaged':
      if (failure.part === 'folder')
        return text(
          'Parts of this vault are missing: its folder was copied by half, or something was removed from it.',
          'It was left as it is. Let your sync tool finish, copy the whole folder again, or restore it from a backup.',
        );
      return failure.part === 'object' || failure.part === 'missing-object'
        ? text('A part of this vault is damaged.', 'Nothing was written. Take this value from a backup.')
        : text('This vault file is damaged.', 'It was left as it is. Restore it from a backup.');
    case 'read-only':
      return text(
        'This vault cannot be written to.',
        'Check the permissions of the file and its folder, or copy it elsewhere.',
      );
    case 'busy':
      return text(
        'Another program is using this vault file.',
        'Close it there, or wait a moment, and try again.',
      );
    case 'no-space':
      return text(
        'The disk is full: nothing was saved.',
        'Free some space, then save again. The vault is unharmed.',
      );
    case 'store':
      if (failure.reason === 'file-replaced') {
        return text(
          'Another file was put in the place of this vault while it was open.',
          'Nothing was written. Lock and unlock to see what lies there now, and keep both copies.',
        );
      }
      if (failure.reason === 'file-missing') {
        return text(
          'The vault file is gone: it was moved or deleted, or its disk is not connected.',
          'Nothing was written. Bring it back, or save what is open here under another name before you lock.',
        );
      }
      if (failure.reason === 'journal-beside') {
        return text(
          'A write to this vault broke off, or another program left a journal beside it.',
          'Open it where its file and folder may be written: what lies there is settled first. Nothing was changed.',
        );
      }
      if (failure.reason === 'path-too-long') {
        return text(
          'The path of this file is too long for a vault.',
          'Choose a shorter name, or a folder nearer to the top. Nothing was changed.',
        );
      }
      if (failure.reason === 'cannot-open') {
        return text(
          'The system does not open this vault file.',
          'Check its permissions and those of its folder, and whether its disk is connected.',
        );
      }
      return text(
        'The vault file could not be read or written.',
        'Check that the disk is connected and the file may be opened.',
      );
    case 'closed':
      return text('The vault was closed meanwhile.', 'Open it again.');
    case 'share-refused':
      return shareRefused(failure);
    case 'picture-refused':
      return pictureRefused(failure.reason);
    case 'wrong-shares':
      return wrongShares(failure);
    case 'no-set':
      return failure.what === 'active'
        ? text('This vault has no recovery set.', 'Make one on the recovery page.')
        : text('There is no new set that waits to be read back.', 'Begin again on the recovery page.');
    case 'needs-file':
      return text('This is done with the vault file itself.', 'Use the command line with --vault FILE.');
    case 'backup-refused':
      return backupRefused(failure.reason);
    case 'older-copy':
      return olderCopy(failure);
    case 'import-refused':
      return importRefused(failure.reason, failure.place);
    case 'cancelled':
      return text('Cancelled.', 'Nothing was changed.');
    case 'socket':
      return text('The app was not reached.', 'Start it again.');
    case 'denied':
      return text('This is not allowed.', 'Nothing was changed.');
    case 'internal':
      return text(
        'Something went wrong inside Holdfast.',
        `Try again. If it stays, the log file says more${failure.reference ? ` (reference ${failure.reference})` : ''}.`,
      );
    default:
      return never(failure);
  }
}

function placeRefused(reason: string): FailureText {
  switch (reason) {
    case 'credential':
      return text(
        'A password or a key stands in the name of this place.',
        'Leave it out: places are kept in settings and shown on screen. Nothing of it was kept.',
      );
    case 'empty':
      return text('This names no place.', 'Choose a file or a folder.');
    default:
      return text('Holdfast knows no place of this kind.', 'Choose a file or a folder.');
  }
}

function notFound(what: Extract<Failure, { code: 'not-found' }>['what']): FailureText {
  switch (what) {
    case 'vault':
      return text(
        'The vault file is not there.',
        'It may have been moved, or its disk is not connected. Choose it again.',
      );
    case 'secret':
      return text('This secret is no longer there.', 'It may have been moved or destroyed elsewhere.');
    case 'live':
      return text('This secret is deleted.', 'Bring it back first: it is under Deleted.');
    case 'deleted':
      return text('Nothing of this secret is deleted.', 'Look at its versions.');
    case 'version':
      return text('This version is no longer there.', 'Choose another version.');
    case 'field':
      return text('This field is no longer there.', 'Look at the secret again.');
    case 'policy':
      return text('This policy is no longer there.', 'Look at the list again.');
    case 'client':
      return text('This client is no longer there.', 'Look at the list again.');
    case 'key':
      return text('The vault has no key of that name.', 'Open the vault that encrypted the file.');
    default:
      return never(what);
  }
}

function notAVault(reason: Extract<Failure, { code: 'not-a-vault' }>['reason']): FailureText {
  switch (reason) {
    case 'empty':
      return text(
        'This file is empty.',
        'If it was a vault once, restore it from a backup. Otherwise choose another file.',
      );
    case 'other-format':
      return text(
        'This file is not a Holdfast vault.',
        'Choose one that Holdfast made. To bring in a KeePass file, open a vault and import it.',
      );
    case 'folder':
      return text('This is a folder, not a vault file.', 'Choose a file that ends in .holdfast.');
    case 'dangling-link':
      return text(
        'This is a link to a file that is not there.',
        'Connect the disk that it points to, or choose the vault file itself.',
      );
    case 'not-a-file':
      return text('This is not an ordinary file.', 'Choose a file that ends in .holdfast.');
    case 'not-a-folder':
      return text('This is a file, not a folder.', 'Open it as a vault file.');
    case 'empty-folder':
      return text(
        'This folder is empty.',
        'If it was a vault once, let your sync tool finish, or restore it from a backup. Otherwise choose another folder.',
      );
    case 'other-folder':
      return text(
        'This folder holds no Holdfast vault.',
        'Choose the folder that Holdfast made: holdfast.json lies in it. Nothing in this one was changed.',
      );
    default:
      return never(reason);
  }
}

function importRefused(reason: ImportFault, place = 'another program'): FailureText {
  switch (reason) {
    case 'unknown-format':
      return text(
        'This kind of file cannot be imported.',
        'Choose a KeePass database (.kdbx), a .env file or JSON.',
      );
    case 'foreign':
      return text(
        `This is an export of ${place}, which cannot be imported yet.`,
        'Nothing was imported. Where you can, save it there as a KeePass database (.kdbx).',
      );
    case 'malformed':
      return text(
        'The file is damaged or not what its name says.',
        'Nothing was imported. Export it again from where it came.',
      );
    case 'wrong-password':
      return text('The password or key file does not open it.', 'Check both and try again.');
    case 'too-large':
      return text('The file is larger than 1 GiB.', 'Split it, or leave out its attachments.');
    case 'kdf-too-large':
      return text(
        'The file asks for more memory than is allowed to open it.',
        'Lower its Argon2 memory where it was made, and try again.',
      );
    case 'timed-out':
      return text('Reading the file took longer than a minute.', 'Nothing was imported. Try a smaller file.');
    case 'crashed':
      return text('Reading the file failed.', 'Nothing was imported. The file may be damaged.');
    case 'unreadable':
      return text('The file cannot be read.', 'Check that it is still there and that you may open it.');
    default:
      return never(reason);
  }
}
