import { setImmediate as breathe } from 'node:timers/promises';
import { fail } from '../../../shared/failure.ts';
import type { AuditCut, AuditEntry, AuditQuery, AuditRecord } from '../changes.ts';
import type { Ref } from '../format/entry.ts';
import type { Head, ObjectRef } from '../format/head-shape.ts';
import { auditStart, brokenLink, chainAudit } from '../format/records.ts';
import { refOf } from '../format/snapshot.ts';

/** Entries to a page. */
export const pageEntries = 200;

type AuditHead = Head['audit'];
type ReadPage = (ref: Ref) => Promise<readonly AuditEntry[]>;

/** What a transaction does to the audit, and how its pages are read and written. */
export interface AuditChange {
  readonly added: readonly AuditRecord[];
  readonly cut: AuditCut | undefined;
  readonly read: ReadPage;
  readonly write: (entries: readonly AuditEntry[]) => ObjectRef;
  /** A page that nothing refers to any more. */
  readonly retire: () => void;
}

/** A line's chain after a transaction. */
export async function nextAudit(audit: AuditHead, change: AuditChange): Promise<AuditHead> {
  const { added, cut: asked, read, write, retire } = change;
  if (added.length === 0 && asked === undefined) return audit;
  const pages = [...audit.pages];
  const take = async (page: AuditHead['pages'][number] | undefined) => {
    if (page === undefined) return [];
    retire();
    return [...(await read(refOf([page[0], page[1]])))];
  };
  const gone = asked === undefined ? 0 : await goneFrom(audit, pages, asked, change);
  if (gone === 0 && added.length === 0) return audit;
  let last: AuditEntry | undefined;
  let rest: AuditEntry[] = [];
  for (let left = gone; left > 0; ) {
    const entries = await take(pages.shift());
    last = entries[Math.min(left, entries.length) - 1];
    rest = entries.slice(left);
    left -= entries.length;
  }
  if (rest.length > 0 && pages.length > 0) pages.unshift(pageOf(rest.splice(0), write));
  const full = (pages.at(-1)?.[2] ?? pageEntries) >= pageEntries;
  const open = rest.length > 0 || full ? rest : await take(pages.pop());
  const records = gone > 0 && asked !== undefined ? [...added, asked.entry] : added;
  const tip = chainOnto(open, records, audit);
  for (let at = 0; at < open.length; at += pageEntries)
    pages.push(pageOf(open.slice(at, at + pageEntries), write));
  const cut = last === undefined ? audit.cut : { count: last.index, tip: last.hash };
  return { count: tip.index, tip: tip.hash, pages, ...(cut && { cut }) };
}

function pageOf(entries: readonly AuditEntry[], write: AuditChange['write']): AuditHead['pages'][number] {
  const [id, term] = write(entries);
  return [id, term, entries.length];
}

function chainOnto(open: AuditEntry[], records: readonly AuditRecord[], audit: AuditHead) {
  let tip = { index: audit.count, hash: audit.tip };
  for (const record of records) {
    const entry = chainAudit(tip.index === 0 ? undefined : tip, record);
    open.push(entry);
    tip = entry;
  }
  return tip;
}

async function goneFrom(
  audit: AuditHead,
  pages: AuditHead['pages'],
  { most, keep, before }: AuditCut,
  { added, read }: AuditChange,
): Promise<number> {
  const there = audit.count - (audit.cut?.count ?? 0);
  const tooMany = there + added.length > most ? await surplus(pages, most, keep, added, read) : 0;
  if (before === undefined) return tooMany;
  let old = 0;
  for (const [id, term, entries] of pages) {
    const young = (await read(refOf([id, term]))).findIndex(({ time }) => time >= before);
    old += young === -1 ? entries : young;
    if (young !== -1) break;
  }
  return Math.max(tooMany, old);
}

/**
 * How many entries go, so that `keep` of those that tell of something done are left; 0 while there
 * are not more than `most`.
 */
async function surplus(
  pages: AuditHead['pages'],
  most: number,
  keep: number,
  added: readonly AuditRecord[],
  read: ReadPage,
): Promise<number> {
  const done: number[] = [];
  for (const page of pages) done.push(await doneIn(page, read));
  const all = done.reduce((sum, n) => sum + n, added.filter(isDone).length);
  if (all <= most) return 0;
  let left = all - keep;
  let gone = 0;
  if (left <= 0) return 0;
  for (const [at, [id, term, entries]] of pages.entries()) {
    const here = done[at] ?? 0;
    if (here >= left) return gone + placeOf(await read(refOf([id, term])), left);
    left -= here;
    gone += entries;
  }
  return gone;
}

/** After how many entries so many of them told of something done. */
function placeOf(entries: readonly AuditRecord[], wanted: number): number {
  let done = 0;
  return entries.findIndex((entry) => isDone(entry) && ++done === wanted) + 1;
}

/** Known of each page, which never changes: not every commit is to read them all. */
const counted = new Map<string, number>();

async function doneIn([id, term]: AuditHead['pages'][number], read: ReadPage): Promise<number> {
  const known = counted.get(id);
  if (known !== undefined) return known;
  const found = (await read(refOf([id, term]))).filter(isDone).length;
  if (counted.size >= 10_000) counted.clear();
  counted.set(id, found);
  return found;
}

/**
 * Whether an entry tells of something that was done; the others tell of what was refused or failed.
 */
export function isDone({ outcome }: AuditRecord): boolean {
  return outcome === 'done';
}

/**
 * The entries asked for, in order. Pages are read from the newest until there are enough; `damaged`
 * where their chain is broken.
 */
export async function readAuditPages(
  audit: AuditHead,
  query: AuditQuery,
  read: ReadPage,
): Promise<AuditEntry[]> {
  const found: AuditEntry[][] = [];
  let wanted = query.limit ?? Number.POSITIVE_INFINITY;
  let follower: { index: number; hash: string } | undefined;
  for (const [id, term] of audit.pages.toReversed()) {
    if (wanted <= 0) return found.reverse().flat();
    const entries = await read(refOf([id, term]));
    checkChain(entries, follower, audit);
    follower = entries[0];
    const some = entries.filter((entry) => isAsked(entry, query)).slice(-wanted);
    wanted -= some.length;
    found.push(some);
    await breathe();
  }
  const start = startOf(audit);
  const whole = follower === undefined ? audit.tip === start.hash && audit.count === start.index : true;
  if (!whole || (follower !== undefined && brokenLink([follower as AuditEntry], before(start)) !== undefined))
    damaged();
  return found.reverse().flat();
}

/** Whether entries read whole are what the head says: nothing missing, nothing changed. */
export function isWholeAudit(audit: AuditHead, entries: readonly AuditEntry[]): boolean {
  const start = startOf(audit);
  const tip = entries.at(-1) ?? start;
  return (
    brokenLink(entries, before(start)) === undefined && tip.hash === audit.tip && tip.index === audit.count
  );
}

function startOf({ cut }: AuditHead): { index: number; hash: string } {
  return cut === undefined ? { index: 0, hash: auditStart } : { index: cut.count, hash: cut.tip };
}

function before(start: { index: number; hash: string }) {
  return start.index === 0 ? undefined : start;
}

function checkChain(
  entries: readonly AuditEntry[],
  follower: { index: number; hash: string } | undefined,
  audit: AuditHead,
): void {
  const [first, ...rest] = entries;
  const last = entries.at(-1);
  if (first === undefined || last === undefined || brokenLink(rest, first) !== undefined)
    fail({ code: 'damaged', part: 'audit' });
  if (follower !== undefined) {
    if (brokenLink([follower as AuditEntry], last) !== undefined) damaged();
  } else if (last.hash !== audit.tip || last.index !== audit.count) damaged();
}

/** Whether a query asks for an entry; its limit aside. */
export function isAsked(entry: AuditEntry, query: AuditQuery): boolean {
  const { time, index, client, action } = entry;
  return (
    time >= (query.since ?? Number.NEGATIVE_INFINITY) &&
    index < (query.before ?? Number.POSITIVE_INFINITY) &&
    (query.client === undefined || client === query.client) &&
    (query.actions === undefined || query.actions.includes(action)) &&
    (query.outcome === undefined || (query.outcome === 'done') === isDone(entry))
  );
}

function damaged(): never {
  return fail({ code: 'damaged', part: 'audit' });
}
