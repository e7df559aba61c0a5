import { fail } from '../../../shared/failure.ts';
import { newPathFault, normalPath } from '../../../shared/path.ts';
import { defaultMaxVersions, latestTime, limits } from '../../../shared/secret.ts';
import type { MetadataPatch } from '../../../shared/secret-schema.ts';
import type { Change, Outcome } from '../changes.ts';
import {
  checkFields,
  checkTags,
  currentOf,
  destroyed,
  type Entry,
  few,
  indexFields,
  isDestroyed,
  type VersionEntry,
} from '../format/entry.ts';
import { withChanges, withMove } from '../format/events.ts';
import { asBefore, withMark } from '../format/import-mark.ts';
import { deleteVersions, pick, undeleteVersions } from './delete.ts';
import type { Draft, Soon } from './draft-shape.ts';
import { dropVersions, fileFields } from './files.ts';
import { mergeEntry } from './merge-change.ts';

type SecretChange = Extract<Change, { path: string } | { op: 'move' }>;
type Of<Op extends SecretChange['op']> = Extract<SecretChange, { op: Op }>;

/**
 * Applies one change to a draft by the KV version 2 rules (backend-conformance 1 to 14). Throws
 * before it writes anything.
 */
export function applyChange(draft: Draft, change: SecretChange, now: number): Soon<Outcome> {
  switch (change.op) {
    case 'store':
      return store(draft, change, now);
    case 'delete':
      return edit(draft, change, now, (entry) => deleteVersions(entry, change.versions, now));
    case 'undelete':
      return edit(draft, change, now, (entry) => undeleteVersions(entry, change.versions, now));
    case 'destroy':
      return edit(draft, change, now, (entry) => destroyVersions(draft, entry, change.versions));
    case 'metadata':
      return metadata(draft, change, now);
    case 'move':
      return move(draft, change, now);
    case 'merge':
      return mergeEntry(draft, change, now);
    case 'forget':
      return forget(draft, change, now);
    case 'unimport':
      return unimport(draft, change, now);
  }
}

function store(draft: Draft, change: Of<'store'>, now: number): Soon<Outcome> {
  const path = normalPath(change.path);
  checkFields(change.fields);
  const tags = change.tags && checkTags(change.tags);
  const over = (old: Entry | undefined) => {
    if (old === undefined) refuseNewPath(path);
    return storeOver(draft, old, change, { path, tags, now });
  };
  const found = draft.entry(path);
  return found instanceof Promise ? found.then(over) : over(found);
}

/** Refuses stores that could not be applied before their files are read: of gigabytes, perhaps. */
export async function checkFiled(draft: Draft, changes: readonly Change[], now: number): Promise<void> {
  // What an earlier change does to the same secret is not known yet.
  const first = changes.find((change) => 'path' in change || change.op === 'move');
  if (first?.op === 'store' && first.files !== undefined) await checkStore(draft, first, now);
}

async function checkStore(draft: Draft, change: Of<'store'>, now: number): Promise<void> {
  const path = normalPath(change.path);
  checkFields(change.fields);
  if (change.tags) checkTags(change.tags);
  const old = await draft.entry(path);
  if (old === undefined) refuseNewPath(path);
  checkExpected(old, change, now);
}

function storeOver(
  draft: Draft,
  old: Entry | undefined,
  change: Of<'store'>,
  { path, tags, now }: { path: string; tags: string[] | undefined; now: number },
): Outcome {
  checkExpected(old, change, now);
  const custom = change.custom && setCustom(old?.custom ?? [], change.custom);
  const n = (old?.newest ?? 0) + 1;
  if (!Number.isSafeInteger(n)) fail({ code: 'too-large', what: 'version', limit: Number.MAX_SAFE_INTEGER });
  const created = change.at ?? now;
  const { fields: all, attachments } = fileFields(draft, change.fields, old?.versions ?? [], change.brought);
  const fields = indexFields(all);
  const held = { ref: draft.addVersion(all), ...(attachments && { attachments }) };
  if (old === undefined) {
    const versions = [{ n, created, ...held }];
    const fresh = { path, created, updated: created, newest: n, tags: tags ?? [], custom: custom ?? [] };
    draft.setEntry(path, withMark({ ...fresh, versions, indexed: n, fields }, old, change.run));
    return { version: n };
  }
  const expiry =
    old.expire === undefined ? undefined : { expires: Math.min(created + old.expire, latestTime) };
  const version: VersionEntry = { n, created, ...expiry, ...held };
  const versions = [...old.versions, version];
  const entry: Entry = {
    // Members of an old entry that this build does not know are carried along.
    ...old,
    updated: created,
    newest: n,
    tags: tags ?? old.tags,
    custom: custom ?? old.custom,
    versions: change.keepOlder ? versions : prune(draft, versions, old.max ?? defaultMaxVersions),
    indexed: n,
    fields,
  };
  const changed = withChanges(old, entry, { at: created, by: change.by });
  draft.setEntry(path, withMark(changed, old, change.run));
  return { version: n };
}

function checkExpected(old: Entry | undefined, { expect, fresh, over }: Of<'store'>, now: number): void {
  const [newest, current] = old === undefined ? [0, 0] : [old.newest, currentOf(old, now)];
  if (fresh && old !== undefined && !isDestroyed(old)) fail({ code: 'conflict', expected: 0, found: newest });
  if (expect === undefined && !fresh && old?.cas)
    fail({ code: 'bad-input', what: 'expected-version', reason: 'required' });
  if (expect !== undefined && expect !== newest) fail({ code: 'conflict', expected: expect, found: newest });
  if (over !== undefined && over !== current) fail({ code: 'conflict', expected: over, found: current });
}

function prune(draft: Draft, versions: readonly VersionEntry[], max: number): VersionEntry[] {
  const cut = Math.max(0, versions.length - max);
  const kept = versions.slice(cut);
  dropVersions(draft, versions.slice(0, cut), kept, 'retired');
  return kept;
}

async function edit(
  draft: Draft,
  { path: rawPath, run }: { readonly path: string; readonly run?: string },
  now: number,
  change: (entry: Entry) => Entry,
): Promise<Outcome> {
  const path = normalPath(rawPath);
  const old = await draft.entry(path);
  if (old === undefined) fail({ code: 'not-found', what: 'secret', name: path });
  const entry = await reindex(draft, { ...change(old), updated: now }, now);
  draft.setEntry(path, withMark(entry, old, run));
  return { version: currentOf(entry, now) };
}

async function metadata(
  draft: Draft,
  { path: rawPath, patch, by, fresh, while: expected, run }: Of<'metadata'>,
  now: number,
): Promise<Outcome> {
  const path = normalPath(rawPath);
  // Years have four digits.
  if (now + (patch.deleteVersionAfter ?? 0) > 253_402_300_799_999)
    fail({ code: 'bad-input', what: 'time-until-deletion', reason: 'too-late' });
  if (!fresh || (await draft.entry(path)) !== undefined)
    return edit(draft, { path, ...(run !== undefined && { run }) }, now, (entry) => {
      checkCustomIs(entry, expected);
      return withChanges(entry, patchMetadata(entry, patch), { at: now, by });
    });
  refuseNewPath(path);
  const none = { newest: 0, tags: [], custom: [], versions: [], indexed: 0, fields: [] };
  draft.setEntry(path, patchMetadata({ path, created: now, updated: now, ...none }, patch));
  return { version: 0 };
}

function checkCustomIs({ custom }: Entry, expected: Of<'metadata'>['while']): void {
  if (expected === undefined) return;
  const found = custom.find(([key]) => key === expected[0])?.[1];
  if (found !== expected[1]) fail({ code: 'conflict', expected: 0, found: 0 });
}

function refuseNewPath(path: string): void {
  const reason = newPathFault(path);
  if (reason !== undefined) fail({ code: 'bad-path', path, reason });
}

/** The visible fields follow the current version. */
async function reindex(draft: Draft, entry: Entry, now: number): Promise<Entry> {
  const current = currentOf(entry, now);
  if (current === entry.indexed) return entry;
  const ref = entry.versions.find((version) => version.n === current)?.ref;
  const fields = ref === undefined ? [] : indexFields(await draft.readVersion(ref));
  return { ...entry, indexed: current, fields };
}

function destroyVersions(draft: Draft, entry: Entry, numbers: readonly number[]): Entry {
  const chosen = pick(entry, numbers);
  const isChosen = ({ n, ref }: VersionEntry) => chosen.has(n) && ref !== undefined;
  const kept = entry.versions.filter((version) => !isChosen(version));
  dropVersions(draft, entry.versions.filter(isChosen), kept, 'destroyed');
  const versions = entry.versions.map((version) => (isChosen(version) ? destroyed(version) : version));
  // The visible values of a destroyed version go with it.
  return chosen.has(entry.indexed) ? { ...entry, versions, indexed: -1, fields: [] } : { ...entry, versions };
}

function patchMetadata(entry: Entry, patch: MetadataPatch): Entry {
  const { max, cas, expire, ...rest } = entry;
  const nextMax = patch.maxVersions === undefined ? max : (patch.maxVersions ?? undefined);
  if (
    nextMax !== undefined &&
    !(Number.isInteger(nextMax) && nextMax >= 1 && nextMax <= limits.maxVersions)
  ) {
    fail({
      code: 'bad-input',
      what: 'max-versions',
      reason: 'out-of-range',
      least: 1,
      most: limits.maxVersions,
    });
  }
  const nextCas = patch.casRequired ?? cas === true;
  const nextExpire =
    patch.deleteVersionAfter === undefined ? expire : (patch.deleteVersionAfter ?? undefined);
  if (nextExpire !== undefined && !(Number.isSafeInteger(nextExpire) && nextExpire > 0)) {
    fail({ code: 'bad-input', what: 'time-until-deletion', reason: 'not-positive' });
  }
  return {
    ...rest,
    ...(nextMax !== undefined && { max: nextMax }),
    ...(nextCas && { cas: true as const }),
    ...(nextExpire !== undefined && { expire: nextExpire }),
    tags: patch.tags === undefined ? rest.tags : checkTags(patch.tags),
    custom: patchCustom(rest.custom, patch),
  };
}

// A few pairs and none before: what an import says of each of its secrets.
function setCustom(old: Entry['custom'], set: NonNullable<MetadataPatch['set']>): Entry['custom'] {
  if (
    old.length > 0 ||
    set.length > few ||
    set.some(([key], at) => set.findIndex((one) => one[0] === key) < at)
  )
    return patchCustom(old, { set });
  for (const pair of set) checkCustom(pair);
  return set;
}

function checkCustom([key, value]: readonly [string, string]): void {
  if (key === '') fail({ code: 'bad-input', what: 'metadata-key', reason: 'empty' });
  if (value === '') fail({ code: 'bad-input', what: 'metadata-value', reason: 'empty', name: key });
  if (!isPrintable(key) || !isPrintable(value))
    fail({ code: 'bad-input', what: 'metadata', reason: 'unprintable' });
  if (key.length > limits.customKey)
    fail({ code: 'too-large', what: 'metadata-key', limit: limits.customKey });
  if (value.length > limits.customValue)
    fail({ code: 'too-large', what: 'metadata-value', limit: limits.customValue });
}

// As Vault has it; letters of any script and pictures are printable, what moves a cursor or turns
// text around is not.
function isPrintable(text: string): boolean {
  return (
    text.isWellFormed() &&
    !/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u.test(text)
  );
}

function patchCustom(old: Entry['custom'], patch: MetadataPatch): Entry['custom'] {
  const pairs = new Map(old);
  for (const key of patch.unset ?? []) pairs.delete(key);
  for (const pair of patch.set ?? []) {
    checkCustom(pair);
    pairs.set(...pair);
  }
  if (pairs.size > limits.custom) fail({ code: 'too-large', what: 'metadata', limit: limits.custom });
  return [...pairs];
}

async function move(draft: Draft, change: Of<'move'>, now: number): Promise<Outcome> {
  const from = normalPath(change.from);
  const to = normalPath(change.to);
  if (from !== to) refuseNewPath(to);
  const entry = await draft.entry(from);
  if (entry === undefined || isDestroyed(entry)) fail({ code: 'not-found', what: 'secret', name: from });
  const there = from === to ? undefined : await draft.entry(to);
  if (there !== undefined && !isDestroyed(there)) fail({ code: 'exists', what: 'secret', name: to });
  draft.setEntry(from, undefined);
  // A number once used at `to` is never used there again.
  const newest = Math.max(entry.newest, there?.newest ?? 0);
  const moved = withMove({ ...entry, path: to, updated: now, newest }, from, { at: now, by: change.by });
  draft.setEntry(to, withMark(moved, entry, undefined));
  return { version: currentOf(entry, now) };
}

async function forget(draft: Draft, change: Of<'forget'>, now: number): Promise<Outcome> {
  const path = normalPath(change.path);
  const entry = await draft.entry(path);
  if (change.ifDeleted && (entry === undefined || currentOf(entry, now) !== 0)) return { version: 0 };
  if (entry === undefined) fail({ code: 'not-found', what: 'secret', name: path });
  return forgetEntry(draft, entry);
}

function forgetEntry(draft: Draft, { path, versions }: Entry): Outcome {
  dropVersions(draft, versions, [], 'destroyed');
  draft.setEntry(path, undefined);
  return { version: 0 };
}

async function unimport(draft: Draft, { path: rawPath, run }: Of<'unimport'>, now: number): Promise<Outcome> {
  const path = normalPath(rawPath);
  const entry = await draft.entry(path);
  const mark = entry?.import;
  if (entry === undefined || mark?.run !== run || mark.changed)
    fail({ code: 'conflict', expected: mark?.before?.newest ?? 0, found: entry?.newest ?? 0 });
  if (mark.before === undefined) return forgetEntry(draft, entry);
  const { newest } = mark.before;
  const brought = entry.versions.filter(({ n, ref }) => n > newest && ref !== undefined).map(({ n }) => n);
  const told = withChanges(entry, { ...asBefore(entry), updated: now }, { at: now });
  const left = destroyVersions(draft, told, brought);
  const before = await reindex(draft, left, now);
  draft.setEntry(path, before);
  return { version: currentOf(before, now) };
}
