import { isOtpAddress } from '../../shared/otp.ts';
import type { FieldType } from '../../shared/secret.ts';
import type { Field } from '../../shared/secret-schema.ts';
import { type Item, importLimits, type NoteOf, type ParsedEntry, type ParsedVersion } from './entry.ts';
import type { Members } from './json-tree.ts';
import { knownName } from './known-names.ts';
import { wordsOf } from './labels.ts';
import { addressAndRest, codeText } from './otpauth.ts';
import { titleFor } from './titles.ts';

type Writable<T> = { -readonly [K in keyof T]?: T[K] };

/** Parts of a passkey, under the way to them: kept, and of no use to a browser. */
const passkey = /(?:^|[.: ])(?:passkeys?|fido2Credentials)(?:[.:]|$)/i;

/** A password that an entry had before, or a hidden field of that name, and when another took its place. */
export interface OldPassword {
  readonly value: string;
  readonly until?: number | undefined;
  readonly name?: string | undefined;
}

/**
 * An entry while a reader fills it. Values that are empty say nothing and are left out, fields that
 * a person made are kept as they are.
 */
export class Draft {
  /** What the entry has beside its fields. */
  readonly about: Writable<Pick<ParsedEntry, 'expires' | 'created' | 'favourite' | 'archived' | 'deleted'>> =
    {};
  /** When its current state was written. */
  changed: number | undefined;
  readonly tags: string[] = [];
  readonly #entry: Pick<ParsedEntry, 'id' | 'folders' | 'title'>;
  #isWhole = false;
  #isRefused = false;
  readonly #fields: Field[] = [];
  readonly #files: Field[] = [];
  readonly #old: OldPassword[] = [];
  readonly #states: ParsedVersion[] = [];
  readonly #notes: NoteOf[] = [];
  readonly #failed: NoteOf[] = [];

  constructor(id: string, folders: readonly string[], title: string) {
    this.#entry = { id, folders, title };
  }

  /** The whole file is this one entry. */
  whole(): this {
    this.#isWhole = true;
    return this;
  }

  /** Adds a field unless its value is empty. */
  add(name: string, value: string, type: FieldType = 'text'): this {
    return value === '' ? this : this.keep(name, value, type);
  }

  /** Adds a field that a person made. */
  keep(name: string, value: string, type: FieldType = 'text'): this {
    this.#fields.push({ name, type, value });
    return this;
  }

  /** A field of the program's own, under the name that a template here has; what is hidden stays so. */
  part(label: string, value: string, type: FieldType = 'text'): this {
    const [name, kind] = knownName(label) ?? [label, type];
    return this.add(name, value, type === 'secret' ? type : kind);
  }

  has(name: string): boolean {
    return this.#fields.some((field) => field.name === name);
  }

  hasValue(value: string): boolean {
    return this.#fields.some((field) => field.value === value);
  }

  /**
   * A one-time code: an otpauth address, or the bare secret. What is neither stays a hidden text, and
   * so does what stands behind an address.
   */
  code(value: string, name = 'otp'): this {
    if (value.trim() === '') return this;
    const { address, rest } = addressAndRest(value);
    const otp = codeText(address);
    if (otp === undefined) return this.keep(name, value, 'secret');
    this.keep(name, otp, 'otp');
    return isOtpAddress(rest) ? this.code(rest, name) : this.add(name, rest, 'secret');
  }

  urls(all: Iterable<string>): this {
    for (const url of new Set(all)) this.add('url', url, 'url');
    return this;
  }

  /** The parts of a passkey, which nothing here signs in with. */
  passkey(parts: Members): this {
    for (const { name, value } of parts.takeRest()) this.add(`passkey: ${wordsOf(name)}`, value, 'secret');
    return this;
  }

  /** What no reader took, each under the way to it. */
  rest(members: Members, before = ''): this {
    for (const { name, value } of members.takeRest(before)) this.keep(name, value, 'secret');
    return this;
  }

  attach(name: string, bytes: Uint8Array | undefined): this {
    const used = [...this.#fields, ...this.#files].reduce((sum, { value }) => sum + value.length, 0);
    const room = importLimits.version - used;
    if (bytes === undefined) this.fail({ name, reason: 'attachment-missing' });
    else if (Math.ceil(bytes.length / 3) * 4 > room)
      this.fail({ name, reason: 'attachment-too-large', count: bytes.length });
    else this.#files.push({ name, type: 'file', value: Buffer.from(bytes).toString('base64') });
    return this;
  }

  /** Passwords that this one replaced, in any order. */
  before(all: readonly OldPassword[]): this {
    this.#old.push(...all.filter(({ value }) => value !== ''));
    return this;
  }

  /** States that it had before, oldest first, each as it was. */
  earlier(states: readonly ParsedVersion[]): this {
    this.#states.push(...states);
    return this;
  }

  /** Nothing of the entry can be kept. */
  refuse(note: NoteOf): this {
    this.#isRefused = true;
    return this.fail(note);
  }

  note(note: NoteOf): this {
    this.#notes.push(note);
    return this;
  }

  fail(note: NoteOf): this {
    this.#failed.push(note);
    return this;
  }

  /** The entry behind what is to be told of it. */
  *items(): Generator<Item> {
    const title = titleFor(this.#entry.title, this.#fields);
    const place = [...this.#entry.folders, title].join('/');
    for (const one of this.#failed) yield { kind: 'failed', problem: { place, ...one } };
    if (this.#fields.some(({ name }) => passkey.test(name)))
      yield { kind: 'note', problem: { place, reason: 'left-out', losses: ['passkey'] } };
    for (const one of this.#notes) yield { kind: 'note', problem: { place, ...one } };
    if (this.#isRefused) return;
    const tags = [...new Set(this.tags.map((tag) => tag.trim()).filter((tag) => tag !== ''))];
    const entry = {
      ...this.#entry,
      ...{ title, place },
      ...this.about,
      ...(this.#isWhole && { whole: true as const, place: '/' }),
      ...(tags.length > 0 && { tags }),
      versions: this.#versions(),
    };
    yield { kind: 'entry', entry };
  }

  /** Oldest first: the fields of today, each version with what it had before in place of them. */
  #versions(): ParsedVersion[] {
    const old = this.#old.toSorted((a, b) => (a.until ?? 0) - (b.until ?? 0));
    const states: Field[][] = [];
    let fields: Field[] = this.#fields;
    for (const { name = 'password', value } of old.toReversed()) {
      fields = withValue(fields, name, value);
      states.unshift(fields);
    }
    let at = this.about.created ?? old[0]?.until ?? this.changed;
    const versions = old.map(({ until }, i) => {
      const version = versionOf(states[i] ?? [], at);
      at = until ?? at;
      return version;
    });
    return [...this.#states, ...versions, versionOf([...this.#fields, ...this.#files], this.changed ?? at)];
  }
}

function withValue(fields: readonly Field[], name: string, value: string): Field[] {
  const old: Field = { name, type: 'secret', value };
  const at = fields.findIndex((field) => field.name === name);
  return at === -1 ? [...fields, old] : fields.with(at, old);
}

function versionOf(fields: readonly Field[], at: number | undefined): ParsedVersion {
  return at === undefined ? { fields } : { at, fields };
}
