import type { AuditChange, Change } from '../backend/changes.ts';
import { checkTags, currentOf, type Entry } from '../backend/format/entry.ts';
import { importedKey } from './imported.ts';

/** What an import said of a secret beside its versions. */
interface Said {
  readonly tags?: readonly string[] | undefined;
  readonly pairs: ReadonlyMap<string, string | undefined>;
  readonly isDeleted: boolean;
}

const nothing: Said = { pairs: new Map(), isDeleted: false };
/** Pairs that Holdfast writes of every secret, by which an entry is known again. */
const ownKeys: ReadonlySet<string> = new Set([importedKey, 'source']);

/** Tags, expiry, favourites and the like that an import wrote; only secrets that have any. */
export class Described {
  readonly #said = new Map<string, Said>();

  note(change: Change | AuditChange): void {
    if (change.op === 'store' || change.op === 'merge') this.#add(change.path, change.tags, change.custom);
    else if (change.op === 'metadata') {
      const { tags, set = [], unset = [] } = change.patch;
      this.#add(change.path, tags, [...set, ...unset.map((key) => [key, undefined] as const)]);
    } else if (change.op === 'delete' && change.versions === undefined)
      this.#said.set(change.path, { ...this.#of(change.path), isDeleted: true });
  }

  get paths(): readonly string[] {
    return [...this.#said.keys()];
  }

  /** Whether a secret is described so; what somebody changed since is nobody's fault. */
  isThere(entry: Entry): boolean {
    const said = this.#said.get(entry.path);
    if (said === undefined || entry.import?.changed) return true;
    const { tags, pairs, isDeleted } = said;
    const found = new Map(entry.custom);
    return (
      (tags === undefined || areSame(tags, entry.tags) || areSame(checkTags(tags), entry.tags)) &&
      [...pairs].every(([key, value]) => found.get(key) === value) &&
      (!isDeleted || currentOf(entry, 0) === 0)
    );
  }

  #of(path: string): Said {
    return this.#said.get(path) ?? nothing;
  }

  #add(
    path: string,
    tags: readonly string[] | undefined,
    custom: readonly (readonly [string, string | undefined])[] = [],
  ): void {
    const told = custom.filter(([key]) => !ownKeys.has(key));
    if ((tags === undefined || tags.length === 0) && told.length === 0 && !this.#said.has(path)) return;
    const before = this.#of(path);
    const pairs = told.length === 0 ? before.pairs : new Map([...before.pairs, ...told]);
    this.#said.set(path, { ...before, tags: tags ?? before.tags, pairs });
  }
}

function areSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((tag, i) => tag === b[i]);
}
