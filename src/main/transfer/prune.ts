import fs from 'node:fs';
import { listBackups } from './folder.ts';
import { expired, type Rule } from './retention.ts';

/**
 * Removes the backups of a vault that a rule lets go; how many. Only files under names that `backupName` gives, whose header says that they
 * are of this vault, and never `spare`: the vault's own file may lie there. One that cannot be removed stays until next time.
 */
export async function prune(
  folder: string,
  vault: string,
  rule: Rule,
  spare: readonly string[],
): Promise<number> {
  const spared = new Set(spare.map(identity));
  const ours = (await listBackups(folder, vault)).filter(({ named }) => named);
  let removed = 0;
  for (const { file } of expired(ours, rule)) {
    if (spared.has(identity(file))) continue;
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
