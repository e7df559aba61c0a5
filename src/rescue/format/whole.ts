// Everything in a vault as JSON, in the same shape as holdfast-rescue.py gives it.
import type { Field, Secret, Version } from './secret.ts';
import type { Json } from './shape.ts';
import type { Progress } from './source.ts';
import { Damaged } from './trouble.ts';
import type { Vault } from './vault.ts';

/** Puts a file of a field somewhere, and gives the name that it has there. */
export type KeepFile = (secret: Secret, version: Version, field: Field) => Promise<string>;

const kept = ['path', 'created', 'updated', 'tags', 'custom', 'max', 'cas', 'expire', 'events'] as const;

export async function wholeOf(vault: Vault, told: Progress, keep?: KeepFile): Promise<Json> {
  const all = await vault.secrets();
  const secrets: Json[] = [];
  for (const [i, secret] of all.entries()) {
    secrets.push(await secretJson(vault, secret, keep));
    told((i + 1) / all.length);
  }
  return {
    'holdfast-rescue': 1,
    vault: vault.id,
    revision: vault.revision,
    secrets,
    policies: await vault.records('policy', 'policies'),
    clients: await vault.records('client', 'clients'),
    damaged: vault.lost,
  };
}

async function secretJson(vault: Vault, secret: Secret, keep: KeepFile | undefined): Promise<Json> {
  const facts = kept.flatMap((name) => (name in secret.entry ? [[name, secret.entry[name]] as const] : []));
  const versions: Json[] = [];
  for (const version of secret.versions) versions.push(await versionJson(vault, secret, version, keep));
  return {
    ...Object.fromEntries(facts),
    ...(secret.device !== undefined && { device: secret.device }),
    ...(secret.deleted && { deleted: true }),
    versions,
  };
}

async function versionJson(
  vault: Vault,
  secret: Secret,
  version: Version,
  keep: KeepFile | undefined,
): Promise<Json> {
  const { n, created, deletedAt, expires, destroyed } = version;
  const facts = {
    n,
    ...(created !== undefined && { created }),
    ...(deletedAt !== undefined && { deleted: deletedAt }),
    ...(expires !== undefined && { expires }),
  };
  if (destroyed) return { ...facts, destroyed };
  const fields = await fieldsOf(vault, secret, version);
  if (fields === undefined) return { ...facts, damaged: true };
  const told: Json[] = [];
  for (const field of fields) told.push(await fieldJson(vault, secret, version, { field, keep }));
  return { ...facts, fields: told };
}

/** The fields of a version; `undefined`, and noted, where it cannot be read. */
export async function fieldsOf(vault: Vault, secret: Secret, version: Version): Promise<Field[] | undefined> {
  try {
    return await version.fields();
  } catch (error) {
    if (!(error instanceof Damaged)) throw error;
    vault.lose({ what: 'version', path: secret.path, version: version.n });
    return undefined;
  }
}

async function fieldJson(
  vault: Vault,
  secret: Secret,
  version: Version,
  { field, keep }: { field: Field; keep: KeepFile | undefined },
): Promise<Json> {
  const { name, type, value } = field;
  if (keep === undefined || (type !== 'file' && type !== 'attachment')) return { ...field };
  try {
    const file = await keep(secret, version, field);
    return { name, type, ...(type === 'attachment' && { value }), file };
  } catch (error) {
    if (!(error instanceof Damaged)) throw error;
    vault.lose({ what: 'file', path: secret.path, version: version.n, field: name });
    return { ...field, damaged: true };
  }
}
