import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { replaceFile } from '../store/file.ts';

/** What was newest of a vault when this machine last had it open. */
export interface Seen {
  readonly revision: number;
  /** SHA-256 of the manifest, hex. */
  readonly manifest: string;
  /** Time in ms. */
  readonly at: number;
}

/** A file that was read back wholly, known by its own SHA-256. */
export interface Proof {
  readonly vault: string;
  readonly revision: number;
  readonly at: number;
  /** The file's name, without its folder: a list need not read each file to tell which were proven. */
  readonly file?: string | undefined;
}

const whole = z.int().check(z.nonnegative());
const seen = z.object({ revision: whole, manifest: z.string(), at: whole });
const proof = z.object({ vault: z.string(), revision: whole, at: whole, file: z.optional(z.string()) });
const contents = z.object({
  seen: z.record(z.string(), seen),
  proofs: z.record(z.string(), proof),
  accepted: z.optional(z.record(z.string(), z.string())),
});
type Contents = z.infer<typeof contents>;

/** Proofs of more files than this are forgotten, oldest first. */
const proofsKept = 200;

/**
 * What this machine remembers of vaults outside of them, shared by the app and the command line: ids, numbers and hashes, nothing of
 * what is inside. A note that is damaged, or cannot be written, is as none: it never keeps a vault from opening.
 */
export class MachineNotes {
  readonly #file: string | undefined;
  #memory: Contents = { seen: {}, proofs: {} };

  /** Without a file it remembers for as long as the program runs. */
  constructor(file: string | undefined) {
    this.#file = file;
  }

  seen(vault: string): Seen | undefined {
    return own(this.#read().seen, vault);
  }

  noteSeen(vault: string, note: Seen): void {
    const before = this.seen(vault);
    if (before?.revision === note.revision && before.manifest === note.manifest) return;
    this.#change(({ accepted = {}, ...all }) => {
      const { [vault]: _, ...others } = accepted;
      return { ...all, seen: { ...all.seen, [vault]: note }, accepted: others };
    });
  }

  /** The manifest that a person put in a vault's place, until that vault is next noted; `undefined`: none. */
  accepted(vault: string): string | undefined {
    return own(this.#read().accepted ?? {}, vault);
  }

  /** What was seen stays until keys have opened what was put there: a header alone proves nothing. */
  accept(vault: string, manifest: string): void {
    this.#change((all) => ({ ...all, accepted: { ...all.accepted, [vault]: manifest } }));
  }

  proof(hash: string): Proof | undefined {
    return own(this.#read().proofs, hash);
  }

  /** When a file of this name and revision of a vault was last proven; whether it still is the same file only its bytes can tell. */
  provenAs(file: string, vault: string | undefined, revision: number | undefined): number | undefined {
    const times = Object.values(this.#read().proofs)
      .filter((one) => one.file === file && one.vault === vault && one.revision === revision)
      .map(({ at }) => at);
    return times.length === 0 ? undefined : Math.max(...times);
  }

  noteProof(hash: string, note: Proof): void {
    this.#change((all) => {
      const pairs = Object.entries({ ...all.proofs, [hash]: note }).sort(([, a], [, b]) => b.at - a.at);
      return { ...all, proofs: Object.fromEntries(pairs.slice(0, proofsKept)) };
    });
  }

  #read(): Contents {
    if (this.#file === undefined) return this.#memory;
    try {
      const parsed = contents.safeParse(JSON.parse(fs.readFileSync(this.#file, 'utf8')));
      return parsed.success ? parsed.data : this.#memory;
    } catch {
      return this.#memory;
    }
  }

  #change(change: (all: Contents) => Contents): void {
    this.#memory = change(this.#read());
    if (this.#file === undefined) return;
    try {
      fs.mkdirSync(path.dirname(this.#file), { recursive: true, mode: 0o700 });
      replaceFile(this.#file, JSON.stringify(this.#memory));
    } catch {
      // It is remembered for as long as the program runs.
    }
  }
}

function own<T>(record: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Where the notes lie: the platform's folder for state; `undefined` where there is no home. */
export function notesFile(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string | undefined {
  const home = env['HOME'] || env['USERPROFILE'];
  if (platform === 'win32')
    return env['LOCALAPPDATA'] && path.join(env['LOCALAPPDATA'], 'Holdfast', 'notes.json');
  if (home === undefined && !env['XDG_STATE_HOME']) return undefined;
  if (platform === 'darwin' && home)
    return path.join(home, 'Library/Application Support/Holdfast/notes.json');
  return path.join(env['XDG_STATE_HOME'] || path.join(home ?? '', '.local/state'), 'holdfast/notes.json');
}
