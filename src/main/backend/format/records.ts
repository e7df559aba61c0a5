import { fail } from '../../../shared/failure.ts';
import { comparePaths } from '../../../shared/path.ts';
import { sha256Text } from '../../crypto/primitives.ts';
import type { AuditEntry, AuditRecord, Change, Client, Policy } from '../changes.ts';

/**
 * The small things of a vault, read whole: policies and clients by name, settings. Never changed in
 * place.
 */
export interface Records {
  readonly policies: ReadonlyMap<string, Policy>;
  readonly clients: ReadonlyMap<string, Client>;
  readonly settings: ReadonlyMap<string, string>;
}

export type RecordChange = Extract<
  Change,
  { op: 'policy' | 'delete-policy' | 'client' | 'delete-client' | 'setting' }
>;

export const noRecords: Records = { policies: new Map(), clients: new Map(), settings: new Map() };

/** The records after one change. */
export function applyRecord(records: Records, change: RecordChange, now: number): Records {
  switch (change.op) {
    case 'policy':
      return { ...records, policies: withNamed(records.policies, change.policy, now) };
    case 'delete-policy':
      return { ...records, policies: without(records.policies, 'policy', change.name) };
    case 'client':
      return { ...records, clients: withNamed(records.clients, change.client, now) };
    case 'delete-client':
      return { ...records, clients: without(records.clients, 'client', change.name) };
    case 'setting':
      if (change.ifAbsent && records.settings.has(change.name)) return records;
      return {
        ...records,
        settings: withSetting(records.settings, change.name, settingAfter(records, change)),
      };
  }
}

const sorted = new WeakMap<object, readonly unknown[]>();

/**
 * Named records in code point order; the same list for the same map, which is never changed in
 * place.
 */
export function byName<T extends { name: string }>(map: ReadonlyMap<string, T>): readonly T[] {
  let list = sorted.get(map) as readonly T[] | undefined;
  if (list === undefined) {
    list = [...map.values()].sort((a, b) => comparePaths(a.name, b.name));
    sorted.set(map, list);
  }
  return list;
}

/** What settings become; `undefined`: they go. */
export type SettingChanges = readonly (readonly [name: string, value: string | undefined])[];

/** Settings after some have changed, in their order. */
export function changedSettings(
  stored: ReadonlyMap<string, string>,
  changes: SettingChanges,
): ReadonlyMap<string, string> {
  const after = new Map<string, string | undefined>([...stored, ...changes]);
  return new Map([...after].filter((one): one is [string, string] => one[1] !== undefined));
}

/** Names of the settings that begin so, sorted. */
export function settingNames({ settings }: Pick<Records, 'settings'>, prefix: string): string[] {
  return [...settings.keys()].filter((name) => name.startsWith(prefix)).sort();
}

function settingAfter({ settings }: Records, { name, value, join }: Extract<Change, { op: 'setting' }>) {
  const words = settings.get(name)?.split(' ') ?? [];
  return join && value !== undefined ? [...new Set([...words, ...value.split(' ')])].join(' ') : value;
}

function withNamed<T extends Policy | Client>(
  map: ReadonlyMap<string, T>,
  item: T,
  now: number,
): Map<string, T> {
  if (item.name === '' || item.name.length > 256)
    fail({ code: 'bad-input', what: 'record-name', reason: 'malformed' });
  const createdAt = map.get(item.name)?.createdAt ?? now;
  return new Map(map).set(item.name, { ...item, createdAt, updatedAt: now });
}

function without<T>(map: ReadonlyMap<string, T>, what: 'policy' | 'client', name: string): Map<string, T> {
  const copy = new Map(map);
  if (!copy.delete(name)) fail({ code: 'not-found', what, name });
  return copy;
}

function withSetting(
  map: ReadonlyMap<string, string>,
  name: string,
  value: string | undefined,
): Map<string, string> {
  if (name === '' || name.length > 256) fail({ code: 'bad-input', what: 'setting', reason: 'malformed' });
  if (value !== undefined && value.length > 65_536)
    fail({ code: 'too-large', what: 'setting', limit: 65_536 });
  const copy = new Map(map);
  if (value === undefined) copy.delete(name);
  else copy.set(name, value);
  return copy;
}

/** The hash before the first entry. */
export const auditStart = '0'.repeat(64);

/**
 * The record as the next link of the chain: hash = SHA-256 of the previous hash's hex, a newline
 * and the record's JSON (format.md, 9).
 */
export function chainAudit(
  previous: { index: number; hash: string } | undefined,
  record: AuditRecord,
): AuditEntry {
  const { time, client, action, path, outcome, count } = record;
  const index = (previous?.index ?? 0) + 1;
  const link = {
    index,
    time,
    client,
    action,
    ...(path !== undefined && { path }),
    outcome,
    ...(count !== undefined && { count }),
  };
  const text = `${previous?.hash ?? auditStart}\n${JSON.stringify(link)}`;
  return { ...link, hash: Buffer.from(sha256Text(text)).toString('hex') };
}

/**
 * The first entry that does not follow from the one before it; `undefined` when the chain is whole.
 */
export function brokenLink(
  entries: readonly AuditEntry[],
  before: { index: number; hash: string } | undefined,
): AuditEntry | undefined {
  let previous = before;
  for (const entry of entries) {
    const expected = chainAudit(previous, entry);
    if (expected.hash !== entry.hash || expected.index !== entry.index) return entry;
    previous = entry;
  }
  return undefined;
}
