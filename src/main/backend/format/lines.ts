import { type Device, sharedLine } from '../../store/store.ts';
import type { Dot, Seen } from './dot.ts';
import { dotOn } from './dot.ts';
import type { Chain, Dropped, Line } from './head-shape.ts';
import { auditStart } from './records.ts';
import type { Snapshot } from './snapshot.ts';

// The lines of a vault on which several devices write apart (format.md, 20).

type Head = Snapshot['head'];

/** An audit chain without entries. */
export const noAudit: Chain = { count: 0, tip: auditStart, pages: [] };

/** Who writes the next revision, and its stamp. */
export interface Author {
  readonly device: Device;
  readonly stamp: number;
}

/** Whose line a head belongs to. */
export function lineIdOf({ device = '' }: Pick<Head, 'device'>): string {
  return device;
}

/** The writes that a head includes. */
export function seenBy({ devices = [] }: Pick<Head, 'devices'>): Seen {
  return new Map(devices.map(({ id, stamp }) => [id, stamp]));
}

/** The write that a head itself is. */
export function dotOfHead(head: Pick<Head, 'device' | 'devices'>): Dot {
  const line = lineIdOf(head);
  return dotOn(line, seenBy(head).get(line) ?? 0);
}

/** The author of the next revision; `undefined` where nobody ever writes apart. */
export function authorOf(
  { devices }: Pick<Head, 'devices'>,
  device: Device | undefined,
  now: number,
): Author | undefined {
  const own = device ?? (devices === undefined ? undefined : sharedLine);
  if (own === undefined) return undefined;
  const last = Math.max(-1, ...(devices ?? []).map(({ stamp }) => stamp));
  return { device: own, stamp: Math.max(now, last + 1) };
}

export function dotOf({ device, stamp }: Author): Dot {
  return dotOn(device.id, stamp);
}

/** The write that noted what was destroyed. */
export function dropDot([, , stamp, by = '']: Dropped): Dot {
  return dotOn(by, stamp);
}

/** A head that was just written by its author. */
export function signed(head: Head, { device: { id, name }, stamp }: Author, now: number): Head {
  const before = head.devices?.find((line) => line.id === id);
  const own = { id, name: name === '' ? (before?.name ?? '') : name, stamp, seen: now };
  return withLines(head, [...(head.devices ?? []).filter((line) => line.id !== id), own], id);
}

/**
 * The same revision as another line stands on it that is to go on from there: its own audit goes
 * on, and the line that it was of is one of the others.
 */
export function onLine(snapshot: Snapshot, mark: string, { id, name }: Device): Snapshot {
  const { head, revision } = snapshot;
  if (lineIdOf(head) === id) return snapshot;
  const former = otherLine(snapshot, mark);
  const lines = (head.devices ?? []).filter((line) => line.id !== former.id && line.id !== id);
  const before = head.devices?.find((line) => line.id === id);
  const own = { id, name: before?.name ?? name, stamp: before?.stamp ?? 0, seen: before?.seen ?? 0 };
  const next = { ...head, audit: before?.audit ?? noAudit };
  return { ...snapshot, revision, head: withLines(next, [...lines, former, own], id) };
}

/** The line of a head as the heads of others have it. */
export function otherLine({ head, revision }: Pick<Snapshot, 'head' | 'revision'>, mark: string): Line {
  const id = lineIdOf(head);
  const own = head.devices?.find((line) => line.id === id);
  const { audit } = head;
  const chain = audit.count > 0 && { audit };
  return { id, name: own?.name ?? '', revision, mark, stamp: own?.stamp ?? 0, seen: head.updated, ...chain };
}

/** A head with these lines, of which `id` is its own. */
export function withLines({ device: _, ...head }: Head, lines: readonly Line[], id: string): Head {
  const devices = [...lines].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { ...head, ...(id !== '' && { device: id }), devices };
}
