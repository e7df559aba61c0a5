import type { ExportLoss, LossTold } from '../../shared/export.ts';
import { favouriteMark, isFavourite } from '../../shared/facet.ts';
import { attachmentText } from '../../shared/secret.ts';
import type { Entry } from '../backend/format/entry.ts';
import { currentOf, topOf } from '../backend/format/entry.ts';
import type { Carried } from './exporter.ts';

/** Metadata that is no rule: where a secret came from, and what is counted for itself. */
const ours: ReadonlySet<string> = new Set(['source', 'imported', favouriteMark[0]]);

/** What stays behind of one entry, for each loss how often; told without opening a version. */
type Count = (entry: Entry, now: number) => number;

const counts: readonly (readonly [missing: Carried, loss: ExportLoss, count: Count])[] = [
  ['deleted', 'deleted-secrets', (entry, now) => (currentOf(entry, now) === 0 ? 1 : 0)],
  ['versions', 'older-versions', olderVersions],
  ['files', 'files', (entry) => entry.fields.filter(({ type }) => type === 'file').length],
  ['long-files', 'long-files', longFiles],
  ['tags', 'tags', ({ tags }) => (tags.length > 0 ? 1 : 0)],
  ['types', 'field-types', (entry) => entry.fields.filter(({ type }) => isOwnType(type)).length],
  ['rules', 'rules', rules],
  ['favourites', 'favourites', (entry) => (isFavourite(entry) ? 1 : 0)],
  ['events', 'events', ({ events = [] }) => (events.length > 0 ? 1 : 0)],
  ['others', 'no-codes', (entry) => (entry.fields.some(({ type }) => type === 'otp') ? 0 : 1)],
];

/** What a format that carries so much leaves behind of these entries; nothing for what it carries. */
export function lossesOf(carries: ReadonlySet<Carried>, entries: readonly Entry[], now: number): LossTold[] {
  const lost = counts.filter(([missing]) => !carries.has(missing));
  // Of a secret that is not exported nothing else is told.
  const isLeftOut = (entry: Entry) => !carries.has('deleted') && currentOf(entry, now) === 0;
  return lost.flatMap(([missing, loss, count]): LossTold[] => {
    const concerned = missing === 'deleted' ? entries : entries.filter((entry) => !isLeftOut(entry));
    const total = concerned.reduce((sum, entry) => sum + count(entry, now), 0);
    return total === 0 ? [] : [{ loss, count: total }];
  });
}

function olderVersions(entry: Entry): number {
  return Math.max(0, entry.versions.filter(({ ref }) => ref !== undefined).length - 1);
}

function longFiles(entry: Entry): number {
  return new Set(topOf(entry)?.attachments?.map(attachmentText)).size;
}

function isOwnType(type: string): boolean {
  return type === 'url' || type === 'note' || type === 'otp';
}

function rules({ max, cas, expire, custom }: Entry): number {
  return max !== undefined ||
    cas !== undefined ||
    expire !== undefined ||
    custom.some(([key]) => !ours.has(key))
    ? 1
    : 0;
}
