// docs/format.md, 5, 6, 7, 9 and 20: a head, and what it reaches.
import { hexOf, unbase64, utf8 } from '../crypto/bytes.ts';
import { derive, type Opener, openerOf, sha256, unseal } from '../crypto/primitives.ts';
import type { Manifest } from './manifest.ts';
import { id, type Json, list, maybe, object, parseObject, text, whole } from './shape.ts';
import type { Source } from './source.ts';
import { Damaged } from './trouble.ts';

export type Kind = 'page' | 'version' | 'policy' | 'client' | 'audit' | 'garbage';
/** One write: when, and in which line; docs/format.md, 20. */
export type Dot = readonly [stamp: number, line: string];

export class Head {
  readonly source: Source;
  readonly vault: string;
  readonly revision: number;
  /** The line of the device that wrote it. */
  readonly line: string;
  readonly json: Json;
  readonly #ring: ReadonlyMap<number, Uint8Array>;
  readonly #seen: ReadonlyMap<string, { readonly stamp: number; readonly name: string }>;
  readonly #openers = new Map<string, Promise<Opener>>();

  /** Throws Damaged where the head has another shape than the format gives it. */
  constructor(source: Source, manifest: Manifest, json: Json) {
    this.source = source;
    this.vault = manifest.vault;
    this.revision = manifest.revision;
    this.json = json;
    this.line = maybe(json['device'], text) ?? '';
    this.#ring = new Map(list(json['ring']).map(termOf));
    const devices = list(json['devices'] ?? []).map(object);
    this.#seen = new Map(
      devices.map((one) => [
        text(one['id']),
        { stamp: maybe(one['stamp'], whole) ?? 0, name: maybe(one['name'], text) ?? '' },
      ]),
    );
  }

  /** What the device is called that wrote this head. */
  get device(): string {
    return this.#seen.get(this.line)?.name || this.line.slice(0, 8);
  }

  includes([stamp, line]: Dot): boolean {
    const seen = this.#seen.get(line);
    return seen !== undefined && seen.stamp >= stamp;
  }

  includesHead(other: Head): boolean {
    const own = other.#seen.get(other.line);
    return own !== undefined && this.includes([own.stamp, other.line]);
  }

  /** The keys of heads under earlier root keys. */
  earlier(): Uint8Array[] {
    return list(this.json['earlier'] ?? []).flatMap((one) => unbase64(object(one)['key']) ?? []);
  }

  async object(kind: Kind, reference: readonly unknown[]): Promise<Json> {
    const [name, term] = [id(reference[0]), whole(reference[1])];
    const sealed = await this.source.read(name);
    if (sealed === undefined) throw new Damaged('missing');
    const aad = `holdfast/1/object\n${this.vault}\n${kind}\n${name}\n${term}`;
    const opened = await unseal(await this.#opener(kind, term), aad, sealed);
    if (opened === undefined) throw new Damaged('sealed');
    return parseObject(opened);
  }

  /** The entries of each index page; `lost` for each page that cannot be read. */
  async *entries(lost: () => void): AsyncGenerator<Json> {
    for (const page of list(this.json['pages'])) {
      try {
        const [, name, term, count] = list(page);
        const entries = list((await this.object('page', [name, term]))['entries']).map(object);
        if (entries.length !== count) throw new Damaged('entries');
        yield* entries;
      } catch (error) {
        if (!(error instanceof Damaged)) throw error;
        lost();
      }
    }
  }

  /** Policies or clients. */
  async records(kind: 'policy' | 'client', name: 'policies' | 'clients'): Promise<Json[]> {
    const reference = maybe(this.json[name], list);
    return reference === undefined ? [] : list((await this.object(kind, reference))[name]).map(object);
  }

  /** Checks each chain of the audit, from what was cut to its tip; throws Damaged. */
  async checkAudit(): Promise<void> {
    const devices = list(this.json['devices'] ?? []).map(object);
    const chains = [this.json, ...devices].map(({ audit }) => maybe(audit, object));
    for (const chain of chains) if (chain !== undefined) await this.#checkChain(chain);
  }

  async #checkChain(chain: Json): Promise<void> {
    const cut = maybe(chain['cut'], object);
    let [index, hash] = cut ? [whole(cut['count']), text(cut['tip'])] : [0, '0'.repeat(64)];
    for (const page of list(chain['pages'])) {
      const [name, term, count] = list(page);
      const entries = list((await this.object('audit', [name, term]))['entries']).map(object);
      if (entries.length !== count) throw new Damaged('audit');
      for (const entry of entries) {
        hash = hexOf(sha256(utf8(`${hash}\n${auditText(entry)}`)));
        index += 1;
        if (entry['index'] !== index || entry['hash'] !== hash) throw new Damaged('audit');
      }
    }
    if (chain['count'] !== index || chain['tip'] !== hash) throw new Damaged('audit');
  }

  #opener(kind: Kind, term: number): Promise<Opener> {
    const name = `${kind} ${term}`;
    const key = this.#ring.get(term);
    if (key === undefined) throw new Damaged('term');
    const opener = this.#openers.get(name) ?? derive(key, this.vault, `object/${kind}`).then(openerOf);
    this.#openers.set(name, opener);
    return opener;
  }
}

function termOf(value: unknown): [number, Uint8Array] {
  const { term, key } = object(value);
  const bytes = unbase64(key);
  if (bytes?.length !== 32) throw new Damaged('ring');
  return [whole(term), bytes];
}

const auditMembers = ['index', 'time', 'client', 'action', 'path', 'outcome', 'count'] as const;

// JSON.stringify escapes as the format says it, lone halves of a surrogate too.
function auditText(entry: Json): string {
  const members = auditMembers.filter((name) => entry[name] !== undefined);
  return JSON.stringify(Object.fromEntries(members.map((name) => [name, entry[name]])));
}
