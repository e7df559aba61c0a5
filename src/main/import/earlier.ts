import { failureOf } from '../../shared/failure.ts';
import type { Field, SecretInfo, VersionInfo } from '../../shared/secret-schema.ts';
import type { Secrets } from '../vault/secrets.ts';
import type { Format, ParsedEntry } from './entry.ts';
import { importedIn } from './imported.ts';
import { sameFields } from './newer.ts';
import type { Known, Sources } from './sources.ts';
import { isSameThere } from './standing.ts';
import type { Twins } from './twins.ts';

/** By what an entry is known again. */
interface By {
  readonly sources: Sources;
  readonly twins: Twins;
  readonly format: Format;
}

/** From so many secrets on it is quicker to read the vault in one go. */
const many = 200;

/**
 * What earlier imports made of the entries of this file, read from the vault when an entry asks for
 * it.
 */
export class Earlier {
  readonly #secrets: Secrets;
  readonly #by: By;
  #asked = 0;
  #current: Map<string, readonly Field[]> | undefined;

  constructor(secrets: Secrets, by: By) {
    this.#secrets = secrets;
    this.#by = by;
  }

  /** False: nothing is there that an entry could have become, or could meet. */
  get any(): boolean {
    return this.#by.sources.any || this.#by.twins.any;
  }

  /** The source of the next entry of the file. */
  next(entry: ParsedEntry): string {
    return this.#by.sources.next(this.#by.format, entry);
  }

  /** What came from this source, or else what the entry meets; `undefined`: nothing. */
  async find(source: string, entry: ParsedEntry, wanted: string): Promise<Known | undefined> {
    const info = this.#by.sources.find(source);
    return info === undefined ? this.#met(entry, wanted) : this.#own(info, entry);
  }

  /** The one that is the same, or else the likeliest. */
  async #met(entry: ParsedEntry, wanted: string): Promise<Known | undefined> {
    let likeliest: Known | undefined;
    for (const info of this.#by.twins.find(wanted, entry)) {
      const version = info.versions.findLast((one) => one.version === info.current);
      if (version === undefined) continue;
      const known: Known = { info, met: true, base: await this.#base(info, version) };
      if (isSameThere(known, entry)) return known;
      likeliest ??= known;
    }
    return likeliest;
  }

  async #own(info: SecretInfo, entry: ParsedEntry): Promise<Known> {
    const imported = importedIn(info);
    if (imported === undefined) return { info, base: await this.#guess(info, entry) };
    const version = info.versions.findLast(({ created }) => created === imported.at);
    return { info, imported, base: version && (await this.#base(info, version)) };
  }

  async #base(info: SecretInfo, { version, created }: VersionInfo): Promise<Known['base']> {
    const isCurrent = version === info.current;
    const fields = isCurrent ? await this.#currentFields(info) : await this.#fields(info.path, version);
    return { created, fields };
  }

  /**
   * Without a word about the last import: the newest version that the file knows too, or else the
   * newest one.
   */
  async #guess(info: SecretInfo, { versions, title }: ParsedEntry): Promise<Known['base']> {
    let newest: Known['base'];
    for (const version of info.versions.toReversed()) {
      const base = await this.#base(info, version);
      newest ??= base;
      const fields = base?.fields;
      if (fields !== undefined && versions.some((one) => sameFields(fields, one.fields, title))) return base;
    }
    return newest;
  }

  async #currentFields(info: SecretInfo): Promise<readonly Field[] | undefined> {
    if (info.current === 0) return undefined;
    this.#asked += 1;
    if (this.#asked < many) return this.#fields(info.path, info.current);
    this.#current ??= new Map((await this.#secrets.all()).map(({ path, fields }) => [path, fields]));
    return this.#current.get(info.path);
  }

  /** `undefined`: deleted or destroyed. */
  async #fields(path: string, version: number): Promise<readonly Field[] | undefined> {
    try {
      return (await this.#secrets.get(path, version)).fields;
    } catch (error) {
      if (failureOf(error)?.code === 'not-found') return undefined;
      throw error;
    }
  }
}
