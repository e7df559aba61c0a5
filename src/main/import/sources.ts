import type { Field, SecretInfo } from '../../shared/secret-schema.ts';
import { sha256 } from '../crypto/primitives.ts';
import type { Format, ParsedEntry } from './entry.ts';
import type { Imported } from './imported.ts';
import { readers } from './readers.ts';
import { baseName } from './text.ts';

/** A secret that came from an entry before, or that it meets. */
export interface Known {
  readonly info: SecretInfo;
  /** It came from elsewhere, and lies at the entry's path or has its login. */
  readonly met?: true;
  /** What its metadata says of the last import. */
  readonly imported?: Imported | undefined;
  /**
   * The newest version that came from there; without fields: deleted or destroyed. Missing: it is
   * no longer kept.
   */
  readonly base?: { readonly created: number; readonly fields: readonly Field[] | undefined } | undefined;
}

const sourceLimit = 200;

/**
 * Where each imported secret came from, kept as its metadata `source`, so that the same file brings
 * nothing twice. An entry of a KeePass file has a UUID; one of a JSON or dotenv file is known by
 * the file's name and its place in it. Under another prefix it is another secret: the person asked
 * for it.
 */
export class Sources {
  readonly #known: ReadonlyMap<string, SecretInfo>;
  /** Ids: all of one file have the same before them. */
  readonly #seen = new Set<string>();
  /** How often those came that came more than once. */
  readonly #times = new Map<string, number>();
  readonly #prefix: string;
  readonly #file: string;

  constructor(infos: readonly SecretInfo[], prefix: string, file: string) {
    const known = new Map<string, SecretInfo>();
    for (const info of infos)
      for (const [key, value] of info.custom)
        if (key === 'source' && (known.get(value)?.created ?? 0) <= info.created) known.set(value, info);
    this.#known = known;
    this.#prefix = prefix;
    this.#file = baseName(file, '');
  }

  /**
   * The source of the next entry of the file. Entries that share their id are told apart by their
   * order.
   */
  next(format: Format, entry: ParsedEntry): string {
    const id = idOf(entry);
    const whole = this.#scope(format) + id;
    const base = whole.length <= sourceLimit && whole.isWellFormed() ? whole : hashed(format, whole);
    const before = this.#seen.size;
    if (this.#seen.add(id).size > before) return base;
    const times = (this.#times.get(id) ?? 1) + 1;
    this.#times.set(id, times);
    return `${base}~${times}`;
  }

  #scope(format: Format): string {
    const scope = readers[format].ownIds ? this.#prefix : `${this.#prefix}#${this.#file}`;
    return scope === '' ? `${format}:` : `${format}:${scope}#`;
  }

  /** False: no secret carries a source. */
  get any(): boolean {
    return this.#known.size > 0;
  }

  /** The secret that carries this source, or `undefined`. */
  find(source: string): SecretInfo | undefined {
    // To look for a long text in a map costs the hash of it, even where there is nothing to be
    // found.
    return this.#known.size === 0 ? undefined : this.#known.get(source);
  }
}

function hashed(format: Format, whole: string): string {
  return `${format}:${Buffer.from(sha256(Buffer.from(whole))).toString('hex')}`;
}

// Some programs write entries without a UUID.
function idOf({ id, folders, title, whole }: ParsedEntry): string {
  return id !== '' || whole ? id : [...folders, title].join('/');
}
