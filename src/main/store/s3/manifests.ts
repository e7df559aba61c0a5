import { fail } from '../../../shared/failure.ts';
import { markLength, type StoredManifest, sameTip, type Tip, tipOf } from '../store.ts';
import { type Answer, errorCode, isPassing, Lost, refusalOf, timeOf, unreached } from './answer.ts';
import { pause } from './bucket.ts';
import { manifestKey, manifestsPrefix, revisionOf } from './names.ts';
import { orLost, type Prefix } from './prefix.ts';
import { bareTag, type Listed } from './xml.ts';

/** Bytes of the largest manifest that is read. */
const largest = 256 * 1024 * 1024;
const put = { method: 'PUT', key: manifestsPrefix } as const;
const hour = 60 * 60 * 1000;
/**
 * Names of earlier revisions stay this long, by the service's clock: no writer that slept is given
 * such a number again.
 */
const stay = 24 * hour;
/** A tip that is older than this is asked for again before a commit goes on top of it. */
const fresh = 5 * 60 * 1000;
/**
 * What was created later than this after its tip may bear a number that had been removed meanwhile.
 */
const certain = hour;

/** The newest revision, as a listing names it. */
export interface Newest {
  readonly revision: number;
  readonly etag: string;
  readonly size: number;
  /** The service's clock when it said so, in ms. */
  readonly time: number;
}

/** The manifests of a vault in a bucket: the one with the highest revision counts. */
export class Manifests {
  readonly #prefix: Prefix;
  readonly #patience: number;
  /** The mark of the manifest that was read or written last, by what a listing shows of it. */
  #known: (Tip & { readonly etag: string }) | undefined;

  constructor(prefix: Prefix, patience = 60_000) {
    this.#prefix = prefix;
    this.#patience = patience;
  }

  /**
   * `undefined` where there is none. One short request: names are such that the newest comes first.
   */
  async newest(): Promise<Newest | undefined> {
    for (let next: string | undefined, most = 1; ; most = 1000) {
      const page = await this.#prefix.list(manifestsPrefix, most, next);
      const [first] = page.objects.flatMap((one) => newestOf(one, page.time));
      if (first !== undefined || page.next === undefined) return first;
      next = page.next;
    }
  }

  /**
   * The newest manifest; `same` where that is `known`. `undefined` where there is none; `damaged`
   * where it is empty or gone.
   */
  async read(): Promise<StoredManifest | undefined>;
  async read(known: Tip | undefined): Promise<StoredManifest | 'same' | undefined>;
  async read(known?: Tip): Promise<StoredManifest | 'same' | undefined> {
    for (let before = 0; ; ) {
      const newest = await this.newest();
      if (newest === undefined) return undefined;
      if (known !== undefined && this.#isAt(newest, known)) return 'same';
      const bytes = newest.size <= markLength ? undefined : await this.#get(newest.revision);
      if (bytes !== undefined && bytes.length > markLength) {
        const found = { revision: newest.revision, bytes };
        return known !== undefined && sameTip(tipOf(found), known) ? 'same' : found;
      }
      // Emptied just now because there is a newer one, or else lost.
      if (newest.revision <= before) return fail({ code: 'damaged', part: 'manifest' });
      before = newest.revision;
    }
  }

  /** The newest tip, and when the service said so. */
  async tip(): Promise<(Tip & { readonly time: number }) | undefined> {
    const newest = await this.newest();
    if (newest === undefined) return undefined;
    const mark = this.#markOf(newest);
    if (mark !== undefined) return { revision: newest.revision, mark, time: newest.time };
    const read = await this.read();
    return read && { ...tipOf(read), time: newest.time };
  }

  /**
   * Creates a manifest where its number is free; false where another has it. `seen`: when, by the
   * service's clock, the revision before was the newest. The request is signed for that time, so
   * that a service refuses it where it comes too late; `again` is asked for a fresh one.
   */
  async publish(
    { revision, bytes }: StoredManifest,
    seen: number,
    again: () => Promise<number | undefined>,
  ): Promise<boolean> {
    const began = Date.now();
    const late = () => Date.now() - began > this.#patience;
    let time: number | undefined = seen;
    for (let attempt = 0; ; attempt++) {
      if (time !== undefined && this.#prefix.clock.now() - time > fresh) time = await again();
      if (time === undefined) return false;
      const name = manifestKey(revision);
      const answer = await orLost(this.#prefix.putOnce(name, bytes, { ifAbsent: true, at: time }));
      if (!(answer instanceof Lost) && answer.status === 200) {
        this.#note({ revision, bytes }, answer.headers.get('etag'));
        return this.#isLine(revision, time, timeOf(answer));
      }
      if (!(answer instanceof Lost) && isFinal(answer)) {
        if (errorCode(answer) !== 'RequestTimeTooSkewed' || late()) throw refusalOf(answer, put);
        time = await again();
      } else {
        const found = await this.#outcome({ revision, bytes }, time);
        if (found !== undefined) return found;
        if (late()) throw answer instanceof Lost ? unreached(answer) : refusalOf(answer, put);
      }
      await pause(attempt, answer instanceof Lost ? null : answer.headers.get('retry-after'));
    }
  }

  /**
   * Leaves of earlier manifests, which hold earlier key slots, the closing hash alone. `only`: the
   * one before, where all others are so already.
   */
  async emptyBefore(revision: number, only?: Tip): Promise<void> {
    if (only !== undefined) return this.#empty(only);
    for await (const page of this.#prefix.listAll(manifestsPrefix)) {
      for (const { key, size } of page.objects) {
        const earlier = revisionOf(key);
        if (earlier === undefined || earlier >= revision || size <= markLength) continue;
        const range = { at: size - markLength, length: markLength };
        const mark = await this.#prefix.get(key, size, range);
        if (mark !== undefined) await this.#empty({ revision: earlier, mark: mark.bytes.toString('hex') });
      }
    }
  }

  /** Removes the names of earlier revisions that are older than a day. */
  async removeOld(): Promise<void> {
    const newest = await this.newest();
    for await (const page of this.#prefix.listAll(manifestsPrefix)) {
      for (const { key, modified } of page.objects) {
        const revision = revisionOf(key);
        const over = revision !== undefined && revision < (newest?.revision ?? 0);
        if (over && page.time - modified > stay) await this.#prefix.delete(key);
      }
    }
  }

  async #empty({ revision, mark }: Tip): Promise<void> {
    await this.#prefix.put(manifestKey(revision), Buffer.from(mark, 'hex'));
  }

  // What lies there where an answer does not tell: true, ours; false, another's; `undefined`,
  // nothing yet.
  async #outcome({ revision, bytes }: StoredManifest, seen: number): Promise<boolean | undefined> {
    const found = await this.#prefix.get(manifestKey(revision), largest);
    if (found === undefined) return undefined;
    // Others may have gone on from there already, and left the closing hash alone.
    const { mark } = tipOf({ revision, bytes });
    if (tipOf({ revision, bytes: found.bytes }).mark !== mark) return false;
    if (found.bytes.length > markLength) this.#note({ revision, bytes }, found.etag);
    return this.#isLine(revision, seen, this.#prefix.clock.now());
  }

  // Names stay for a day, so a manifest that was created within the last hour has a number that was
  // never given before. A later manifest would otherwise say so.
  async #isLine(revision: number, seen: number, created: number | undefined): Promise<boolean> {
    if (created !== undefined && created - seen < certain) return true;
    return (await this.newest())?.revision === revision;
  }

  async #get(revision: number): Promise<Buffer | undefined> {
    const got = await this.#prefix.get(manifestKey(revision), largest);
    if (got !== undefined && got.bytes.length > markLength)
      this.#note({ revision, bytes: got.bytes }, got.etag);
    return got?.bytes;
  }

  #note(manifest: StoredManifest, etag: string | null): void {
    this.#known = { ...tipOf(manifest), etag: bareTag(etag) };
  }

  /** The newest tip that was read or written here. */
  get tagged(): Tip | undefined {
    const { etag, ...tip } = this.#known ?? {};
    return etag ? { ...(tip as Tip), tag: etag } : undefined;
  }

  #isAt(newest: Newest, known: Tip): boolean {
    if (newest.revision !== known.revision) return false;
    if (newest.etag !== '' && newest.etag === known.tag) this.#known = { ...known, etag: newest.etag };
    return this.#markOf(newest) === known.mark;
  }

  #markOf({ revision, etag }: Newest): string | undefined {
    const known = this.#known;
    return etag !== '' && known?.revision === revision && known.etag === etag ? known.mark : undefined;
  }
}

function newestOf({ key, etag, size }: Listed, time: number): Newest[] {
  const revision = revisionOf(key);
  return revision === undefined ? [] : [{ revision, etag, size, time }];
}

/** True of an answer that no further attempt changes, and that had no effect. */
function isFinal(answer: Answer): boolean {
  return !isPassing(answer) && answer.status !== 409 && answer.status !== 412;
}
