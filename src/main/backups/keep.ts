import { setImmediate as breathe } from 'node:timers/promises';
import { fail, failureOf } from '../../shared/failure.ts';
import { type Place, printPlace } from '../../shared/place.ts';
import { attachmentText } from '../../shared/secret.ts';
import type { Field } from '../../shared/secret-schema.ts';
import type { Histories } from '../backend/backend.ts';
import type { AuditChange, Change, MergeChange, MergedVersion } from '../backend/changes.ts';
import type { Attachment } from '../backend/format/attachment.ts';
import type { Entry } from '../backend/format/entry.ts';
import { beside } from '../backend/places.ts';
import { type Creation, createVault, openVault } from '../vault/open.ts';
import type { Vault } from '../vault/vault.ts';

/** Secrets written in one go. */
const secretsAtOnce = 200;

/**
 * Keeps a vault that is in memory alone after all: a new vault at a place, with every secret in all
 * its versions, policies, programs and the audit, one commit, read back before it gets its name;
 * opened. The one in memory stays as it is. `exists`, `denied` (`not-memory`).
 */
export async function keepVault(memory: Vault, place: Place, creation: Creation): Promise<Vault> {
  if (memory.copies !== undefined) fail({ code: 'denied', reason: 'not-memory' });
  const unfinished = await beside(place);
  try {
    const made = await createVault(unfinished.place, creation);
    try {
      await made.secrets.stream(contents(memory));
      const { damaged } = await made.verify();
      if (damaged.length > 0)
        fail({ code: 'backup-refused', reason: 'not-proven', place: printPlace(place) });
    } finally {
      await made.lock();
    }
    await unfinished.publish();
  } catch (error) {
    if (failureOf(error)?.code === 'exists') fail({ code: 'exists', what: 'vault', name: printPlace(place) });
    throw error;
  } finally {
    unfinished.discard();
  }
  return openVault(place, creation.passphrase);
}

async function* contents(memory: Vault): AsyncGenerator<(Change | AuditChange)[]> {
  let changes: Change[] = [];
  for await (const entry of memory.histories.entries()) {
    changes.push(await history(memory.histories, entry));
    if (changes.length < secretsAtOnce) continue;
    yield changes;
    changes = [];
    await breathe();
  }
  yield changes;
  yield await records(memory);
}

async function history(histories: Histories, entry: Entry): Promise<MergeChange> {
  const { indexed: _, fields: __, versions, ...whole } = entry;
  const kept: MergedVersion[] = [];
  for (const version of versions) {
    const { ref, attachments = [], ...rest } = version;
    const fields = ref && (await histories.fields(entry, version));
    kept.push(
      fields === undefined ? rest : { ...rest, fields: await inlined(histories, entry, attachments, fields) },
    );
  }
  return { ...whole, op: 'merge', versions: kept, base: { newest: 0, updated: 0 } };
}

// All of it is in memory anyway.
async function inlined(
  histories: Histories,
  entry: Entry,
  attachments: readonly Attachment[],
  fields: readonly Field[],
): Promise<Field[]> {
  const files = new Map(attachments.map((one) => [attachmentText(one), one]));
  const all: Field[] = [];
  for (const field of fields) {
    const file = field.type === 'attachment' ? files.get(field.value) : undefined;
    if (file === undefined) {
      all.push(field);
      continue;
    }
    const pieces: Uint8Array[] = [];
    for await (const piece of histories.file(entry, file)) pieces.push(piece);
    all.push({ name: field.name, type: 'file', value: Buffer.concat(pieces).toString('base64') });
  }
  return all;
}

async function records(memory: Vault): Promise<(Change | AuditChange)[]> {
  const [policies, clients, audit] = await Promise.all([
    memory.policies.list(),
    memory.registered(),
    memory.audit.list(),
  ]);
  return [
    ...policies.map((policy) => ({ op: 'policy' as const, policy })),
    ...clients.map((client) => ({ op: 'client' as const, client })),
    ...audit.map(({ index: _, hash: __, ...entry }) => ({ op: 'audit' as const, entry })),
  ];
}
