import { fail, failureOf } from '../../shared/failure.ts';
import { comparePaths } from '../../shared/path.ts';
import type { SecretInfo } from '../../shared/secret.ts';
import { openerOf } from '../backend/initialize.ts';
import { openVault } from '../vault/open.ts';
import type { Vault } from '../vault/vault.ts';

/** A secret that is not the same in a backup and in the vault. */
export interface Difference {
  readonly path: string;
  /** `only-backup`: the vault has it no more. `only-vault`: it came later. `changed`: both have it, in other versions. */
  readonly how: 'only-backup' | 'only-vault' | 'changed';
  /** When it was last changed, in the backup and in the vault. */
  readonly backup?: number;
  readonly vault?: number;
}

/** What a backup has and the vault has not, and the other way round, by path. */
export function differences(backup: readonly SecretInfo[], vault: readonly SecretInfo[]): Difference[] {
  const here = new Map(vault.map((info) => [info.path, info]));
  const there = new Set(backup.map(({ path }) => path));
  const found: Difference[] = [];
  for (const info of backup) {
    const mine = here.get(info.path);
    if (mine === undefined) found.push({ path: info.path, how: 'only-backup', backup: info.updated });
    else if (!sameHistory(info, mine))
      found.push({ path: info.path, how: 'changed', backup: info.updated, vault: mine.updated });
  }
  for (const { path, updated } of vault)
    if (!there.has(path)) found.push({ path, how: 'only-vault', vault: updated });
  return found.sort((a, b) => comparePaths(a.path, b.path));
}

function sameHistory(a: SecretInfo, b: SecretInfo): boolean {
  return JSON.stringify([a.versions, a.tags, a.custom]) === JSON.stringify([b.versions, b.tags, b.custom]);
}

/** Opens a backup of an open vault, read-only, with the keys at hand; `wrong-key` when the root key was changed since: then a passphrase is asked for. */
export async function lookInto(vault: Vault, file: string, passphrase?: string): Promise<Vault> {
  if (passphrase !== undefined) return openVault({ location: file, readOnly: true }, passphrase);
  return vault.sibling(await (await openerOf({})).open(file, { readOnly: true }));
}

/** Stores what a backup has at these paths as new versions of the vault, all or none; how many. `not-found` for a path without a current version there. */
export async function takeFrom(backup: Vault, vault: Vault, paths: readonly string[]): Promise<number> {
  const changes = [];
  for (const path of paths) {
    const { fields, version, info } = await backup.secrets.get(path);
    if (version === 0) fail({ code: 'not-found', what: 'version', name: path });
    const there = await infoOf(vault, path);
    const expect = there?.casRequired ? { expect: there.current || there.newest } : {};
    changes.push({ op: 'store' as const, path, fields, tags: info.tags, custom: info.custom, ...expect });
  }
  if (changes.length > 0) await vault.secrets.apply(changes);
  return changes.length;
}

async function infoOf(vault: Vault, path: string): Promise<SecretInfo | undefined> {
  const [found] = await Promise.allSettled([vault.secrets.info(path)]);
  if (found.status === 'fulfilled') return found.value;
  if (failureOf(found.reason)?.code === 'not-found') return undefined;
  throw found.reason;
}
