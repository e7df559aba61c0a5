import type { ObjectId } from '../../../shared/brand.ts';
import { failureOf } from '../../../shared/failure.ts';
import type { ObjectStore } from '../../store/store.ts';
import type { AuditEntry } from '../changes.ts';
import type { Finding, Progress, VerifyReport } from '../copies.ts';
import type { Chain } from '../format/head-shape.ts';
import { refuseMisshapen } from '../format/misshapen.ts';
import { partOf } from '../format/object-kind.ts';
import { type Page, parsePage } from '../format/page.ts';
import { chainsOf, type Item, recordsOf } from '../format/references.ts';
import { auditEntriesOf } from '../format/shapes.ts';
import type { PageSlot, Snapshot } from '../format/snapshot.ts';
import { isWholeAudit } from '../write/audit-pages.ts';
import { readMany } from './batch-of.ts';
import { type Reading, readThrough } from './read-through.ts';

interface Tally {
  objects: number;
  bytes: number;
  readonly damaged: Finding[];
  readonly seen: ObjectId[];
}

/**
 * Reads and authenticates every object that a revision refers to, and the store's own structure.
 * Never writes. `placed`: see `readThrough`.
 */
export async function verifyVault(
  store: ObjectStore,
  snapshot: Snapshot,
  { placed, progress, signal }: { placed: Set<string>; progress?: Progress; signal?: AbortSignal },
): Promise<VerifyReport> {
  const tally: Tally = { objects: 0, bytes: 0, damaged: [], seen: [] };
  await verifyRecords(store, snapshot, tally);
  const slots = [...snapshot.pages.values()];
  const total = slots.reduce((sum, { entries }) => sum + entries, tally.objects + slots.length);
  const reading = await readThrough(store, snapshot, {
    sound: () => store.isSound(),
    placed,
    others: tally.seen,
    progress: (done) => progress?.(tally.objects + done, Math.max(tally.objects + done, total)),
    ...(signal && { signal }),
  });
  if (!reading.sound) tally.damaged.unshift({ part: 'head', object: 'file', ok: false });
  await name(store, snapshot, reading, tally.damaged);
  const lost = reading.lostPages.reduce((sum, { entries }) => sum + entries, 0);
  return {
    objects: tally.objects + reading.objects,
    bytes: tally.bytes + reading.bytes,
    secrets: slots.reduce((sum, { entries }) => sum + entries, 0) - lost,
    versions: reading.versions,
    damaged: tally.damaged,
    revision: snapshot.revision,
    unreferenced: reading.unreferenced,
  };
}

async function verifyRecords(store: ObjectStore, snapshot: Snapshot, tally: Tally): Promise<void> {
  const entries = new Map<string, readonly AuditEntry[]>();
  for (const item of recordsOf(snapshot)) {
    const json = await read(store, snapshot, item, tally);
    if (item.kind === 'audit' && json !== undefined)
      entries.set(item.ref.id, auditEntriesOf(json, item.ref.id));
  }
  const isWhole = (chain: Chain) =>
    isWholeAudit(
      chain,
      chain.pages.flatMap(([id]) => entries.get(id) ?? []),
    );
  if (!chainsOf(snapshot.head).every(isWhole))
    tally.damaged.push({ part: 'audit', object: 'chain', ok: false });
}

async function read(
  store: ObjectStore,
  snapshot: Snapshot,
  { kind, ref }: Item,
  tally: Tally,
): Promise<unknown> {
  const [bytes] = await readMany(store, [ref.id]);
  tally.seen.push(ref.id);
  tally.objects += 1;
  tally.bytes += bytes?.length ?? 0;
  try {
    if (bytes !== undefined) {
      const json = snapshot.keys.open(kind, ref, bytes);
      refuseMisshapen(kind, json, ref.id);
      return json;
    }
  } catch (error) {
    if (failureOf(error)?.code !== 'damaged') throw error;
  }
  tally.damaged.push({ part: partOf(kind), object: ref.id, ok: false });
  return undefined;
}

/** What is damaged, by the names that a person knows. */
async function name(
  store: ObjectStore,
  snapshot: Snapshot,
  { lostPages, misplaced, lostVersions, lostFiles }: Reading,
  damaged: Finding[],
): Promise<void> {
  for (const { ref, entries } of lostPages)
    damaged.push({ part: 'page', object: ref.id, ok: false, entries });
  for (const slot of misplaced) {
    const page = await openPage(store, snapshot, slot, damaged);
    for (const path of page.keys())
      if (!snapshot.keys.bits(path).startsWith(slot.bits))
        damaged.push({ part: 'page', object: slot.ref.id, ok: false, paths: [path] });
  }
  for (const slot of new Set(lostFiles.map(({ page }) => page))) {
    const page = await openPage(store, snapshot, slot, damaged);
    damaged.push(...lostFilesOf(page, lostFiles));
  }
  for (const [slot, ids] of byPage(lostVersions)) {
    const page = await openPage(store, snapshot, slot, damaged);
    for (const { path, versions } of page.values())
      for (const { n, ref } of versions)
        if (ref !== undefined && ids.has(ref.id))
          damaged.push({ part: 'version', object: ref.id, ok: false, paths: [path], version: n });
  }
}

/** Each file that is not whole, by the secret and the first version that has it. */
function* lostFilesOf(page: Page, lost: Reading['lostFiles']): Generator<Finding> {
  for (const { path, versions } of page.values())
    for (const { id, key } of lost) {
      const version = versions.find(({ attachments = [] }) => attachments.some((one) => one.key === key));
      if (version !== undefined)
        yield { part: 'attachment', object: id, ok: false, paths: [path], version: version.n };
    }
}

function byPage(lost: Reading['lostVersions']): Map<PageSlot, Set<ObjectId>> {
  const pages = new Map<PageSlot, Set<ObjectId>>();
  for (const { id, page } of lost) pages.set(page, (pages.get(page) ?? new Set()).add(id));
  return pages;
}

// A page that was looked at before is not parsed again until here.
async function openPage(
  store: ObjectStore,
  snapshot: Snapshot,
  { ref, entries }: PageSlot,
  damaged: Finding[],
): Promise<Page> {
  const [bytes] = await readMany(store, [ref.id]);
  try {
    return parsePage(snapshot.keys.open('page', ref, bytes ?? new Uint8Array()), ref.id);
  } catch (error) {
    if (failureOf(error)?.code !== 'damaged') throw error;
    damaged.push({ part: 'page', object: ref.id, ok: false, entries });
    return new Map();
  }
}
