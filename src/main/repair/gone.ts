import type { AuditEntry } from '../backend/changes.ts';
import { type Entry, isDestroyed } from '../backend/format/entry.ts';

/**
 * Whether a secret of another copy was moved or destroyed here; `here`: whether one lies at its
 * path now.
 */
export type Gone = (theirs: Entry, here: boolean) => boolean;

/**
 * As the audit tells it. Where its beginning was let go, or an entry names no path, a secret that
 * is not here and has not changed since is taken for one that went.
 */
export function goneBy(audit: readonly AuditEntry[]): Gone {
  const paths = new Set<string>();
  const [first] = audit;
  let untold = first === undefined || first.index === 1 ? Number.NEGATIVE_INFINITY : first.time;
  for (const [at, entry] of audit.entries()) {
    if (entry.outcome !== 'done') continue;
    const { action, path, time } = entry;
    if (action === 'secret.destroy' && path === undefined) untold = Math.max(untold, time);
    else if (path !== undefined && (action === 'secret.destroy' || isSource(audit, at))) paths.add(path);
  }
  return (theirs, here) =>
    paths.has(theirs.path) || (!here && !isDestroyed(theirs) && theirs.updated <= untold);
}

// A move is two entries: where it was, then where it is. Where the audit begins with such a row
// nobody knows which is which.
function isSource(audit: readonly AuditEntry[], at: number): boolean {
  let before = at;
  while (audit[before]?.action === 'secret.move' && audit[before]?.outcome === 'done') before -= 1;
  const isCut = before === -1 && audit[0]?.index !== 1;
  return isCut || (at - before) % 2 === 1;
}
