import { type ExportLoss, exportLosses, type LossTold } from '../../shared/export.ts';
import { favouriteMark, isFavourite } from '../../shared/facet.ts';
import { healthKeys } from '../../shared/health.ts';
import { attachmentText } from '../../shared/secret.ts';
import type { Entry } from '../backend/format/entry.ts';
import { currentOf, topOf } from '../backend/format/entry.ts';
import { isCounterKey } from '../backend/format/otp-counter.ts';
import type { Carried } from './exporter.ts';

/** Metadata that is no rule: where a secret came from, and what is counted for itself. */
const ours: ReadonlySet<string> = new Set([
  ...['source', 'imported', 'created', favouriteMark[0], healthKeys.expires],
]);

/** What stays behind of one entry, for each loss how often; told without opening a version. */
type Count = (entry: Entry, now: number) => number;

const counts: readonly (readonly [missing: Carried, loss: ExportLoss, count: Count])[] = [
  ['versions', 'older-versions', olderVersions],
  ['version-states', 'deleted-versions', deletedVersions],
  ['files', 'files', (entry) => entry.fields.filter(({ type }) => type === 'file').length],
  ['long-files', 'long-files', longFiles],
  ['tags', 'tags', ({ tags }) => (tags.length > 0 ? 1 : 0)],
  ['expiry', 'expiry', (entry, now) => (ends(entry, now) ? 1 : 0)],
  ['rules', 'rules', rules],
  ['favourites', 'favourites', (entry) => (isFavourite(entry) ? 1 : 0)],
  ['events', 'events', ({ events = [] }) => (events.length > 0 ? 1 : 0)],
];

/** Why a secret does not go at all; `undefined`: it does. */
function leftOut(carries: ReadonlySet<Carried>, entry: Entry, now: number): ExportLoss | undefined {
  if (!carries.has('deleted') && currentOf(entry, now) === 0) return 'deleted-secrets';
  const hasCode = carries.has('others') || entry.fields.some(({ type }) => type === 'otp');
  return hasCode ? undefined : 'no-codes';
}

/**
 * How many of these secrets a format that carries so much takes, and what it leaves behind: of a
 * secret that stays behind nothing else is told.
 */
export function lossesOf(
  carries: ReadonlySet<Carried>,
  entries: readonly Entry[],
  now: number,
): { secrets: number; lost: LossTold[] } {
  const lost = new Map<ExportLoss, number>();
  const add = (loss: ExportLoss, more: number) => void lost.set(loss, (lost.get(loss) ?? 0) + more);
  // Where no older version goes, none goes as another.
  const isMissed = (one: Carried) =>
    !carries.has(one) && (one !== 'version-states' || carries.has('versions'));
  const missed = counts.filter(([missing]) => isMissed(missing));
  let secrets = 0;
  for (const entry of entries) {
    const why = leftOut(carries, entry, now);
    if (why !== undefined) add(why, 1);
    else {
      secrets += 1;
      for (const [, loss, count] of missed) add(loss, count(entry, now));
    }
  }
  return { secrets, lost: lossesIn(lost) };
}

/** In the order in which they are told, without those that concern nothing. */
export function lossesIn(lost: ReadonlyMap<ExportLoss, number>): LossTold[] {
  return exportLosses.flatMap((loss) => {
    const count = lost.get(loss) ?? 0;
    return count === 0 ? [] : [{ loss, count }];
  });
}

function olderVersions(entry: Entry): number {
  return Math.max(0, entry.versions.filter(({ ref }) => ref !== undefined).length - 1);
}

function longFiles(entry: Entry): number {
  return new Set(topOf(entry)?.attachments?.map(attachmentText)).size;
}

/** Those that go as older versions of a secret that is not deleted itself. */
function deletedVersions(entry: Entry, now: number): number {
  if (currentOf(entry, now) === 0) return 0;
  return entry.versions.filter(({ ref, deleted }) => ref !== undefined && deleted !== undefined).length;
}

function ends({ custom, versions }: Entry, now: number): boolean {
  const isAhead = ({ expires }: Entry['versions'][number]) => expires !== undefined && expires > now;
  return custom.some(([key]) => key === healthKeys.expires) || versions.some(isAhead);
}

function rules({ max, cas, expire, custom }: Entry): number {
  return max !== undefined ||
    cas !== undefined ||
    expire !== undefined ||
    custom.some(([key]) => !ours.has(key) && !isCounterKey(key))
    ? 1
    : 0;
}
