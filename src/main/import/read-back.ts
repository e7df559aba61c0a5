import { fail, failureOf } from '../../shared/failure.ts';
import type { Field } from '../../shared/secret-schema.ts';
import type { Histories } from '../backend/backend.ts';
import { contentDigest } from '../backend/format/content.ts';
import type { Entry, VersionEntry } from '../backend/format/entry.ts';
import { sha256Stream } from '../crypto/primitives.ts';
import type { Described } from './described.ts';
import type { Ledger } from './ledger.ts';

/** Fewer secrets are looked up one by one; for more it is quicker to go through the vault. */
const few = 500;
/** Secrets that a failure names. */
const mostNamed = 20;

/**
 * Reads all that an import wrote back from the vault and compares it with what was written: fields,
 * files, tags, expiry and other metadata, and what is deleted. How many fields there were;
 * `import-refused` (`not-read-back`) names the secrets that lack any.
 */
export async function readBack(histories: Histories, ledger: Ledger): Promise<number> {
  ledger.begin();
  if (ledger.paths >= few)
    await histories.digests({
      wanted: (path) => ledger.versions(path),
      hear: (path, digest) => ledger.see(path, digest),
    });
  for (const path of ledger.unseen()) await look(histories, ledger, path);
  const described = await otherThan(histories, ledger.described);
  const paths = [...new Set([...ledger.unseen(), ...described])].sort();
  if (paths.length === 0) return ledger.fields;
  const rest = paths.length > mostNamed ? { count: paths.length } : {};
  return fail({
    code: 'import-refused',
    reason: 'not-read-back',
    paths: paths.slice(0, mostNamed),
    ...rest,
  });
}

/** The secrets whose tags or metadata are others, or that should be deleted. */
async function otherThan(histories: Histories, described: Described): Promise<string[]> {
  const { paths } = described;
  const other: string[] = [];
  const compare = (entry: Entry | undefined) => {
    if (entry !== undefined && !described.isThere(entry)) other.push(entry.path);
  };
  if (paths.length < few) for (const path of paths) compare(await histories.entry(path));
  else for await (const entry of histories.entries()) compare(entry);
  return other;
}

/** The newest versions first; somebody may have written since, so all of them where those lack any. */
async function look(histories: Histories, ledger: Ledger, path: string): Promise<void> {
  const entry = await histories.entry(path);
  if (entry === undefined) return;
  const versions = entry.versions.filter(({ ref }) => ref !== undefined);
  for (const some of [versions.slice(-ledger.versions(path)), versions]) {
    for (const fields of await opened(histories, entry, some)) ledger.see(path, contentDigest(fields));
    if (ledger.isSeen(path)) return;
  }
}

async function opened(histories: Histories, entry: Entry, versions: readonly VersionEntry[]) {
  const all: (readonly Field[])[] = [];
  for (const version of versions) {
    const fields = await histories.fields(entry, version).catch(orDamaged);
    if (fields !== undefined && (await areFilesWhole(histories, entry, version))) all.push(fields);
  }
  return all;
}

/** Whether each long file of a version is the one that its field names. */
async function areFilesWhole(
  histories: Histories,
  entry: Entry,
  { attachments = [] }: VersionEntry,
): Promise<boolean> {
  for (const attachment of attachments) {
    const hash = sha256Stream();
    try {
      for await (const piece of histories.file(entry, attachment)) hash.update(piece);
    } catch (error) {
      orDamaged(error);
      return false;
    }
    if (Buffer.from(hash.digest()).toString('hex') !== attachment.digest) return false;
  }
  return true;
}

/** What cannot be read is not there. */
function orDamaged(error: unknown): undefined {
  if (failureOf(error)?.code !== 'damaged') throw error;
  return undefined;
}
