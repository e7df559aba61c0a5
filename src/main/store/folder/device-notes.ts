import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { addFile, fileIdentity, replaceFile } from '../file.ts';
import { randomName } from '../names.ts';
import { markLength, type Tip } from '../store.ts';

/** Where a line begins: on a revision of another one. */
export interface Base {
  readonly device: string;
  readonly tip: Tip;
}

/** What this machine remembers of a folder: under which id it writes there. */
export interface Noted {
  readonly id: string;
  readonly base?: Base | undefined;
  /** What was written last. */
  readonly last?: Tip | undefined;
}

let folder: string | undefined;

/** From now on this machine's ids are kept in this folder. */
export function keepDevicesIn(wanted: string | undefined): void {
  folder = wanted;
}

/** Where they are kept; `undefined`: nowhere. */
export function devicesFolder(): string | undefined {
  return folder ?? process.env['HOLDFAST_DEVICES'];
}

const tip = z.object({
  revision: z.int().check(z.nonnegative()),
  mark: z.string().check(z.length(2 * markLength)),
});
const id = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const shape = z.object({
  id,
  base: z.optional(z.object({ device: id, tip })),
  last: z.optional(tip),
});

/**
 * The note on one folder. It goes by what the file system calls that folder: a copy of it, or of
 * the notes, is another place.
 */
export class DeviceNotes {
  readonly #file: string;

  private constructor(file: string) {
    this.#file = file;
  }

  /** `undefined` where nothing can be noted. */
  static of(root: string): DeviceNotes | undefined {
    const wanted = devicesFolder();
    if (wanted === undefined) return undefined;
    try {
      fs.mkdirSync(wanted, { recursive: true, mode: 0o700 });
      return new DeviceNotes(path.join(wanted, `${fileIdentity(root).replaceAll(/[^0-9a-z]+/gi, '-')}.json`));
    } catch {
      return undefined;
    }
  }

  read(): Noted | undefined {
    try {
      return shape.safeParse(JSON.parse(fs.readFileSync(this.#file, 'utf8'))).data;
    } catch {
      return undefined;
    }
  }

  forget(): void {
    fs.rmSync(this.#file, { force: true });
  }

  /** Notes an id whatever was noted: of a folder that was just made. */
  put(noted: Noted): void {
    try {
      replaceFile(this.#file, JSON.stringify(noted));
    } catch {}
  }

  /**
   * Notes an id in the place of another one, or gives what another program of this machine noted
   * meanwhile.
   */
  begin(wanted: Noted, instead: string): Noted {
    const there = this.read();
    if (there !== undefined && there.id !== instead) return there;
    const [text, beside] = [JSON.stringify(wanted), `${this.#file}.${randomName()}.new`];
    try {
      if (there !== undefined) replaceFile(this.#file, text, beside);
      else if (!addFile(this.#file, beside, Buffer.from(text))) return this.read() ?? wanted;
      return wanted;
    } catch {
      return this.read() ?? wanted;
    }
  }

  /** What cannot be noted is not missed: then nobody will know that the folder was put back. */
  wrote(of: string, last: Tip): void {
    const there = this.read();
    if (there === undefined || there.id !== of || (there.last?.revision ?? 0) >= last.revision) return;
    try {
      replaceFile(this.#file, JSON.stringify({ ...there, last }));
    } catch {}
  }
}
