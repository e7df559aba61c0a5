import { setImmediate as breathe } from 'node:timers/promises';
import { fail, failureOf } from '../../shared/failure.ts';
import type { Place } from '../../shared/place.ts';
import { attachmentText } from '../../shared/secret.ts';
import type { Copies } from '../backend/backend.ts';
import type { Change, MergeChange, Policy } from '../backend/changes.ts';
import type { Entry } from '../backend/format/entry.ts';
import { joinHistories, type Known } from '../backend/join/histories.ts';
import { filesOf } from '../backend/long-files.ts';
import { openAt } from '../backend/places.ts';
import { sha256Text } from '../crypto/primitives.ts';
import { owner } from '../vault/audit.ts';
import type { Vault } from '../vault/vault.ts';
import { type Gone, goneBy } from './gone.ts';

/** What a merge took over, or would. */
export interface MergeReport {
  /** Secrets that only the other copy had. */
  readonly added: readonly string[];
  /** Secrets whose history got versions, or deletions, of the other copy. */
  readonly changed: readonly string[];
  /** Versions that came along. */
  readonly versions: number;
  /** Versions of the other copy that could not be read. */
  readonly unreadable: readonly { readonly path: string; readonly version: number }[];
  /** Keys of the cipher that the other copy had: files encrypted there open here. */
  readonly keys: readonly string[];
  /** Policies that the other copy has differently: they stay as they are here. */
  readonly policies: readonly string[];
  /**
   * Secrets of the other copy that were moved or destroyed here: a merge that a program asks for
   * does not bring them back.
   */
  readonly leftOut?: readonly string[];
}

const attempts = 3;

/**
 * Takes everything that another copy of the same vault has and this one has not, in one commit.
 * Nothing of either history is dropped; merging the same copy again changes nothing. Keys of the
 * cipher come along, also beside one of the same name. Policies, clients, key slots, recovery
 * sheets, settings and the audit stay this vault's own: what was revoked here must not come back
 * from a copy. `backup-refused` (`other-vault`) for a copy of another vault. `dry`: tells, and
 * writes nothing. `by`: a program, which does not bring back what was moved or destroyed here.
 */
export async function mergeVault(
  into: Vault,
  from: Vault,
  options: { dry?: boolean; signal?: AbortSignal; by?: string } = {},
): Promise<MergeReport> {
  const [here, there] = [into.copies, from.copies];
  if (here === undefined || there === undefined) return fail({ code: 'backup-refused', reason: 'memory' });
  if (into.id !== from.id) return fail({ code: 'backup-refused', reason: 'other-vault' });
  for (let attempt = 1; ; attempt++) {
    await into.refresh();
    const gone = options.by === undefined ? undefined : goneBy(await into.audit.list());
    const { changes, ...report } = await plan(here, there, gone, options.signal);
    const policies = await differing(into, from);
    const { names: keys, changes: adopted } = await into.cipher.adopt(from.cipher);
    const done = { ...report, keys, policies };
    if (options.dry === true || changes.length + adopted.length === 0) return done;
    try {
      const entry = into.audit.entry({ client: options.by ?? owner, action: 'vault.merge', outcome: 'done' });
      await into.secrets.apply([...changes, ...adopted], [entry]);
      return done;
    } catch (error) {
      // Somebody wrote between the plan and the commit: then there is another plan to make.
      if (failureOf(error)?.code !== 'conflict' || attempt === attempts) throw error;
    }
  }
}

/** Another copy of an open vault, by the keys at hand; only read. `wrong-key` after a rekey. */
export async function siblingAt(vault: Vault, place: Place): Promise<Vault> {
  return vault.sibling(await openAt(place, { readOnly: true }));
}

type Plan = Omit<MergeReport, 'policies' | 'keys'> & { changes: Change[] };

async function plan(
  here: Copies,
  there: Copies,
  gone: Gone | undefined,
  signal: AbortSignal | undefined,
): Promise<Plan> {
  const changes: MergeChange[] = [];
  const unreadable: MergeReport['unreadable'][number][] = [];
  const added: string[] = [];
  const leftOut: string[] = [];
  let versions = 0;
  for await (const theirs of there.entries()) {
    if (signal?.aborted) fail({ code: 'cancelled' });
    const ours = await here.entry(theirs.path);
    if (ours !== undefined && JSON.stringify(ours) === JSON.stringify(theirs)) continue;
    if (gone?.(theirs, ours !== undefined)) {
      leftOut.push(theirs.path);
      continue;
    }
    const same = sharedIds(ours, theirs);
    const lost = (version: number) => unreadable.push({ path: theirs.path, version });
    const known = wholeOf(await knownOf(there, theirs, same, lost), lost);
    const ourKnown = ours === undefined ? [] : await knownOf(here, ours, same, () => undefined);
    const change = joinHistories({
      ...(ours && { ours }),
      theirs,
      ourVersions: ourKnown,
      theirVersions: known,
    });
    if (change === undefined || change.versions.length === 0) continue;
    const files = filesOf(
      there,
      theirs,
      change.versions.flatMap(({ fields = [] }) => fields),
      ours,
    );
    changes.push(files === undefined ? change : { ...change, files });
    versions += change.versions.filter(({ fields }) => fields !== undefined).length;
    if (ours === undefined) added.push(theirs.path);
    await breathe();
  }
  const isNew = new Set(added);
  const changed = changes.map(({ path }) => path).filter((path) => !isNew.has(path));
  const report = { added: added.sort(), changed: changed.sort(), versions, unreadable };
  return { changes, ...report, ...(leftOut.length > 0 && { leftOut: leftOut.sort() }) };
}

// Objects are immutable: what has the same id in both copies need not be opened to be known as one.
function sharedIds(ours: Entry | undefined, theirs: Entry): ReadonlySet<string> {
  const here = new Set(ours?.versions.map(({ ref }) => ref?.id));
  return new Set(
    theirs.versions.flatMap(({ ref }) => (ref !== undefined && here.has(ref.id) ? [ref.id] : [])),
  );
}

async function knownOf(
  copies: Copies,
  entry: Entry,
  same: ReadonlySet<string>,
  lost: (version: number) => void,
): Promise<Known[]> {
  const known: Known[] = [];
  for (const version of entry.versions) {
    const { ref } = version;
    if (ref === undefined) known.push({ version });
    else if (same.has(ref.id)) known.push({ version, mark: ref.id });
    else {
      const fields = await copies.fields(entry, version).catch((error) => {
        if (failureOf(error)?.code !== 'damaged') throw error;
        return undefined;
      });
      if (fields === undefined) lost(version.n);
      else known.push({ version, fields, mark: markOf(fields) });
    }
  }
  return known;
}

// A version whose long file a repair left out cannot come along.
function wholeOf(known: readonly Known[], lost: (version: number) => void): Known[] {
  return known.filter(({ version, fields = [] }) => {
    const there = new Set(version.attachments?.map(attachmentText));
    const isWhole = fields.every(({ type, value }) => type !== 'attachment' || there.has(value));
    if (!isWhole) lost(version.n);
    return isWhole;
  });
}

function markOf(fields: Known['fields']): string {
  return Buffer.from(sha256Text(JSON.stringify(fields))).toString('hex');
}

async function differing(into: Vault, from: Vault): Promise<MergeReport['policies']> {
  const [here, there] = [await into.policies.list(), await from.policies.list()];
  const mine = new Map(here.map((policy) => [policy.name, meaning(policy)]));
  return there.filter((policy) => mine.get(policy.name) !== meaning(policy)).map(({ name }) => name);
}

function meaning({ spiffeIdPattern, pathPattern, permissions }: Policy): string {
  return JSON.stringify([spiffeIdPattern, pathPattern, permissions]);
}
