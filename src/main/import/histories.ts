import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../../shared/failure.ts';
import type { EntryChoice } from '../../shared/import-plan.ts';
import { defined } from '../../shared/parsed.ts';
import { attachmentInfo, attachmentText, isFile, limits } from '../../shared/secret.ts';
import type { Field, Secret, SecretInfo } from '../../shared/secret-schema.ts';
import type { Change, FileSource } from '../backend/changes.ts';
import { sha256, sha256Stream } from '../crypto/primitives.ts';
import type { Problem } from './entry.ts';
import { type ImportedHistory, newestFields } from './history.ts';
import type { Standing } from './standing.ts';

/** What came of one history: its change, or why there is none; and what of it was lost. */
export interface PlannedHistory {
  readonly path: string;
  readonly standing: Standing;
  readonly choice: EntryChoice;
  readonly change?: Change;
  readonly skipped?: Problem['reason'];
  readonly failed?: Problem;
  readonly notes: readonly Problem[];
  readonly fields: readonly Field[];
}

export interface HistoryOptions {
  /** Where it goes: its own path, under a prefix or not. */
  readonly path: string;
  /** What lies at that path; missing: nothing. */
  readonly there?: Secret | undefined;
  readonly mayWrite?: ((path: string) => boolean) | undefined;
  /** The folder in which its long files lie; missing: they are not at hand. */
  readonly folder?: string | undefined;
  /** What is wanted for it. */
  readonly choose: (standing: Standing) => EntryChoice;
  /** A path like that one at which nothing lies. */
  readonly freePath: (wanted: string) => string;
}

/**
 * Plans one secret of an export of ours. Where nothing lies at its path it comes with its whole
 * history; what lies there is left as it is, or gets the newest fields as a new version where they
 * differ, unless something else is wanted.
 */
export async function planHistory(
  history: ImportedHistory,
  { path, there, mayWrite, folder, choose, freePath }: HistoryOptions,
): Promise<PlannedHistory> {
  const place = history.path;
  const { history: whole, files, missing } = await withFiles(history, folder);
  const notes = missing.map((name): Problem => ({ place, reason: 'attachment-missing', name }));
  const fields = newestFields(whole);
  const standing = standingAt(there, history);
  const choice = choose(standing);
  const told = { path, notes, fields, standing, choice };
  if (path.length > limits.path) return { ...told, failed: { place, reason: 'unfit' } };
  if (there !== undefined && mayWrite?.(path) === false)
    return { ...told, failed: { place, reason: 'not-writable' } };
  if (choice === 'skip') return { ...told, skipped: standing.told.reason };
  if (there === undefined || choice === 'both') {
    const to = there === undefined ? path : freePath(path);
    const change: Change = { ...merged(whole, to), ...(files.size > 0 && { files }) };
    return { ...told, path: to, change };
  }
  if (there.info.versions.length >= limits.maxVersions)
    return { ...told, failed: { place, reason: 'too-many-versions', count: limits.maxVersions } };
  const expect = there.info.newest;
  const brought = new Map([...files].filter(([value]) => fields.some((field) => field.value === value)));
  const change: Change = { op: 'store', path, fields, expect, keepOlder: true };
  return { ...told, change: { ...change, ...(brought.size > 0 && { files: brought }) } };
}

function standingAt(there: Secret | undefined, history: ImportedHistory): Standing {
  if (there === undefined) return { standing: 'new', told: { reason: 'not-wanted' } };
  const standing = isSame(there, history) ? 'same' : 'changed';
  const reason = standing === 'same' ? 'already-imported' : 'not-wanted';
  return { standing, meets: there.path, isOwn: true, told: { reason } };
}

function merged(history: ImportedHistory, path: string): Extract<Change, { op: 'merge' }> {
  const { versions, created, updated, newest, max, cas, expire, tags, custom, events } = history;
  return {
    op: 'merge',
    path,
    ...{ created, updated, newest, tags, custom },
    ...(max !== undefined && { max }),
    ...(cas && { cas }),
    ...(expire !== undefined && { expire }),
    ...(events && { events: events.map(defined) }),
    versions: versions.map(({ n, created: at, expires, deleted, fields }) => ({
      n,
      created: at,
      ...(fields !== undefined && expires !== undefined && { expires }),
      ...(fields !== undefined && deleted !== undefined && { deleted }),
      ...(fields !== undefined && { fields }),
    })),
    base: { newest: 0, updated: 0 },
  };
}

/** The vault has this history already, or at least its newest fields. */
function isSame({ info, fields, version }: Secret, history: ImportedHistory): boolean {
  if (isSameHistory(info, history)) return true;
  return version !== 0 && JSON.stringify(fields) === JSON.stringify(newestFields(history));
}

function isSameHistory(info: SecretInfo, { newest, updated, versions }: ImportedHistory): boolean {
  const isAlike = info.newest === newest && info.updated === updated;
  return (
    isAlike &&
    info.versions.every(({ version, created }, at) => {
      return versions[at]?.n === version && versions[at]?.created === created;
    })
  );
}

/** The history without the long files that are not at hand, and how the others are read. */
async function withFiles(history: ImportedHistory, folder: string | undefined) {
  const files = new Map<string, FileSource>();
  const missing = new Set<string>();
  const kept = async (field: Field): Promise<Field | undefined> => {
    const { name, type, value } = field;
    if (type === 'file') return comingFile(field, files);
    if (type !== 'attachment' || files.has(value)) return field;
    const source = folder === undefined ? undefined : await sourceOf(folder, value);
    if (source === undefined) missing.add(name);
    else files.set(value, source);
    return source && field;
  };
  const versions: ImportedHistory['versions'] = [];
  for (const version of history.versions) {
    const { fields } = version;
    if (fields?.some(({ type }) => isFile(type)) !== true) {
      versions.push(version);
      continue;
    }
    const found = await Promise.all(fields.map(kept));
    versions.push({ ...version, fields: found.filter((field) => field !== undefined) });
  }
  return { history: { ...history, versions }, files, missing: [...missing] };
}

/** A file that came with the secret itself lies beside it here, where it is a long one. */
function comingFile(field: Field, files: Map<string, FileSource>): Field {
  const bytes = Buffer.from(field.value, 'base64');
  if (bytes.length <= limits.smallFile) return field;
  const value = attachmentText({ size: bytes.length, digest: Buffer.from(sha256(bytes)).toString('hex') });
  files.set(value, async function* () {
    yield new Uint8Array(bytes);
  });
  return { ...field, type: 'attachment', value };
}

/** The file of that size and digest in the folder; `undefined` where there is none of that size. */
async function sourceOf(folder: string, value: string): Promise<FileSource | undefined> {
  const info = attachmentInfo(value);
  if (info === undefined) return undefined;
  const file = join(folder, info.digest);
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile() || found.size !== info.size) return undefined;
  return () => checkedPieces(file, info.digest);
}

async function* checkedPieces(file: string, digest: string): AsyncGenerator<Uint8Array> {
  const hash = sha256Stream();
  for await (const piece of createReadStream(file)) {
    hash.update(piece as Uint8Array);
    yield piece as Uint8Array;
  }
  const found = Buffer.from(hash.digest()).toString('hex');
  if (found !== digest) fail({ code: 'import-refused', reason: 'malformed', part: 'content' });
}
