import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { replaceFile } from '../file.ts';
import { besideOf, randomName } from '../names.ts';
import { markLength, sameTip, type Tip } from '../store.ts';

/** What is noted beside a replica: nothing that it could not do without. */
export interface Note {
  /** What the service calls the tip that lies here. */
  readonly tag?: Tip | undefined;
  /** The id under which this machine writes while the service is away. */
  readonly line?: string | undefined;
  /** When what is gone from the service was last removed here, in ms. */
  readonly tidied?: number | undefined;
  /** The service had an earlier or another state than the one here, and was gone on with. */
  readonly behind?: boolean | undefined;
}

const whole = z.int().check(z.nonnegative());
const noteShape = z.object({
  tag: z.optional(
    z.object({
      revision: whole,
      mark: z.string().check(z.length(2 * markLength)),
      tag: z.string(),
    }),
  ),
  line: z.optional(z.string().check(z.regex(/^[0-9a-f]{32}$/))),
  tidied: z.optional(whole),
  behind: z.optional(z.boolean()),
});

/**
 * Files under other names are left by a program that ended while it wrote; after this many ms they
 * go.
 */
const leftover = 60 * 60 * 1000;

/**
 * The folder of one replica: `replica.holdfast`, what is unsent beside it, and a note. Nobody else
 * of this machine may read it.
 */
export class ReplicaFolder {
  readonly path: string;

  constructor(folder: string) {
    this.path = folder;
  }

  get copy(): string {
    return path.join(this.path, 'replica.holdfast');
  }

  get unsent(): string {
    return path.join(this.path, 'unsent.holdfast');
  }

  get #note(): string {
    return path.join(this.path, 'note.json');
  }

  /** False where nothing can be kept. */
  make(): boolean {
    try {
      fs.mkdirSync(this.path, { recursive: true, mode: 0o700 });
      fs.accessSync(this.path, fs.constants.W_OK);
      this.#tidy();
      return true;
    } catch {
      return false;
    }
  }

  read(): Note {
    try {
      return noteShape.safeParse(JSON.parse(fs.readFileSync(this.#note, 'utf8'))).data ?? {};
    } catch {
      return {};
    }
  }

  /** The same tip, with what the service calls it where that is noted. */
  tagged(tip: Tip | undefined): Tip | undefined {
    const { tag } = this.read();
    return tip !== undefined && tag !== undefined && sameTip(tip, tag) ? tag : tip;
  }

  /** Notes more; what cannot be noted is asked for again. */
  note(more: Note): void {
    const heard = this.lastHeard;
    try {
      replaceFile(this.#note, JSON.stringify({ ...this.read(), ...more }), besideOf(this.path));
      if (heard !== undefined) this.heard(heard);
    } catch {}
  }

  /**
   * When the service answered last, in ms: kept as the time of the note, for each opening tells it.
   */
  get lastHeard(): number | undefined {
    const noted = fs.statSync(this.#note, { throwIfNoEntry: false });
    // A file system tells parts of milliseconds, too.
    return noted && Math.round(noted.mtimeMs);
  }

  heard(at = Date.now()): void {
    const time = new Date(at);
    try {
      fs.utimesSync(this.#note, time, time);
    } catch {}
  }

  /** Gives what lies here a name that is never looked at. */
  setAside(): void {
    const stamp = new Date().toISOString().replaceAll(/[^0-9T]/g, '');
    for (const file of [this.copy, this.unsent])
      if (fs.existsSync(file)) fs.renameSync(file, file.replace('.holdfast', `-${stamp}.holdfast`));
    fs.rmSync(this.#note, { force: true });
  }

  /**
   * The id under which this machine writes while the service is away; one that cannot be noted is
   * of this program alone.
   */
  get line(): string {
    const noted = this.read().line;
    if (noted !== undefined) return noted;
    const line = randomName();
    this.note({ line });
    return this.read().line ?? line;
  }

  #tidy(): void {
    for (const name of fs.readdirSync(this.path)) {
      if (!name.endsWith('.part')) continue;
      const file = path.join(this.path, name);
      const stat = fs.statSync(file, { throwIfNoEntry: false });
      if (stat !== undefined && Date.now() - stat.mtimeMs > leftover) fs.rmSync(file, { force: true });
    }
  }
}
