import { setImmediate as breathe } from 'node:timers/promises';
import type { ObjectId } from '../../shared/brand.ts';
import { fail, failureOf } from '../../shared/failure.ts';
import type { ObjectStore } from '../store/store.ts';
import { isWholeAudit } from './audit-pages.ts';
import type { AuditEntry, Finding, Progress, VerifyReport } from './backend.ts';
import type { Entry, Ref } from './entry.ts';
import type { ObjectKind } from './keyring.ts';
import { type Page, parsePage } from './page.ts';
import { type PageSlot, refOf, type Snapshot } from './snapshot.ts';

/** Versions read and authenticated in one go: a few milliseconds. */
const versionsAtOnce = 256;

interface Tally {
  objects: number;
  bytes: number;
  secrets: number;
  versions: number;
  readonly damaged: Finding[];
  readonly seen: Set<ObjectId>;
}

/** Reads and authenticates every object that a revision refers to, and the store's own structure. Never writes. */
export async function verifyVault(
  store: ObjectStore,
  snapshot: Snapshot,
  options: { progress?: Progress; signal?: AbortSignal },
): Promise<VerifyReport> {
  const tally: Tally = { objects: 0, bytes: 0, secrets: 0, versions: 0, damaged: [], seen: new Set() };
  if (!(await store.isSound())) tally.damaged.push({ part: 'head', object: 'file', ok: false });
  const stored = await store.list();
  await verifyAll(store, snapshot, tally, {
    ...options,
    progress: () => options.progress?.(tally.seen.size, stored.length),
  });
  const unreferenced = stored.filter((id) => !tally.seen.has(id)).length;
  const { seen: _, ...counts } = tally;
  return { ...counts, revision: snapshot.revision, unreferenced };
}

async function verifyAll(
  store: ObjectStore,
  snapshot: Snapshot,
  tally: Tally,
  { progress, signal }: { progress: () => void; signal?: AbortSignal },
): Promise<void> {
  await verifyRecords(store, snapshot, tally);
  let waiting: Version[] = [];
  for (const slot of snapshot.pages.values()) {
    if (signal?.aborted) fail({ code: 'cancelled' });
    const page = await readPage(store, snapshot, slot, tally);
    if (page !== undefined) for (const entry of page.values()) waiting.push(...liveVersions(entry));
    if (waiting.length >= versionsAtOnce) {
      await verifyVersions(store, snapshot, waiting, tally);
      waiting = [];
    }
    progress();
    await breathe();
  }
  await verifyVersions(store, snapshot, waiting, tally);
  progress();
}

async function verifyRecords(store: ObjectStore, snapshot: Snapshot, tally: Tally): Promise<void> {
  const { policies, clients, audit, garbage } = snapshot.head;
  if (policies !== null) await read(store, snapshot, 'policy', refOf(policies), tally);
  if (clients !== null) await read(store, snapshot, 'client', refOf(clients), tally);
  if (garbage.candidates !== null) await read(store, snapshot, 'garbage', refOf(garbage.candidates), tally);
  const entries: AuditEntry[] = [];
  for (const [id, term] of audit.pages) {
    const page = await read(store, snapshot, 'audit', refOf([id, term]), tally);
    if (page !== undefined) entries.push(...(page as { entries: AuditEntry[] }).entries);
  }
  if (!isWholeAudit(audit, entries)) tally.damaged.push({ part: 'audit', object: 'chain', ok: false });
}

async function readPage(
  store: ObjectStore,
  snapshot: Snapshot,
  { ref, bits, entries }: PageSlot,
  tally: Tally,
): Promise<Page | undefined> {
  const json = await read(store, snapshot, 'page', ref, tally, { entries });
  if (json === undefined) return undefined;
  const page = parsePage(json);
  for (const path of page.keys()) {
    if (!snapshot.keys.bits(path).startsWith(bits)) {
      tally.damaged.push({ part: 'page', object: ref.id, ok: false, paths: [path] });
    }
  }
  tally.secrets += page.size;
  return page;
}

interface Version {
  readonly entry: Entry;
  readonly n: number;
  readonly ref: Ref;
}

async function verifyVersions(
  store: ObjectStore,
  snapshot: Snapshot,
  all: readonly Version[],
  tally: Tally,
): Promise<void> {
  for (let at = 0; at < all.length; at += versionsAtOnce) {
    const some = all.slice(at, at + versionsAtOnce);
    const ids = some.map(({ ref }) => ref.id);
    const bytes = await readMany(store, ids);
    tally.versions += some.length;
    for (const [i, { entry, n, ref }] of some.entries()) {
      const about = { part: 'version', object: ref.id, ok: false, paths: [entry.path], version: n } as const;
      authenticate(snapshot, 'version', ref, bytes[i], tally, about);
    }
    await breathe();
  }
}

function liveVersions(entry: Entry): Version[] {
  return entry.versions.flatMap(({ n, ref }) => (ref === undefined ? [] : [{ entry, n, ref }]));
}

// One missing object must not hide what is to be said of the others.
async function readMany(store: ObjectStore, ids: readonly ObjectId[]): Promise<(Uint8Array | undefined)[]> {
  try {
    return await store.readObjects(ids);
  } catch (error) {
    if (failureOf(error)?.code !== 'damaged') throw error;
    if (ids.length === 1) return [undefined];
    const found: (Uint8Array | undefined)[] = [];
    for (const id of ids) found.push(...(await readMany(store, [id])));
    return found;
  }
}

async function read(
  store: ObjectStore,
  snapshot: Snapshot,
  kind: Exclude<ObjectKind, 'draft'>,
  ref: Ref,
  tally: Tally,
  more: Pick<Finding, 'entries'> = {},
): Promise<unknown> {
  const [bytes] = await readMany(store, [ref.id]);
  const part = kind === 'garbage' ? 'head' : kind;
  return authenticate(snapshot, kind, ref, bytes, tally, { part, object: ref.id, ok: false, ...more });
}

function authenticate(
  snapshot: Snapshot,
  kind: ObjectKind,
  ref: Ref,
  bytes: Uint8Array | undefined,
  tally: Tally,
  found: Finding,
): unknown {
  tally.seen.add(ref.id);
  tally.objects += 1;
  tally.bytes += bytes?.length ?? 0;
  try {
    return bytes === undefined ? void tally.damaged.push(found) : snapshot.keys.open(kind, ref, bytes);
  } catch (error) {
    if (failureOf(error)?.code !== 'damaged') throw error;
    tally.damaged.push(found);
    return undefined;
  }
}
