import fs from 'node:fs';
import { identityAt } from '../store/file.ts';
import { listBackups } from './folder.ts';
import { type KnownFile, known, type Witness } from './known.ts';
import { expired, type Rule } from './retention.ts';

/**
 * The backups of a vault that a rule lets go: only files under names that `backupName` gives, that
 * are known to be of this vault, and never `spare`, for the vault's own file may lie there. What
 * was read back wholly goes for newer ones of its kind alone: whatever else lies in the folder
 * pushes none of it out.
 */
export function expendable(
  files: readonly KnownFile[],
  vault: string,
  rule: Rule,
  spare: readonly string[],
): KnownFile[] {
  const spared = new Set(spare.map(identityAt));
  const ours = files.flatMap((one) =>
    one.named && one.ours && one.vault === vault && one.revision !== undefined
      ? [{ ...one, revision: one.revision }]
      : [],
  );
  const dated = asMade(ours);
  const proven = expired(dated.filter(isProven), rule);
  const others = expired(dated, rule).filter((one) => !isProven(one));
  return [...proven, ...others].filter(({ file }) => !spared.has(identityAt(file)));
}

/** Removes what `expendable` gives; how many. One that cannot be removed stays until next time. */
export async function prune(
  folder: string,
  vault: string,
  rule: Rule,
  spare: readonly string[],
  witness: Witness,
): Promise<number> {
  const files = await known(await listBackups(folder, vault), witness);
  let removed = 0;
  for (const { file } of expendable(files, vault, rule, spare)) {
    try {
      fs.unlinkSync(file);
      removed += 1;
    } catch {
      // A read-only folder, or somebody has it open.
    }
  }
  return removed;
}

// A copy under another name is as old as what it is a copy of.
function asMade<F extends KnownFile>(files: readonly F[]): F[] {
  const made = new Map(files.filter(({ original }) => original).map((one) => [one.revision, one.time]));
  return files.map((one) => ({ ...one, time: made.get(one.revision) ?? one.time }));
}

function isProven({ provenAt }: KnownFile): boolean {
  return provenAt !== undefined;
}
