import { setImmediate as breathe } from 'node:timers/promises';
import {
  type DrillReading,
  labelText,
  type ReadSecret,
  type ReadVersion,
  textOf,
} from '../../shared/drill.ts';
import { failureOf } from '../../shared/failure.ts';
import type { SecretInfo } from '../../shared/secret-schema.ts';
import { sha256, utf8 } from '../crypto/primitives.ts';
import type { Vault } from '../vault/vault.ts';

/** What was read of a backup, beside the vault. */
export interface Difference {
  /** Secrets that the backup has just as the vault has them. */
  readonly same: number;
  /** Those that were changed, added or removed after the backup. */
  readonly since: number;
  /** Paths of those that differ although nobody changed them. */
  readonly wrong: readonly string[];
}

/** Secrets compared between two pauses. */
const stride = 500;

/** Compares every secret, by its state and the hash of each version that can be read. */
export async function compareWith(vault: Vault, reading: DrillReading, salt: string): Promise<Difference> {
  const here = new Map(
    (await vault.secrets.list('', { deleted: true, whole: true })).map((info) => [info.path, info]),
  );
  const exact = reading.revision === vault.revision;
  const counts = { same: 0, since: 0 };
  const wrong: string[] = [];
  for (const [i, secret] of reading.secrets.entries()) {
    const how = await judged(vault, secret, here.get(secret.path), { salt, exact });
    here.delete(secret.path);
    if (how === 'wrong') wrong.push(secret.path);
    else counts[how] += 1;
    if (i % stride === stride - 1) await breathe();
  }
  for (const { path, updated } of here.values()) {
    if (exact || updated <= reading.updated) wrong.push(path);
    else counts.since += 1;
  }
  return { ...counts, wrong };
}

async function judged(
  vault: Vault,
  secret: ReadSecret,
  info: SecretInfo | undefined,
  { salt, exact }: { salt: string; exact: boolean },
): Promise<'same' | 'since' | 'wrong'> {
  if (info === undefined) return exact ? 'wrong' : 'since';
  const changed = !exact && info.updated !== secret.updated;
  const labels = hashed(labelText(salt, info));
  if (!changed && (info.versions.length !== secret.versions.length || labels !== secret.labels))
    return 'wrong';
  for (const version of secret.versions) {
    const fits = await isSame(vault, secret.path, version, { salt, info, changed });
    if (!fits) return 'wrong';
  }
  return changed ? 'since' : 'same';
}

async function isSame(
  vault: Vault,
  path: string,
  { n, created, state, digest }: ReadVersion,
  { salt, info, changed }: { salt: string; info: SecretInfo; changed: boolean },
): Promise<boolean> {
  const known = info.versions.find(({ version }) => version === n);
  if (state === 'destroyed') return changed || known?.destroyed === true;
  // What cannot be read is wrong, whatever became of it since.
  if (digest === undefined) return false;
  // Pruned, destroyed or written anew since.
  if (known === undefined || known.destroyed === true || known.created !== created) return changed;
  const fields = await fieldsOf(vault, path, n);
  if (fields === undefined) return changed || state === 'deleted';
  return hashed(textOf(salt, fields)) === digest;
}

async function fieldsOf(vault: Vault, path: string, version: number) {
  try {
    return (await vault.secrets.get(path, version)).fields;
  } catch (error) {
    if (failureOf(error)?.code === 'not-found') return undefined;
    throw error;
  }
}

function hashed(text: string): string {
  return Buffer.from(sha256(utf8(text))).toString('hex');
}
