import type { AuditAction } from '../../shared/audit.ts';
import { fail } from '../../shared/failure.ts';
import { normalPath } from '../../shared/path.ts';
import type { Field, MetadataPatch, Secret, SecretInfo } from '../../shared/secret-schema.ts';
import { compareFields } from '../../shared/version-changes.ts';
import type { Backend, LoadedFile } from '../backend/backend.ts';
import type { AuditChange, Change, FileSource, Outcome } from '../backend/changes.ts';
import { withFoundOtpFields, withOtpFields } from './otp-fields.ts';

export interface PutOptions {
  /** The highest number ever given; 0: never stored. */
  readonly expect?: number;
  readonly tags?: readonly string[];
  /** Long files that fields of the type `attachment` bring along, by the values of those. */
  readonly files?: ReadonlyMap<string, FileSource>;
}

/** Fields to replace or add, and to remove. */
export interface Patch extends PutOptions {
  readonly set?: readonly Field[];
  readonly remove?: readonly string[];
}

/**
 * What a form saves. `over`: the version that it was filled from, 0 where there was no such secret;
 * `any`: whatever is there. `from`: where the secret lay until now.
 */
export interface Saved {
  readonly over: number | 'any';
  readonly tags: readonly string[];
  readonly from?: string;
}

/** An entry of the audit for what the owner does. */
type Entry = (action: AuditAction, path?: string) => AuditChange;

interface Parts {
  readonly entry: Entry;
  /** What the owner is called in the audit. */
  readonly self: () => string;
  /** Hears the paths after each write. */
  readonly changed: (paths: readonly string[]) => Promise<void>;
}

/** More than so many secrets that go at once are one entry without a path. */
const mostNamed = 1_000;

type StoreChange = Extract<Change, { op: 'store' }>;

/** Everything done to secrets, with the field's KV version 2 meaning. */
export class Secrets {
  readonly #backend: Backend;
  readonly #changed: (paths: readonly string[]) => Promise<void>;
  readonly #entry: Entry;
  readonly #self: () => string;

  constructor(backend: Backend, { entry, self, changed }: Parts) {
    this.#backend = backend;
    this.#entry = entry;
    this.#self = self;
    this.#changed = changed;
  }

  /**
   * Refuses with `not-found` where there is nothing, or no such version. Version 0 where the secret
   * counts as deleted.
   */
  async get(path: string, version?: number): Promise<Secret> {
    const secret = await this.#backend.loadSecret(path, version);
    return secret ?? fail({ code: 'not-found', what: 'secret', name: path });
  }

  /**
   * A field's long file, piece by piece; without `version` the current one's. `not-found` for a
   * field of another type.
   */
  file(path: string, field: string, version?: number): Promise<LoadedFile> {
    return this.#backend.loadFile(path, field, version);
  }

  async info(path: string): Promise<SecretInfo> {
    return (await this.#backend.loadInfo(path)) ?? fail({ code: 'not-found', what: 'secret', name: path });
  }

  /**
   * Every secret with its current fields, in code point order, soft-deleted ones without: much
   * quicker than one by one.
   */
  all(): Promise<Secret[]> {
    return this.#backend.loadAllSecrets();
  }

  /**
   * Under a folder ('': all), in code point order; soft-deleted ones only when asked for. `whole`:
   * as `Backend.listSecrets` has it.
   */
  async list(
    folder: string,
    options: { deleted?: boolean; tag?: string; whole?: boolean; lost?: (entries: number) => void } = {},
  ): Promise<SecretInfo[]> {
    const all = await this.#backend.listSecrets(folder, options);
    return all.filter(
      (info) =>
        (options.deleted === true || info.current > 0) &&
        (options.tag === undefined || info.tags.includes(options.tag)),
    );
  }

  /** The new version's number. */
  async put(path: string, fields: readonly Field[], options: PutOptions = {}): Promise<number> {
    const outcome = await this.#write({ op: 'store', path, fields, ...options });
    return outcome.version;
  }

  /**
   * As `put`, for a form: `conflict` where another version is current by now. What was wholly
   * destroyed is not there. A move is part of the commit.
   */
  async save(path: string, fields: readonly Field[], { over, tags, from }: Saved): Promise<number> {
    if (over === 0) return (await this.#write({ op: 'store', path, fields, tags, fresh: true })).version;
    const moves = from === undefined ? undefined : this.#moved(from, path);
    // Where check-and-set is required, too. What moves takes up the higher number.
    const expect = Math.max(await this.#newest(path), await this.#newest(from ?? path));
    const change: StoreChange = { op: 'store', path, fields, tags, expect, ...(over !== 'any' && { over }) };
    return (await this.apply([...(moves?.changes ?? []), change], moves?.audit)).at(-1)?.version ?? 0;
  }

  async #newest(path: string): Promise<number> {
    return (await this.#backend.loadInfo(path))?.newest ?? 0;
  }

  /**
   * The current fields with some replaced, added or removed, as a new version; `conflict` if it
   * moved meanwhile.
   */
  async patch(path: string, change: Patch): Promise<number> {
    return (await this.#write(await this.patched(path, change))).version;
  }

  /** As `patch`, for a commit of the caller's. */
  async patched(path: string, change: Patch): Promise<StoreChange> {
    const { version, fields: before } = await this.get(path);
    if (version === 0) fail({ code: 'not-found', what: 'live', name: path });
    const set = new Map((change.set ?? []).map((field) => [field.name, field]));
    const kept: Field[] = [];
    for (const field of before) {
      if (change.remove?.includes(field.name)) continue;
      kept.push(set.get(field.name) ?? field);
      set.delete(field.name);
    }
    const { tags, expect, files } = change;
    const fields = [...kept, ...set.values()];
    return {
      ...{ op: 'store', path, fields, over: version },
      ...(expect !== undefined && { expect }),
      ...(tags && { tags }),
      ...(files && { files }),
    };
  }

  /**
   * That version's fields again, as a new version, or the current ones with that `field` alone as it
   * was; `conflict` if somebody else wrote meanwhile.
   */
  async rollback(path: string, version: number, field?: string): Promise<number> {
    return (await this.#write(await this.rolledBack(path, version, field))).version;
  }

  /** As `rollback`, for a commit of the caller's. */
  async rolledBack(path: string, version: number, field?: string): Promise<StoreChange> {
    const { fields: then, info } = await this.get(path, version);
    const change = { op: 'store', path, expect: info.newest } as const;
    if (field === undefined) return { ...change, fields: then };
    const { fields: now, version: over } = await this.get(path);
    if (over === 0) fail({ code: 'not-found', what: 'live', name: path });
    return { ...change, over, fields: withFieldBack(now, then, field) };
  }

  /**
   * Without versions every live one; `not-found` where none is. The version that is current then, 0
   * for none.
   */
  async delete(path: string, versions?: readonly number[]): Promise<number> {
    return (await this.#write({ op: 'delete', path, ...(versions && { versions }) })).version;
  }

  /** Without versions what the last delete took. The version that is current then, 0 for none. */
  async undelete(path: string, versions?: readonly number[]): Promise<number> {
    return (await this.#write({ op: 'undelete', path, ...(versions && { versions }) })).version;
  }

  async destroy(path: string, versions: readonly number[]): Promise<void> {
    await this.apply([{ op: 'destroy', path, versions }], [this.#destroyed(path)]);
  }

  /** Forgets a secret with all its versions and metadata: its numbers begin at 1 again. */
  async forget(path: string): Promise<void> {
    await this.apply([{ op: 'forget', path }], [this.#destroyed(path)]);
  }

  /** Forgets every secret that counts as deleted, in one commit; how many there were. */
  async forgetDeleted(): Promise<number> {
    const all = await this.list('', { deleted: true });
    const gone = all.filter(({ current }) => current === 0);
    const entries =
      gone.length > mostNamed
        ? [this.#entry('secret.destroy')]
        : gone.map(({ path }) => this.#destroyed(path));
    const changes = gone.map(({ path }): Change => ({ op: 'forget', path, ifDeleted: true }));
    if (gone.length > 0) await this.apply(changes, entries);
    return gone.length;
  }

  /** Rules and notes may be there before the first version; what only takes away needs a secret. */
  async updateMetadata(path: string, patch: MetadataPatch): Promise<void> {
    await this.#write(metadataChange(path, patch));
  }

  /** With all versions; `exists` when something lies at `to`. */
  async move(from: string, to: string): Promise<void> {
    const { changes, audit } = this.#moved(from, to);
    await this.apply(changes, audit);
  }

  /** Several moves as one commit: all or none. */
  async moveAll(moves: readonly (readonly [from: string, to: string])[]): Promise<void> {
    const changes = moves.map(([from, to]): Change => ({ op: 'move', from, to }));
    const paths = moves.flat();
    const audit =
      paths.length > mostNamed
        ? [this.#entry('secret.move')]
        : paths.map((path) => this.#entry('secret.move', path));
    await this.apply(changes, audit);
  }

  #moved(rawFrom: string, rawTo: string): { changes: Change[]; audit: AuditChange[] } {
    const [from, to] = [normalPath(rawFrom), normalPath(rawTo)];
    const audit = [from, to].map((path) => this.#entry('secret.move', path));
    return { changes: [{ op: 'move', from, to }], audit };
  }

  /** Many changes as one commit, all or none, and what the audit tells of them. */
  async apply(changes: readonly Change[], audit: readonly AuditChange[] = []): Promise<Outcome[]> {
    const by = audit.find((one) => one.op === 'audit')?.entry.client ?? this.#self();
    const done = changes.map((change) => doneBy(by, withOtpFields(change)));
    const outcomes = await this.#backend.write(done, audit);
    await this.#changed(changes.flatMap(pathsOf));
    return outcomes;
  }

  /**
   * As `apply`, while the changes are still being made: what is thrown in the making undoes all of
   * it.
   */
  async stream(batches: AsyncIterable<Iterable<Change | AuditChange>>): Promise<void> {
    const paths: string[] = [];
    await this.#backend.stream(noting(batches, paths, this.#self()));
    await this.#changed(paths);
  }

  // Only by the audit a copy that still has it is known to be the older one.
  #destroyed(path: string): AuditChange {
    return this.#entry('secret.destroy', normalPath(path));
  }

  async #write(change: Change & { path: string }): Promise<Outcome> {
    const [outcome] = await this.apply([change]);
    return outcome ?? { version: 0 };
  }
}

async function* noting(
  batches: AsyncIterable<Iterable<Change | AuditChange>>,
  paths: string[],
  self: string,
) {
  for await (const changes of batches) {
    yield notingEach(changes, paths, self);
  }
}

function* notingEach(
  changes: Iterable<Change | AuditChange>,
  paths: string[],
  self: string,
): Generator<Change | AuditChange> {
  for (const change of changes) {
    if ('path' in change) paths.push(change.path);
    else paths.push(...pathsOf(change));
    yield doneBy(self, withFoundOtpFields(change));
  }
}

// In the place of what it has become, or where it stood.
function withFieldBack(now: readonly Field[], then: readonly Field[], name: string): Field[] {
  const back = then.find((field) => field.name === name) ?? fail({ code: 'not-found', what: 'field', name });
  return compareFields(then, now).flatMap(({ before, after }) => (before === back ? back : (after ?? [])));
}

// What is told of the secret itself says who did it.
function doneBy<C extends Change | AuditChange>(by: string, change: C): C {
  return change.op === 'metadata' || change.op === 'move' || change.op === 'store'
    ? { ...change, by }
    : change;
}

function pathsOf(change: Change | AuditChange): string[] {
  if ('path' in change) return [change.path];
  return change.op === 'move' ? [change.from, change.to] : [];
}

/** As `updateMetadata`, for a commit of the caller's. */
export function metadataChange(path: string, patch: MetadataPatch): Extract<Change, { op: 'metadata' }> {
  const { maxVersions, casRequired, deleteVersionAfter, tags = [], set = [] } = patch;
  const sets = Boolean(maxVersions || casRequired || deleteVersionAfter || tags.length + set.length > 0);
  return { op: 'metadata', path, patch, ...(sets && { fresh: true }) };
}
