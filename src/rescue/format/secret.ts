import { unbase64, utf8 } from '../crypto/bytes.ts';
import { attachmentPieces } from './attachment.ts';
import type { Dot, Head } from './head.ts';
import { type Json, list, maybe, object, text, whole } from './shape.ts';
import { Damaged } from './trouble.ts';

export interface Field {
  readonly name: string;
  readonly type: string;
  readonly value: string;
}

/** One version of a secret; its fields are opened when they are asked for. */
export class Version {
  readonly n: number;
  readonly created: number | undefined;
  readonly deletedAt: number | undefined;
  readonly expires: number | undefined;
  readonly destroyed: boolean;
  readonly #head: Head;
  readonly #stored: Json;

  constructor(head: Head, stored: Json, destroyed: ReadonlySet<string>) {
    this.#head = head;
    this.#stored = stored;
    this.n = whole(stored['n']);
    this.created = maybe(stored['created'], whole);
    this.deletedAt = maybe(stored['deleted'], whole);
    this.expires = maybe(stored['expires'], whole);
    const name = maybe(stored['id'], text);
    this.destroyed = name === undefined || destroyed.has(name);
  }

  /** Deleted, or its time is up. */
  get deleted(): boolean {
    return this.deletedAt !== undefined || (this.expires ?? Number.POSITIVE_INFINITY) <= Date.now();
  }

  /** Throws Damaged. */
  async fields(): Promise<Field[]> {
    const { id, term } = this.#stored;
    const opened = await this.#head.object('version', [id, term]);
    return list(opened['fields']).map((field) => {
      const [name, type, value] = list(field).map(text);
      if (name === undefined || type === undefined || value === undefined) throw new Damaged('field');
      return { name, type, value };
    });
  }

  /** The bytes of a field, piece by piece; throws Damaged, at the latest before the last piece. */
  async *pieces({ type, value }: Field): AsyncGenerator<Uint8Array> {
    if (type === 'attachment') yield* attachmentPieces(this.#head, this.#attachment(value));
    else if (type === 'file') yield unbase64(value) ?? lostFile();
    else yield utf8(value);
  }

  #attachment(value: string): Json {
    const found = list(this.#stored['attachments'] ?? [])
      .map(object)
      .find(({ size, digest }) => `${size} ${digest}` === value);
    return found ?? lostFile();
  }
}

function lostFile(): never {
  throw new Damaged('file');
}

/** A secret as one device has it. */
export class Secret {
  readonly path: string;
  readonly entry: Json;
  readonly versions: readonly Version[];
  /** Which device has it like this, where two changed it apart. */
  readonly device: string | undefined;

  constructor(
    head: Head,
    entry: Json,
    { destroyed, device }: { destroyed: ReadonlySet<string>; device?: string },
  ) {
    this.path = text(entry['path']);
    this.entry = entry;
    this.versions = list(entry['versions']).map((one) => new Version(head, object(one), destroyed));
    this.device = device;
  }

  /** The version that counts: the highest one that is not destroyed. */
  get current(): Version | undefined {
    return this.versions.findLast(({ destroyed }) => !destroyed);
  }

  get deleted(): boolean {
    return this.current === undefined || this.current.deleted;
  }

  get tags(): string[] {
    return list(this.entry['tags'] ?? []).map(text);
  }
}

/** The writes that an entry comes of; none: it is older than all lines. */
export function writesOf(entry: Json): Dot[] {
  return list(entry['written'] ?? []).map((dot) => {
    const [stamp, line] = list(dot);
    return [whole(stamp), maybe(line, text) ?? ''];
  });
}
