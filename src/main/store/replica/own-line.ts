import { hostname } from 'node:os';
import {
  type Apart,
  type Commit,
  type Device,
  type StoredManifest,
  sameTip,
  sharedLine,
  type Tip,
  tipOf,
} from '../store.ts';
import type { Parts } from './parts.ts';
import type { Beginning, Unsent, Waiting } from './unsent.ts';

/** Characters of a machine's name. */
const mostName = 64;

/**
 * The line that this machine writes while the service is away, and whose line the next commit is
 * of.
 */
export class OwnLine {
  readonly #parts: Pick<Parts, 'folder' | 'service' | 'mirror' | 'unsent'>;
  #count = 0;
  /** The newest unsent tip that was given or written here. */
  #tip: Tip | undefined;
  /** Whose line the next commit was said to be of; missing: nobody asked. */
  #told: Device | undefined;
  /** Under which id is written while the service is away. */
  #id: string | undefined;

  constructor(parts: Pick<Parts, 'folder' | 'service' | 'mirror' | 'unsent'>) {
    this.#parts = parts;
  }

  /** How many commits wait, as far as was looked. */
  get count(): number {
    return this.#count;
  }

  /** Whose line the next commit is of. */
  tell(): Device {
    this.#told = this.#parts.service.away === undefined ? sharedLine : this.#own;
    return this.#told;
  }

  get #own(): Device {
    this.#id ??= this.#parts.folder.line;
    return { id: this.#id, name: hostname().slice(0, mostName) };
  }

  async look(): Promise<Waiting | undefined> {
    const line = await this.#parts.unsent.look();
    this.#count = line?.count ?? 0;
    return line;
  }

  /** Whether this is a tip that the service knows nothing of. */
  has(known: Tip | undefined): boolean {
    return known !== undefined && this.#tip !== undefined && sameTip(known, this.#tip);
  }

  /** What waits here is apart once the service is there again. */
  async apart(): Promise<readonly Apart[]> {
    const line = this.#parts.service.away === undefined ? await this.look() : undefined;
    return line === undefined ? [] : [{ device: line.id, manifest: line.newest }];
  }

  /** The service has all of it up to this tip. */
  async end(tip: Tip): Promise<void> {
    if (await this.#parts.unsent.end(tip)) this.#count = 0;
  }

  /** What waits, as the newest manifest for who knows another. */
  newest({ base, newest, id }: Waiting, known: Tip | undefined): StoredManifest | undefined {
    const before = this.#tip;
    [this.#id, this.#tip] = [id, tipOf(newest)];
    if (known === undefined) return newest;
    if (sameTip(tipOf(newest), known)) return undefined;
    const isSame = sameTip(known, base) || (before !== undefined && sameTip(known, before));
    return isSame ? newest : { ...newest, otherLine: true };
  }

  /**
   * Where a commit goes, which names the line that it is of. `again`: the service went away or came
   * back since that was asked, so it is made again.
   */
  wayOf({ after }: Pick<Commit, 'after'>): 'there' | 'here' | 'again' {
    const isAway = this.#parts.service.away !== undefined;
    const isOnUnsent = after !== undefined && after === this.#tip?.mark;
    const way = isAway || isOnUnsent ? 'here' : 'there';
    if (this.#told === undefined) return way;
    return (this.#told.id === '') === (way === 'there') ? way : 'again';
  }

  async write(
    work: (unsent: Unsent, on: Beginning | undefined) => Promise<'done' | 'conflict'>,
  ): Promise<'done' | 'conflict'> {
    const base = await this.#parts.mirror.tip();
    const on = base && { base, id: this.#told?.id ?? this.#own.id };
    const outcome = await work(this.#parts.unsent, on);
    const line = await this.look();
    if (outcome === 'done' && line !== undefined) this.#tip = tipOf(line.newest);
    return outcome;
  }
}
