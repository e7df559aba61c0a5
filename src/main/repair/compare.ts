import { setImmediate as breathe } from 'node:timers/promises';
import { fail, failureOf } from '../../shared/failure.ts';
import type { Place } from '../../shared/place.ts';
import type { Secret, SecretInfo } from '../../shared/secret-schema.ts';
import { inOrderOfNames } from '../../shared/sort-key.ts';
import { filesOf } from '../backend/long-files.ts';
import { openAt } from '../backend/places.ts';
import { type Given, openWithFile } from '../vault/credentials.ts';
import type { Vault } from '../vault/vault.ts';

/** One secret as a backup and the vault have it. */
export interface Compared {
  readonly path: string;
  /**
   * `missing`: the vault has it no more, or deleted it since. `later`: the backup has none yet.
   * `changed`: both have it, in other versions.
   */
  readonly how: 'missing' | 'changed' | 'same' | 'later';
  /** When it was last changed, in the backup and in the vault; missing: not there. */
  readonly backup?: number;
  readonly vault?: number;
  /** True where no version is current in the backup. */
  readonly deleted: boolean;
}

/** Secrets compared between two pauses. */
const stride = 2_000;

/** Every secret of a backup and of the vault, in the order of their names, with how they differ. Opens no version. */
export async function compared(backup: Vault, vault: Vault): Promise<Compared[]> {
  const whole = { deleted: true, whole: true };
  const there = await backup.secrets.list('', whole);
  const here = new Map((await vault.secrets.list('', whole)).map((info) => [info.path, info]));
  const found: Compared[] = [];
  for (const [i, info] of there.entries()) {
    found.push(both(info, here.get(info.path)));
    here.delete(info.path);
    if (i % stride === stride - 1) await breathe();
  }
  for (const { path, updated } of here.values())
    found.push({ path, how: 'later', vault: updated, deleted: false });
  return inOrderOfNames(found, ({ path }) => path);
}

function both(backup: SecretInfo, vault: SecretInfo | undefined): Compared {
  const { path, updated, current } = backup;
  const deleted = current === 0;
  if (vault === undefined) return { path, how: 'missing', backup: updated, deleted };
  const gone = vault.current === 0 && !deleted;
  const how = gone ? 'missing' : sameHistory(backup, vault) ? 'same' : 'changed';
  return { path, how, backup: updated, vault: vault.updated, deleted };
}

function sameHistory(a: SecretInfo, b: SecretInfo): boolean {
  if (a.updated !== b.updated || a.newest !== b.newest) return false;
  return JSON.stringify([a.versions, a.tags, a.custom]) === JSON.stringify([b.versions, b.tags, b.custom]);
}

/**
 * Opens a backup of an open vault, read-only, with the keys at hand; `wrong-key` when the root key
 * was changed since: then a passphrase is asked for.
 */
export async function lookInto(vault: Vault, place: Place, given?: Given): Promise<Vault> {
  if (given !== undefined) return openWithFile({ ...place, readOnly: true }, given);
  return vault.sibling(await openAt(place, { readOnly: true }));
}

/** A secret to be taken out of a backup; without `version` its current one. */
export interface Taken {
  readonly path: string;
  readonly version?: number | undefined;
}

/** What became of secrets that were to be taken. */
export interface TakenReport {
  /** Each with the number of its new version. */
  readonly taken: readonly { readonly path: string; readonly version: number }[];
  /** What the vault holds just so already: left alone, unless a version was named. */
  readonly held: readonly string[];
}

/**
 * Stores secrets of a backup as new versions of the vault, all or none. `not-found` for a path, or
 * version, without fields there.
 */
export async function takeFrom(backup: Vault, vault: Vault, secrets: readonly Taken[]): Promise<TakenReport> {
  const changes = [];
  const held: string[] = [];
  for (const { path, version: wanted } of secrets) {
    const secret = await backup.secrets.get(path, wanted);
    const { fields, version, info } = secret;
    if (version === 0) fail({ code: 'not-found', what: 'live', name: path });
    const there = await infoOf(vault, path);
    if (wanted === undefined && there !== undefined && (await holds(vault, there, secret))) {
      held.push(path);
      continue;
    }
    const expect = there?.casRequired ? { expect: there.newest } : {};
    const files = await filesFor(backup, vault, secret);
    const what = { path, fields, tags: info.tags, custom: info.custom };
    changes.push({ op: 'store' as const, ...what, ...expect, ...(files && { files }) });
  }
  if (changes.length > 0) await vault.secrets.apply(changes);
  const taken = [];
  for (const { path } of changes) taken.push({ path, version: (await vault.secrets.info(path)).newest });
  return { taken, held };
}

async function filesFor(backup: Vault, vault: Vault, { path, fields }: Secret) {
  if (!fields.some(({ type }) => type === 'attachment')) return undefined;
  const entry = await backup.copies?.entry(path);
  return entry && filesOf(backup.histories, entry, fields, await vault.copies?.entry(path));
}

/**
 * True where the vault's current version is what the backup's is, whatever came between; not where
 * either cannot be read.
 */
export async function holdsAgain(backup: Vault, vault: Vault, path: string): Promise<boolean> {
  try {
    return await holds(vault, await vault.secrets.info(path), await backup.secrets.get(path));
  } catch {
    return false;
  }
}

async function holds(vault: Vault, there: SecretInfo, { fields, info }: Secret): Promise<boolean> {
  if (there.current === 0) return false;
  const here = await vault.secrets.get(there.path);
  return (
    JSON.stringify([here.fields, there.tags, there.custom]) ===
    JSON.stringify([fields, info.tags, info.custom])
  );
}

async function infoOf(vault: Vault, path: string): Promise<SecretInfo | undefined> {
  const [found] = await Promise.allSettled([vault.secrets.info(path)]);
  if (found.status === 'fulfilled') return found.value;
  if (failureOf(found.reason)?.code === 'not-found') return undefined;
  throw found.reason;
}
