import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { type Place, printPlace } from '../../shared/place.ts';
import { isServiceAt, pathAt } from '../backend/location.ts';
import { stateFolder } from '../state-folder.ts';
import { replaceFile } from '../store/file.ts';
import { inTurn } from './notes-turn.ts';

/** What was newest of a vault when this machine last had it open. */
export interface Seen {
  readonly revision: number;
  /** SHA-256 of the manifest, hex. */
  readonly manifest: string;
  /** Time in ms. */
  readonly at: number;
  /** What stands for its root key; missing: it never had another. */
  readonly keys?: string | undefined;
}

/**
 * Where a vault stands. `lineage`: what stands for the root keys that it had, the present one's
 * last.
 */
export interface Standing {
  readonly revision: number;
  readonly manifest: string;
  readonly lineage?: readonly string[];
}

/** What is noted of a vault, as it stood at one moment. */
export interface Noted {
  readonly seen: Seen | undefined;
  /** The manifest that a person put in the vault's place, until keys have opened that. */
  readonly accepted: string | undefined;
}

/** A file that was read back wholly, known by its own SHA-256. */
export interface Proof {
  readonly vault: string;
  readonly revision: number;
  readonly at: number;
  /** The file's name, without its folder. */
  readonly file?: string | undefined;
  /** Where it was made: a backup is looked for there. */
  readonly folder?: string | undefined;
  /** Where the very same file was made before. */
  readonly also?: readonly string[] | undefined;
  /**
   * True for a copy that was made without keys: it is as the vault's file was, and only the keys
   * can tell more.
   */
  readonly structure?: true | undefined;
}

/** A backup that became a vault file; known until that vault's audit has it. */
export interface PutBack {
  readonly vault: string;
  readonly revision: number;
  /** The backup's name, without its folder. */
  readonly backup: string;
  readonly at: number;
  /** It was mended, not put back: `backup` is empty then. */
  readonly repaired?: true | undefined;
}

const whole = z.int().check(z.nonnegative());
const seen = z.object({
  revision: whole,
  manifest: z.string(),
  at: whole,
  keys: z.optional(z.string()),
});
const proof = z.object({
  vault: z.string(),
  revision: whole,
  at: whole,
  file: z.optional(z.string()),
  folder: z.optional(z.string()),
  also: z.optional(z.array(z.string())),
  structure: z.optional(z.literal(true)),
});
const putBack = z.object({
  ...{ vault: z.string(), revision: whole, backup: z.string(), at: whole },
  /** It was mended, not put back: `backup` is empty then. */
  repaired: z.optional(z.literal(true)),
});
const contents = z.object({
  seen: z.record(z.string(), seen),
  proofs: z.record(z.string(), proof),
  accepted: z.optional(z.record(z.string(), z.string())),
  /** By the vault file's path. */
  restored: z.optional(z.record(z.string(), putBack)),
  /** Copies of locked vaults, by name. */
  compared: z.optional(z.record(z.string(), z.object({ vault: z.string(), revision: whole, at: whole }))),
});
type Contents = z.infer<typeof contents>;

/** Proofs of more files than this are forgotten, oldest first. */
const proofsKept = 250;
/** And restored files that nobody opened. */
const restoredKept = 50;
/** And folders of one and the same file. */
const alsoKept = 20;

/**
 * What this machine remembers of vaults outside of them, shared by the app and the command line:
 * ids, numbers and hashes, nothing of what is inside. A note that is damaged, or cannot be written,
 * is as none: it never keeps a vault from opening.
 */
export class MachineNotes {
  readonly #file: string | undefined;
  #memory: Contents = { seen: {}, proofs: {} };

  /** Without a file it remembers for as long as the program runs. */
  constructor(file: string | undefined) {
    this.#file = file;
  }

  /** Both in one reading: between two, another program may write. */
  noted(vault: string): Noted {
    return notedIn(this.#read(), vault);
  }

  seen(vault: string): Seen | undefined {
    return this.noted(vault).seen;
  }

  accepted(vault: string): string | undefined {
    return this.noted(vault).accepted;
  }

  /**
   * Leaves the note as it is where this state is behind it, or beside it: another program may be
   * further. `accept`: takes it then, too.
   */
  async noteSeen(
    vault: string,
    { at, ...state }: Standing & Pick<Seen, 'at'>,
    { accept = false } = {},
  ): Promise<void> {
    const { revision, manifest, lineage } = state;
    const note = { revision, manifest, at, keys: lineage?.at(-1) };
    const before = this.seen(vault);
    if (before?.revision === note.revision && before.manifest === note.manifest) return;
    await this.#change((all) => {
      const noted = notedIn(all, vault);
      if (!accept && isBehind(state, noted)) return all;
      const { [vault]: _, ...others } = all.accepted ?? {};
      const opened = accept || note.manifest === noted.accepted;
      return { ...all, seen: { ...all.seen, [vault]: note }, accepted: opened ? others : all.accepted };
    });
  }

  /**
   * What was seen stays until keys have opened what was put there: a header alone proves nothing.
   * `undefined`: none was put there after all.
   */
  async accept(vault: string, manifest: string | undefined): Promise<void> {
    await this.#change((all) => {
      const { [vault]: _, ...others } = all.accepted ?? {};
      return { ...all, accepted: manifest === undefined ? others : { ...others, [vault]: manifest } };
    });
  }

  /** Of a file that was read back and authenticated wholly. */
  proof(hash: string): Proof | undefined {
    const found = this.made(hash);
    return found?.structure === true ? undefined : found;
  }

  /** Of a file that was made or proven here, also without keys. */
  made(hash: string): Proof | undefined {
    return own(this.#read().proofs, hash);
  }

  /**
   * True where some file of that vault and revision is known by its hash: of no other need the
   * bytes be read.
   */
  knows(vault: string, revision: number): boolean {
    return Object.values(this.#read().proofs).some((one) => one.vault === vault && one.revision === revision);
  }

  /** The folders where backups of a vault were made on this machine, the newest first. */
  foldersOf(vault: string): string[] {
    const made = Object.values(this.#read().proofs)
      .filter((one) => one.vault === vault)
      .sort((a, b) => b.at - a.at);
    return [...new Set(made.flatMap(placesOf))];
  }

  /**
   * When a file of this name and revision of a vault was last proven; whether it still is the same
   * file only its bytes can tell.
   */
  provenAs(file: string, vault: string | undefined, revision: number | undefined): number | undefined {
    const times = Object.values(this.#read().proofs)
      .filter(
        (one) => one.file === file && one.vault === vault && one.revision === revision && !one.structure,
      )
      .map(({ at }) => at);
    return times.length === 0 ? undefined : Math.max(...times);
  }

  async noteProof(hash: string, note: Proof): Promise<void> {
    if (note.structure === true && this.made(hash) !== undefined) return;
    await this.#change((all) => {
      const before = own(all.proofs, hash);
      const [folder, ...also] = [...new Set([...placesOf(note), ...placesOf(before)])];
      // The first name is the one that it was made under: a copy of it may have any.
      const known = { ...note, file: before?.file ?? note.file, folder, also: also.slice(0, alsoKept) };
      const pairs = Object.entries({ ...all.proofs, [hash]: known }).sort(([, a], [, b]) => b.at - a.at);
      return { ...all, proofs: Object.fromEntries(pairs.slice(0, proofsKept)) };
    });
  }

  /**
   * The backup that became this vault, or that it was repaired, unless the vault's audit has that.
   */
  restored(place: Place): PutBack | undefined {
    return own(this.#read().restored ?? {}, keyOf(place));
  }

  async noteRestored(place: Place, note: PutBack): Promise<void> {
    await this.#change((all) => {
      const { [keyOf(place)]: _, ...others } = all.restored ?? {};
      const kept = Object.entries(others).slice(1 - restoredKept);
      return { ...all, restored: Object.fromEntries([...kept, [keyOf(place), note]]) };
    });
  }

  async forgetRestored(place: Place): Promise<void> {
    await this.#change((all) => {
      const { [keyOf(place)]: _, ...others } = all.restored ?? {};
      return { ...all, restored: others };
    });
  }

  /** When a copy of this name and revision was made of a locked vault, and compared with it. */
  comparedAs(file: string, vault: string | undefined, revision: number | undefined): number | undefined {
    const found = own(this.#read().compared ?? {}, file);
    return found?.vault === vault && found?.revision === revision ? found?.at : undefined;
  }

  async noteCompared(file: string, note: { vault: string; revision: number; at: number }): Promise<void> {
    await this.#change((all) => {
      const { [file]: _, ...others } = all.compared ?? {};
      const kept = Object.entries(others).slice(1 - proofsKept);
      return { ...all, compared: Object.fromEntries([...kept, [file, note]]) };
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

  async #change(change: (all: Contents) => Contents): Promise<void> {
    if (this.#file === undefined) {
      this.#memory = change(this.#memory);
      return;
    }
    const file = this.#file;
    await inTurn(file, () => {
      this.#memory = change(this.#read());
      try {
        fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
        replaceFile(file, JSON.stringify(this.#memory));
      } catch {
        // It is remembered for as long as the program runs.
      }
    });
  }
}

/**
 * True when a state is older than what is noted, another one of the same number, or has a root key
 * that did not come after the one that was seen; and no person put it there.
 */
export function isBehind(state: Standing, { seen, accepted }: Noted): boolean {
  if (seen === undefined || state.manifest === accepted) return false;
  if (seen.keys !== undefined && !state.lineage?.includes(seen.keys)) return true;
  if (state.revision > seen.revision) return false;
  return state.revision < seen.revision || state.manifest !== seen.manifest;
}

function notedIn(all: Contents, vault: string): Noted {
  return { seen: own(all.seen, vault), accepted: own(all.accepted ?? {}, vault) };
}

/** The folders where a file was made, the newest first. */
function placesOf(made: Proof | undefined): readonly string[] {
  const newest = made?.folder === undefined ? [] : [made.folder];
  return [...newest, ...(made?.also ?? [])];
}

// However it is named: a link to the folder leads to the same place.
function keyOf(place: Place): string {
  if (isServiceAt(place)) return printPlace(place);
  const { dir, base } = path.parse(path.resolve(pathAt(place)));
  try {
    return printPlace({ ...place, location: path.join(fs.realpathSync(dir), base) });
  } catch {
    return printPlace({ ...place, location: path.join(dir, base) });
  }
}

function own<T>(record: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Where the notes lie; `undefined` where there is no home. */
export function notesFile(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string | undefined {
  const folder = stateFolder(env, platform);
  return folder && path.join(folder, 'notes.json');
}
