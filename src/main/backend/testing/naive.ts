import type { Field, SecretEvent, SecretInfo } from '../../../shared/secret-schema.ts';
import type { AuditCut, AuditRecord, Change, Client, Policy } from '../changes.ts';
import { longFiles } from './operations.ts';
import { digestText } from './statements/attachments.ts';
import type { AnyChange } from './write.ts';

/** How the model refuses: a failure's code. */
export class Refused extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

interface Version {
  fields: readonly Field[];
  created: number;
  /** When it ends by itself. */
  until: number;
  /** When somebody deleted it; 0: nobody did. */
  deletedAt: number;
  destroyed: boolean;
}

interface Kept {
  created: number;
  updated: number;
  last: number;
  max: number | null;
  cas: boolean;
  after: number | null;
  tags: readonly string[];
  custom: [string, string][];
  events: SecretEvent[];
  versions: Record<number, Version>;
  /**
   * The version whose visible fields a list shows: the current one when the secret was last
   * written.
   */
  shown: number;
}

const never = Number.POSITIVE_INFINITY;

/**
 * A vault as backend-conformance.md words it, written a second time without a line of the
 * product's, in the simplest way that works: everything in one plain object, copied whole before a
 * transaction.
 */
export class NaiveVault {
  secrets: Map<string, Kept> = new Map();
  policies: Map<string, Policy> = new Map();
  clients: Map<string, Client> = new Map();
  settings: Map<string, string> = new Map();
  audit: AuditRecord[] = [];
  #cut: AuditCut | undefined;

  transaction(changes: readonly AnyChange[], now: number): number[] {
    const { secrets, policies, clients, settings, audit } = this;
    const before = structuredClone({ secrets, policies, clients, settings, audit });
    try {
      const there = this.audit.length;
      this.#cut = undefined;
      const versions = changes.map((change) => this.#apply(change, now));
      this.#cutAudit(there);
      return versions;
    } catch (error) {
      Object.assign(this, before);
      throw error;
    }
  }

  info(rawPath: string, now: number): SecretInfo | undefined {
    const path = good(rawPath);
    const kept = this.secrets.get(path);
    if (kept === undefined) return undefined;
    const numbers = Object.keys(kept.versions).map(Number);
    const current = currentOf(kept, now);
    return {
      path,
      created: kept.created,
      updated: kept.updated,
      current,
      oldest: numbers.length === 0 ? 0 : Math.min(...numbers),
      newest: kept.last,
      maxVersions: kept.max ?? 10,
      casRequired: kept.cas,
      ...(kept.after !== null && { deleteVersionAfter: kept.after }),
      tags: kept.tags,
      custom: kept.custom,
      ...(kept.events.length > 0 && { events: kept.events }),
      versions: numbers.map((version) => {
        const { created, until, deletedAt, destroyed } = at(kept, version);
        if (destroyed) return { version, created, destroyed: true };
        const deleted = deletedAt || until;
        return deleted === never ? { version, created } : { version, created, deleted };
      }),
      fields: current === 0 || current !== kept.shown ? [] : at(kept, current).fields.map(visible),
    };
  }

  load(
    rawPath: string,
    asked: number | undefined,
    now: number,
  ): { version: number; fields: readonly Field[] } | undefined {
    const kept = this.secrets.get(good(rawPath));
    if (kept === undefined) return undefined;
    const version = asked ?? currentOf(kept, now);
    if (asked === undefined && version === 0) return { version, fields: [] };
    const found = kept.versions[version];
    if (found === undefined || !readable(found, now)) throw new Refused('not-found');
    return { version, fields: found.fields };
  }

  list(rawFolder: string, now: number): (SecretInfo | undefined)[] {
    const folder = rawFolder === '' ? '' : `${good(rawFolder)}/`;
    return [...this.secrets]
      .filter(
        ([path, kept]) => path.startsWith(folder) && Object.values(kept.versions).some((v) => !v.destroyed),
      )
      .map(([path]) => path)
      .sort(byCodePoints)
      .map((path) => this.info(path, now));
  }

  #apply(change: AnyChange, now: number): number {
    switch (change.op) {
      case 'store':
        return this.#store(change, now);
      case 'move':
        return this.#move(good(change.from), good(change.to), now);
      case 'forget':
        return this.#forget(good(change.path), change.ifDeleted === true, now);
      case 'merge':
      case 'unimport':
        throw new Error('not modelled');
      case 'policy':
        return this.#record(this.policies, change.policy, now);
      case 'client':
        return this.#record(this.clients, change.client, now);
      case 'delete-policy':
        if (!this.policies.delete(change.name)) throw new Refused('not-found');
        return 0;
      case 'delete-client':
        if (!this.clients.delete(change.name)) throw new Refused('not-found');
        return 0;
      case 'setting':
        if (change.value === undefined) this.settings.delete(change.name);
        else this.settings.set(change.name, change.value);
        return 0;
      case 'audit':
        this.audit.push(change.entry);
        this.#cut = change.cut ?? this.#cut;
        return 0;
      case 'cut-audit':
        this.#cut = change;
        return 0;
      default:
        return this.#edit(change, now);
    }
  }

  // Only what was there before the transaction can go.
  #cutAudit(there: number): void {
    const cut = this.#cut;
    if (cut === undefined) return;
    let gone = 0;
    const done = () => this.audit.slice(gone).filter(({ outcome }) => outcome === 'done').length;
    if (done() > cut.most) while (gone < there && done() > cut.keep) gone += 1;
    const { before } = cut;
    if (before !== undefined) {
      let old = 0;
      while (old < there && (this.audit[old]?.time ?? 0) < before) old += 1;
      gone = Math.max(gone, old);
    }
    this.audit.splice(0, gone);
    if (gone > 0) this.audit.push(cut.entry);
  }

  #store(change: Extract<Change, { op: 'store' }>, now: number): number {
    const path = good(change.path);
    const kept = this.secrets.get(path) ?? newSecret(now);
    if (change.fresh && numbersLeft(kept).length > 0) throw new Refused('conflict');
    if (change.expect === undefined && !change.fresh && kept.cas) throw new Refused('bad-input');
    if (change.expect !== undefined && change.expect !== kept.last) throw new Refused('conflict');
    if (change.over !== undefined && change.over !== currentOf(kept, now)) throw new Refused('conflict');
    const fields = change.fields.map((field) => this.#filed(field, change, kept));
    const created = change.at ?? now;
    kept.last += 1;
    kept.versions[kept.last] = {
      fields,
      created,
      until: kept.after === null ? never : created + kept.after,
      deletedAt: 0,
      destroyed: false,
    };
    const before = structuredClone(kept);
    if (change.tags) kept.tags = change.tags;
    if (kept.last > 1) noteChanges(kept, before, created);
    kept.updated = created;
    kept.shown = kept.last;
    const numbers = Object.keys(kept.versions).map(Number);
    const most = change.keepOlder ? numbers.length : (kept.max ?? 10);
    for (const old of numbers.slice(0, Math.max(0, numbers.length - most))) delete kept.versions[old];
    this.secrets.set(path, kept);
    return kept.last;
  }

  // A long file comes along, or a version of the secret has it.
  #filed(field: Field, { files }: Extract<Change, { op: 'store' }>, kept: Kept): Field {
    const { type, value } = field;
    if (type !== 'attachment') return field;
    const bytes = files?.has(value) ? longFiles.get(value) : undefined;
    if (bytes !== undefined) return { ...field, value: digestText(bytes) };
    const all = Object.values(kept.versions).flatMap((version) => version.fields);
    if (all.some((one) => one.type === 'attachment' && one.value === value)) return field;
    throw new Refused('not-found');
  }

  #edit(
    change: Extract<Change, { op: 'delete' | 'undelete' | 'destroy' | 'metadata' }>,
    now: number,
  ): number {
    const kept = this.secrets.get(good(change.path));
    if (kept === undefined) throw new Refused('not-found');
    const before = structuredClone(kept);
    if (change.op === 'metadata') this.#metadata(kept, change.patch);
    if (change.op === 'metadata') noteChanges(kept, before, now);
    else if (change.versions === undefined) this.#markWhole(kept, change.op, now);
    else this.#mark(kept, change.op, change.versions, now);
    kept.updated = now;
    kept.shown = currentOf(kept, now);
    return kept.shown;
  }

  #mark(kept: Kept, op: 'delete' | 'undelete' | 'destroy', numbers: readonly number[], now: number): void {
    if (numbers.some((n) => kept.versions[n] === undefined)) throw new Refused('not-found');
    const time = timeOfDelete(kept, now);
    for (const n of numbers) {
      const version = at(kept, n);
      if (op === 'undelete' && version.destroyed) throw new Refused('bad-input');
      if (op === 'undelete') revive(version, now);
      if (op === 'delete' && readable(version, now)) version.deletedAt = time;
      if (op === 'destroy') Object.assign(version, { destroyed: true, fields: [] });
    }
  }

  #markWhole(kept: Kept, op: 'delete' | 'undelete' | 'destroy', now: number): void {
    const left = numbersLeft(kept);
    if (op === 'delete') {
      const live = left.filter((n) => readable(at(kept, n), now));
      if (live.length === 0) throw new Refused('not-found');
      this.#mark(kept, 'delete', live, now);
      return;
    }
    const last = Math.max(0, ...left.map((n) => at(kept, n).deletedAt));
    const top = kept.versions[left.at(-1) ?? 0];
    if (top !== undefined && top.deletedAt === 0 && top.until <= now && top.until > last) {
      revive(top, now);
      return;
    }
    const taken = left.filter((n) => last > 0 && at(kept, n).deletedAt === last);
    if (taken.length === 0) throw new Refused('not-found');
    for (const n of taken) at(kept, n).deletedAt = 0;
    revive(at(kept, Math.max(...taken)), now);
  }

  #forget(path: string, onlyDeleted: boolean, now: number): number {
    const kept = this.secrets.get(path);
    if (onlyDeleted && (kept === undefined || currentOf(kept, now) > 0)) return 0;
    if (!this.secrets.delete(path)) throw new Refused('not-found');
    return 0;
  }

  #metadata(kept: Kept, patch: Extract<Change, { op: 'metadata' }>['patch']): void {
    if (patch.maxVersions !== undefined) kept.max = patch.maxVersions;
    if (patch.deleteVersionAfter !== undefined) kept.after = patch.deleteVersionAfter;
    if (patch.casRequired !== undefined) kept.cas = patch.casRequired;
    if (patch.tags !== undefined) kept.tags = patch.tags;
    kept.custom = kept.custom.filter(([key]) => !patch.unset?.includes(key));
    for (const [key, value] of patch.set ?? []) {
      const there = kept.custom.find(([name]) => name === key);
      if (there) there[1] = value;
      else kept.custom.push([key, value]);
    }
  }

  #move(from: string, to: string, now: number): number {
    const left = (path: string) =>
      Object.values(this.secrets.get(path)?.versions ?? {}).some((v) => !v.destroyed);
    const kept = this.secrets.get(from);
    if (kept === undefined || !left(from)) throw new Refused('not-found');
    if (from !== to && left(to)) throw new Refused('exists');
    kept.last = Math.max(kept.last, this.secrets.get(to)?.last ?? 0);
    kept.updated = now;
    this.secrets.delete(from);
    this.secrets.set(to, kept);
    if (from !== to) note(kept, { at: now, moved: [from, to] });
    return currentOf(kept, now);
  }

  #record<T extends Policy | Client>(all: Map<string, T>, item: T, now: number): number {
    all.set(item.name, { ...item, createdAt: all.get(item.name)?.createdAt ?? now, updatedAt: now });
    return 0;
  }
}

function newSecret(now: number): Kept {
  const empty = {
    last: 0,
    max: null,
    cas: false,
    after: null,
    tags: [],
    custom: [],
    events: [],
    versions: {},
    shown: 0,
  };
  return { created: now, updated: now, ...empty };
}

function noteChanges(kept: Kept, before: Kept, now: number): void {
  const added = kept.tags.filter((tag) => !before.tags.includes(tag));
  const removed = before.tags.filter((tag) => !kept.tags.includes(tag));
  const pairs = [...before.custom, ...kept.custom].map(([key]) => key);
  const of = (one: Kept, key: string) => one.custom.find(([name]) => name === key)?.[1] ?? null;
  const custom = [...new Set(pairs)].map((key) => [key, of(before, key), of(kept, key)] as const);
  const changed = custom.filter(([, then, is]) => then !== is);
  const rules = [
    ['max', before.max, kept.max] as const,
    ['cas', before.cas || null, kept.cas || null] as const,
    ['expire', before.after, kept.after] as const,
  ].filter(([, then, is]) => then !== is);
  const told = {
    ...(added.length + removed.length > 0 && { tags: { added, removed } }),
    ...(changed.length > 0 && { custom: changed }),
    ...(rules.length > 0 && { rules }),
  };
  if (Object.keys(told).length > 0) note(kept, { at: now, ...told });
}

function note(kept: Kept, event: SecretEvent): void {
  const last = kept.events.at(-1)?.at ?? -1;
  kept.events = [...kept.events, { ...event, at: Math.max(event.at, last + 1) }].slice(-50);
}

function at(kept: Kept, n: number): Version {
  const version = kept.versions[n];
  if (version === undefined) throw new Refused('not-found');
  return version;
}

function numbersLeft(kept: Kept): number[] {
  return Object.keys(kept.versions)
    .map(Number)
    .filter((n) => !at(kept, n).destroyed);
}

function readable(version: Version, now: number): boolean {
  return !version.destroyed && version.deletedAt === 0 && version.until > now;
}

function currentOf(kept: Kept, now: number): number {
  const top = numbersLeft(kept).at(-1) ?? 0;
  return top > 0 && readable(at(kept, top), now) ? top : 0;
}

/** No two deletes of one secret have one time. */
function timeOfDelete(kept: Kept, now: number): number {
  const earlier = numbersLeft(kept).map((n) => at(kept, n).deletedAt);
  const last = Math.max(0, ...earlier);
  return last > 0 && last >= now ? last + 1 : now;
}

function revive(version: Version, now: number): void {
  version.deletedAt = 0;
  if (version.until <= now) version.until = never;
}

function visible({ name, type, value }: Field) {
  const hidden = ['secret', 'otp', 'file'].includes(type) || value.length > 1024;
  return hidden ? { name, type } : { name, type, value };
}

function good(path: string): string {
  const normal = path.normalize('NFC');
  const bad = normal.length > 512 || normal.split('/').some((part) => ['', '.', '..'].includes(part));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what a path must not have
  if (bad || /[\0-\x1f\x7f-\x9f]/.test(normal)) throw new Refused('bad-path');
  return normal;
}

function byCodePoints(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'));
}
