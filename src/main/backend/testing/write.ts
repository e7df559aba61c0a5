import type { Field, MetadataPatch } from '../../../shared/secret-schema.ts';
import type { Backend } from '../backend.ts';
import {
  type AuditChange,
  type AuditRecord,
  type Change,
  type Client,
  isAuditChange,
  type Outcome,
  type Policy,
} from '../changes.ts';

/** A change, or what the audit tells of one. */
export type AnyChange = Change | AuditChange;

// Single writes, as tests make them: each is a commit of one change.

export async function storeSecret(
  backend: Backend,
  path: string,
  fields: readonly Field[],
  options: { expect?: number } = {},
): Promise<number> {
  return (await one(backend, { op: 'store', path, fields, ...options })).version;
}

export async function deleteSecret(
  backend: Backend,
  path: string,
  versions?: readonly number[],
): Promise<void> {
  await one(backend, { op: 'delete', path, ...(versions && { versions }) });
}

export async function undeleteSecret(
  backend: Backend,
  path: string,
  versions?: readonly number[],
): Promise<void> {
  await one(backend, { op: 'undelete', path, ...(versions && { versions }) });
}

export async function destroySecret(
  backend: Backend,
  path: string,
  versions: readonly number[],
): Promise<void> {
  await one(backend, { op: 'destroy', path, versions });
}

export async function updateMetadata(backend: Backend, path: string, patch: MetadataPatch): Promise<void> {
  await one(backend, { op: 'metadata', path, patch });
}

export async function moveSecret(backend: Backend, from: string, to: string): Promise<void> {
  await one(backend, { op: 'move', from, to });
}

export async function storePolicy(backend: Backend, policy: Policy): Promise<void> {
  await one(backend, { op: 'policy', policy });
}

export async function deletePolicy(backend: Backend, name: string): Promise<void> {
  await one(backend, { op: 'delete-policy', name });
}

export async function storeClient(backend: Backend, client: Client): Promise<void> {
  await one(backend, { op: 'client', client });
}

export async function deleteClient(backend: Backend, name: string): Promise<void> {
  await one(backend, { op: 'delete-client', name });
}

export async function storeSetting(backend: Backend, name: string, value: string | undefined): Promise<void> {
  await one(backend, { op: 'setting', name, value });
}

export async function appendAudit(backend: Backend, entry: AuditRecord): Promise<void> {
  await backend.write([], [{ op: 'audit', entry }]);
}

/** A list that has changes and audit entries mixed, as one commit; an outcome for each. */
export async function writeMixed(backend: Backend, mixed: readonly AnyChange[]): Promise<Outcome[]> {
  const outcomes = await backend.write(
    mixed.filter((change) => !isAuditChange(change)),
    mixed.filter(isAuditChange),
  );
  return mixed.map((change) =>
    isAuditChange(change) ? { version: 0 } : (outcomes.shift() ?? { version: -1 }),
  );
}

async function one(backend: Backend, change: Change): Promise<Outcome> {
  const [outcome] = await backend.write([change]);
  return outcome as Outcome;
}
