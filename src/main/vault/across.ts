import { isDeepStrictEqual } from 'node:util';
import { fail } from '../../shared/failure.ts';
import { attachmentText } from '../../shared/secret.ts';
import type { Field } from '../../shared/secret-schema.ts';
import type { FileSource, MergeChange, MergedVersion } from '../backend/changes.ts';
import type { Entry } from '../backend/format/entry.ts';
import type { Vault } from './vault.ts';

/**
 * Copies secrets into another open vault, each with all its versions, times, files and metadata, in
 * one commit, and reads back what was written. `exists` where something lies at one of the paths:
 * then nothing is copied.
 */
export async function copyAcross(from: Vault, to: Vault, paths: readonly string[]): Promise<void> {
  const entries = await Promise.all(paths.map((path) => entryAt(from, path)));
  for (const { path } of entries)
    if ((await copiesOf(to).entry(path)) !== undefined) fail({ code: 'exists', what: 'secret', name: path });
  const changes: MergeChange[] = [];
  for (const entry of entries) changes.push(await wholeHistory(from, entry));
  if (changes.length === 0) return;
  await to.secrets.apply(
    changes,
    entries.map(({ path }) => to.audit.own('secret.put', path)),
  );
  for (const entry of entries) await checkCopy(from, to, entry);
}

function copiesOf(vault: Vault) {
  return vault.copies ?? fail({ code: 'bad-input', what: 'vault', reason: 'not-stored' });
}

async function entryAt(vault: Vault, path: string): Promise<Entry> {
  return (await copiesOf(vault).entry(path)) ?? fail({ code: 'not-found', what: 'secret', name: path });
}

async function wholeHistory(vault: Vault, entry: Entry): Promise<MergeChange> {
  const { indexed: _, fields: __, written: ___, import: ____, versions, ...known } = entry;
  const files = new Map<string, FileSource>();
  const all: MergedVersion[] = [];
  for (const version of versions) {
    const { ref, attachments = [], ...times } = version;
    for (const attachment of attachments)
      files.set(attachmentText(attachment), () => vault.histories.file(entry, attachment));
    const fields = ref && (await vault.histories.fields(entry, version));
    all.push(fields === undefined ? times : { ...times, fields });
  }
  const change: MergeChange = { ...known, op: 'merge', versions: all, base: { newest: 0, updated: 0 } };
  return files.size === 0 ? change : { ...change, files };
}

// What is to be deleted over there must be whole over here: every version, and every piece of a file.
async function checkCopy(from: Vault, to: Vault, entry: Entry): Promise<void> {
  const copy = await entryAt(to, entry.path);
  const same = isDeepStrictEqual(await contents(from, entry), await contents(to, copy));
  if (!same) fail({ code: 'internal', reference: 'copy-differs' });
}

type Known = Omit<Entry, 'versions' | 'written' | 'import'>;
type Version = Omit<Entry['versions'][number], 'ref' | 'attachments'> & { fields?: readonly Field[] };

async function contents(vault: Vault, entry: Entry): Promise<{ known: Known; versions: Version[] }> {
  const { versions, written: _, import: __, ...known } = entry;
  const all: Version[] = [];
  for (const version of versions) {
    const { ref, attachments = [], ...times } = version;
    // Each piece is authenticated as it is read.
    for (const attachment of attachments) for await (const __ of vault.histories.file(entry, attachment));
    all.push(ref ? { ...times, fields: await vault.histories.fields(entry, version) } : times);
  }
  return { known, versions: all };
}
