import { comparePaths } from '../../../shared/path.ts';
import type { AuditEntry, AuditQuery } from '../changes.ts';
import type { Ref } from '../format/entry.ts';
import { chainsOf } from '../format/references.ts';
import type { Snapshot } from '../format/snapshot.ts';
import { isAsked, readAuditPages } from './audit-pages.ts';

/**
 * The entries asked for of every line's chain, by their times. Where there are several chains an
 * index counts in that order, and is not the one that the chain has.
 */
export async function readChains(
  head: Pick<Snapshot['head'], 'audit' | 'devices' | 'device'>,
  query: AuditQuery,
  read: (ref: Ref) => Promise<readonly AuditEntry[]>,
): Promise<AuditEntry[]> {
  const [own, ...others] = chainsOf(head);
  if (own === undefined || others.length === 0) return readAuditPages(head.audit, query, read);
  const chains: AuditEntry[][] = [];
  for (const chain of [own, ...others]) chains.push(await readAuditPages(chain, {}, read));
  const gone = [own, ...others].reduce((sum, { cut }) => sum + (cut?.count ?? 0), 0);
  const counted = merged(chains).map((entry, at) => ({ ...entry, index: gone + at + 1 }));
  const asked = counted.filter((entry) => isAsked(entry, query));
  return query.limit === undefined ? asked : asked.slice(Math.max(0, asked.length - query.limit));
}

/** Of the next of each chain the earliest, so that none is ever before one that it follows. */
function merged(chains: readonly AuditEntry[][]): AuditEntry[] {
  const left = chains.filter((chain) => chain.length > 0).map((chain) => ({ chain, at: 0 }));
  const all: AuditEntry[] = [];
  while (left.length > 0) {
    // Two chains may begin alike.
    left.sort((a, b) => byTime(a.chain[a.at], b.chain[b.at]) || byTime(a.chain.at(-1), b.chain.at(-1)));
    const [first] = left;
    const entry = first?.chain[first.at];
    if (first === undefined || entry === undefined) break;
    all.push(entry);
    first.at += 1;
    if (first.at === first.chain.length) left.shift();
  }
  return all;
}

function byTime(a: AuditEntry | undefined, b: AuditEntry | undefined): number {
  return (a?.time ?? 0) - (b?.time ?? 0) || comparePaths(a?.hash ?? '', b?.hash ?? '');
}
