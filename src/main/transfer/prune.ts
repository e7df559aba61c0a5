import fs from 'node:fs';
import { type BackupFile, listBackups } from './folder.ts';
import { expired, type Rule } from './retention.ts';

/**
 * The backups of a vault that a rule lets go. Only files under names that `backupName` gives, whose header says that they are of this vault,
 * and never `spare`: the vault's own file may lie there.
 */
export async function expendable(
  folder: string,
  vault: string,
  rule: Rule,
  spare: readonly string[],
): Promise<BackupFile[]> {
  const spared = new Set(spare.map(identity));
  const ours = (await listBackups(folder, vault)).filter(({ named }) => named);
  return expired(ours, rule).filter(({ file }) => !spared.has(identity(file)));
}

/** Removes what `expendable` gives; how many. One that cannot be removed stays until next time. */
export async function prune(
  folder: string,
  vault: string,
  rule: Rule,
  spare: readonly string[],
): Promise<number> {
  let removed = 0;
  for (const { file } of await expendable(folder, vault, rule, spare)) {
    try {
      fs.unlinkSync(file);
      removed += 1;
    } catch {
      // A read-only folder, or somebody has it open.
    }
  }
  return removed;
}

function identity(file: string): string | undefined {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  return stat && `${stat.dev}:${stat.ino}`;
}
