import { fail } from '../../shared/failure.ts';
import { comparePaths, isUnder } from '../../shared/path.ts';
import { attachmentText } from '../../shared/secret.ts';
import type { Field } from '../../shared/secret-schema.ts';
import type { Histories } from '../backend/backend.ts';
import type { Attachment } from '../backend/format/attachment.ts';
import { currentOf, type Entry, isDestroyed, type VersionEntry } from '../backend/format/entry.ts';
import type { Vault } from '../vault/vault.ts';
import { withCounters } from './codes.ts';

/** What of a vault is exported: everything, a folder, or these secrets. */
export interface Selection {
  /** '' or missing: from the top. */
  readonly folder?: string | undefined;
  readonly paths?: ReadonlySet<string> | undefined;
}

/** A long file, and how its bytes are had. */
export interface ExportedFile {
  readonly size: number;
  /** SHA-256, hex. */
  readonly digest: string;
  /** `from`: the first piece. */
  pieces(from?: number): AsyncIterable<Uint8Array>;
}

/** Where a writer gets secrets from, as often as it likes, each time in the same order. */
export interface SecretSource {
  /** In code point order. */
  paths(): Promise<readonly string[]>;
  secrets(progress?: (done: number, total: number) => void): AsyncGenerator<ExportedSecret>;
}

/** One version; without fields where it was destroyed. */
export interface ExportedVersion extends Omit<VersionEntry, 'ref' | 'attachments'> {
  readonly fields?: readonly Field[];
}

/** A secret with all its versions, ascending. */
export interface ExportedSecret
  extends Omit<Entry, 'versions' | 'indexed' | 'fields' | 'written' | 'import'> {
  readonly versions: readonly ExportedVersion[];
  /** The version that is current; 0: it counts as deleted. */
  readonly current: number;
  /** Long files by the values of their fields. */
  readonly files: ReadonlyMap<string, ExportedFile>;
}

/** Secrets that are read in one go, and characters behind which the next one is read alone. */
const most = 64;
const enough = 1024 ** 2;

function sizeOf(all: readonly (readonly (readonly Field[])[])[]): number {
  return all.flat(2).reduce((sum, { value }) => sum + value.length, 0);
}

/**
 * What is exported, in code point order of the paths. A secret of which nothing is left but its
 * numbers is none.
 */
export class ExportSource implements SecretSource {
  readonly #histories: Histories;
  readonly #selection: Selection;
  readonly #now: number;
  readonly #signal: AbortSignal | undefined;
  #entries: Promise<readonly Entry[]> | undefined;

  constructor(
    vault: Pick<Vault, 'histories'>,
    selection: Selection,
    { now = Date.now(), signal }: { now?: number; signal?: AbortSignal | undefined } = {},
  ) {
    this.#histories = vault.histories;
    this.#selection = selection;
    this.#now = now;
    this.#signal = signal;
  }

  /** The time at which it is decided what counts as deleted. */
  get now(): number {
    return this.#now;
  }

  /** All of them without a value. */
  entries(): Promise<readonly Entry[]> {
    this.#entries ??= this.#collect();
    return this.#entries;
  }

  async paths(): Promise<readonly string[]> {
    return (await this.entries()).map(({ path }) => path);
  }

  /**
   * One after the other, each opened when it is asked for; `from`: the first of them. `cancelled`;
   * `damaged` by its name.
   */
  async *secrets(progress?: (done: number, total: number) => void, from = 0): AsyncGenerator<ExportedSecret> {
    const entries = await this.entries();
    let count = 1;
    for (let at = from; at < entries.length; ) {
      if (this.#signal?.aborted) fail({ code: 'cancelled' });
      const some = entries.slice(at, at + count);
      const fields = await this.#histories.fieldsOf(some);
      for (const [i, entry] of some.entries()) {
        if (this.#signal?.aborted) fail({ code: 'cancelled' });
        yield this.#opened(entry, fields[i] ?? []);
        at += 1;
        progress?.(at, entries.length);
      }
      // Of large ones little is in memory at a time.
      count = sizeOf(fields) < enough ? Math.min(2 * count, most) : 1;
    }
  }

  async #collect(): Promise<readonly Entry[]> {
    const { folder = '', paths } = this.#selection;
    const isWanted = ({ path }: Entry) => isUnder(path, folder) && (paths === undefined || paths.has(path));
    const wanted: Entry[] = [];
    for await (const entry of this.#histories.entries())
      if (isWanted(entry) && !isDestroyed(entry)) wanted.push(entry);
    return wanted.sort((a, b) => comparePaths(a.path, b.path));
  }

  /** `all`: the fields of its versions, but for those that are destroyed. */
  #opened(entry: Entry, all: readonly (readonly Field[])[]): ExportedSecret {
    const { indexed: _, fields: __, written: ___, import: ____, versions, ...rest } = entry;
    const files = new Map<string, ExportedFile>();
    const opened: ExportedVersion[] = [];
    const left = all.values();
    for (const version of versions) {
      const { ref, attachments = [], ...times } = version;
      if (ref === undefined) opened.push({ n: version.n, created: version.created });
      else opened.push({ ...times, fields: left.next().value ?? [] });
      for (const one of attachments) files.set(attachmentText(one), this.#file(entry, one));
    }
    return { ...rest, versions: opened, current: currentOf(entry, this.#now), files };
  }

  #file(entry: Entry, attachment: Attachment): ExportedFile {
    const { size, digest } = attachment;
    return { size, digest, pieces: (from) => this.#histories.file(entry, attachment, from) };
  }
}

/** When it was made: where it came from another program, there. */
export function madeAt({ created, custom }: Pick<ExportedSecret, 'created' | 'custom'>): number {
  const told = Date.parse(custom.find(([key]) => key === 'created')?.[1] ?? '');
  return Number.isNaN(told) ? created : told;
}

/** The fields of the current version; of a secret that counts as deleted those of its newest one. */
export function currentFields(secret: ExportedSecret): readonly Field[] {
  const { versions, current } = secret;
  const shown = versions.find(({ n }) => n === current) ?? versions.findLast(({ fields }) => fields);
  return withCounters(secret, shown?.fields ?? []);
}
