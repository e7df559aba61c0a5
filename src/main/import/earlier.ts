import { failureOf } from '../../shared/failure.ts';
import type { Field, SecretInfo, VersionInfo } from '../../shared/secret-schema.ts';
import type { Secrets } from '../vault/secrets.ts';
import type { Format, ParsedEntry } from './entry.ts';
import { importedIn } from './imported.ts';
import { sameFields } from './newer.ts';
import type { Known, Sources } from './sources.ts';

/** From so many secrets on it is quicker to read the vault in one go. */
const many = 200;

/**
 * What earlier imports made of the entries of this file, read from the vault when an entry asks for
 * it.
 */
export class Earlier {
  readonly sources: Sources;
  readonly format: Format;
  readonly #secrets: Secrets;
  #asked = 0;
  #current: Map<string, readonly Field[]> | undefined;

  constructor(secrets: Secrets, sources: Sources, format: Format) {
    this.#secrets = secrets;
    this.sources = sources;
    this.format = format;
  }

  /** `undefined`: nothing came from this source. */
  async find(source: string, entry: ParsedEntry): Promise<Known | undefined> {
    const info = this.sources.find(source);
    if (info === undefined) return undefined;
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
