import { type Failure, never } from '../shared/failure.ts';
import type { BackupFault } from '../shared/failure-reasons.ts';
import { visible } from './visible.ts';

/** Why no backup was made or put back, and what to do next. */
export function backupRefused(reason: BackupFault, place?: string): string {
  const it = place === undefined ? 'It' : `"${visible(place)}"`;
  switch (reason) {
    case 'other-vault':
      return `${it} is another vault and was left as it is. Choose another name, or a folder.`;
    case 'own-file':
      return `${it} is the vault itself. A backup wants a place of its own, best on another disk.`;
    case 'inside-vault':
      return `${it} lies below a file. Choose a folder.`;
    case 'symlink':
      return `${it} is a link to a file or leads nowhere, and was left as it is. Name the file or folder itself.`;
    case 'missing-folder':
      return `${it} is not there. Connect the disk, or name another folder.`;
    case 'not-a-folder':
      return `${it} is neither a folder nor a vault. Choose a folder, or a name that ends with .holdfast.`;
    case 'taken':
      return `${it} is there already, and a program replaces no file. Name a folder, or a new file.`;
    case 'newer':
      return `${it} is newer than this vault and was left as it is. Look into it before you replace it.`;
    case 'not-proven':
      return `${it} did not read back as it was written and was taken away again. Try another disk.`;
    case 'memory':
      return 'This vault is in memory alone: there is no file to copy.';
    case 'none-there':
      return `${it} holds no backup of this vault.`;
    default:
      return never(reason);
  }
}

/** What opening an older copy would hide. */
export function olderCopy({ seen, found, when }: Extract<Failure, { code: 'older-copy' }>): string {
  const day = new Date(when).toISOString().slice(0, 10);
  if (found > seen)
    return `The keys of this copy did not come after those of the vault that was open here on ${day}. Somebody who had an older copy and what opened it can have made it, and would read what is stored in it now: look for the file that you know.`;
  const how =
    found < seen
      ? `This copy is ${seen - found} ${seen - found === 1 ? 'change' : 'changes'} older than the one that was open here on ${day}`
      : `This is another copy than the one that was open here on ${day}, with as many changes`;
  return `${how}. What was written since then is not in it.`;
}
