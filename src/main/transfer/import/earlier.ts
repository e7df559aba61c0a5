import { failureOf } from '../../../shared/failure.ts';
import type { Field, SecretInfo } from '../../../shared/secret.ts';
import type { Secrets } from '../../vault/secrets.ts';
import type { Format, ParsedEntry } from './entry.ts';
import { sameFields } from './plan.ts';
import type { Known, Sources } from './sources.ts';

/** From so many secrets on it is quicker to read the vault in one go. */
const many = 200;

/** What earlier imports made of the entries of this file, read from the vault when an entry asks for it. */
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
  async find(source: string, { versions, title }: ParsedEntry): Promise<Known | undefined> {
    const info = this.sources.find(source);
    if (info === undefined) return undefined;
    const current = await this.#currentFields(info);
    const newest = versions.at(-1);
    // As good as always nothing changed: then the older versions stay closed.
    if (current !== undefined && newest !== undefined && sameFields(current, newest.fields, title))
      return { info, versions: [current], hidden: new Set(), newestHidden: false };
    return this.#wholly(info);
  }

  async #currentFields(info: SecretInfo): Promise<readonly Field[] | undefined> {
    if (info.current === 0) return undefined;
    this.#asked += 1;
    if (this.#asked < many) return this.#fields(info.path, info.current);
    this.#current ??= new Map((await this.#secrets.all()).map(({ path, fields }) => [path, fields]));
    return this.#current.get(info.path);
  }

  async #wholly(info: SecretInfo): Promise<Known> {
    const versions: (readonly Field[])[] = [];
    const hidden = new Set<number>();
    let newestHidden = false;
    for (const { version, created } of info.versions) {
      const fields = await this.#fields(info.path, version);
      if (fields !== undefined) versions.push(fields);
      else hidden.add(created);
      newestHidden = fields === undefined;
    }
    return { info, versions, hidden, newestHidden };
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
