import fs from 'node:fs';
import path from 'node:path';

type Files = Map<string, Buffer>;

/** What a sync tool has not brought to a folder yet. */
interface Coming {
  readonly name: string;
  /** `undefined`: it was deleted. */
  readonly bytes: Buffer | undefined;
}

/**
 * A sync tool that keeps folders alike, as the real ones do: each file by itself, in any order,
 * late, first a part of it, under another name where two folders changed it, and with files that
 * come back after they were deleted. `random` gives numbers from 0 up to below 1.
 */
export class Carrier {
  readonly #roots: readonly string[];
  readonly #random: () => number;
  /** What each folder held when it was last looked at. */
  readonly #seen: Files[];
  readonly #coming: Coming[][];

  constructor(roots: readonly string[], random: () => number) {
    this.#roots = roots;
    this.#random = random;
    this.#seen = roots.map(filesIn);
    this.#coming = roots.map(() => []);
  }

  /** Takes up what changed, and brings some of what is under way. */
  tick(most = 3): void {
    this.#look();
    for (const [to, coming] of this.#coming.entries())
      for (let n = 0; n < most && coming.length > 0; n++) {
        const at = Math.floor(this.#random() * coming.length);
        const [one] = coming.splice(at, 1);
        if (one !== undefined) this.#bring(to, one, coming);
      }
  }

  /** Brings all. */
  settle(): void {
    for (let round = 0; round < 1_000; round++) {
      this.#look();
      if (this.#coming.every((coming) => coming.length === 0)) return;
      for (const [to, coming] of this.#coming.entries())
        for (const one of coming.splice(0)) this.#put(to, one.name, one.bytes);
    }
    throw new Error('the folders do not become alike');
  }

  #look(): void {
    for (const [from, root] of this.#roots.entries()) {
      const [now, before] = [filesIn(root), this.#seen[from] as Files];
      const names = new Set([...now.keys(), ...before.keys()]);
      for (const name of names) {
        const bytes = now.get(name);
        if (bytes === undefined ? !before.has(name) : before.get(name)?.equals(bytes)) continue;
        for (const [to, coming] of this.#coming.entries()) if (to !== from) coming.push({ name, bytes });
      }
      this.#seen[from] = now;
    }
  }

  #bring(to: number, { name, bytes }: Coming, coming: Coming[]): void {
    // What came later about the same file is what counts.
    if (coming.some((other) => other.name === name)) return;
    const chance = this.#random();
    if (bytes !== undefined && bytes.length > 10 && chance < 0.15) {
      this.#put(to, name, bytes.subarray(0, Math.floor(bytes.length * this.#random())));
      coming.push({ name, bytes });
    } else if (bytes === undefined && chance < 0.1) {
      // Somebody else had it still: it comes back, and goes once more.
      coming.push({ name, bytes });
    } else {
      this.#put(to, name, bytes);
      if (chance > 0.95 && bytes !== undefined)
        fs.writeFileSync(path.join(this.#roots[to] as string, conflicted(name)), bytes);
    }
  }

  #put(to: number, name: string, bytes: Buffer | undefined): void {
    const file = path.join(this.#roots[to] as string, name);
    if (bytes === undefined) fs.rmSync(file, { force: true });
    else {
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, bytes);
    }
    const seen = this.#seen[to] as Files;
    if (bytes === undefined) seen.delete(name);
    else seen.set(name, Buffer.from(bytes));
  }
}

function conflicted(name: string): string {
  const { dir, name: stem, ext } = path.parse(name);
  return path.join(dir, `${stem} (conflicted copy)${ext}`);
}

function filesIn(root: string): Files {
  const names = fs.readdirSync(root, { recursive: true }).map(String);
  const files = new Map<string, Buffer>();
  for (const name of names) {
    if (path.basename(name).startsWith('.new-') || name.includes('(conflicted copy)')) continue;
    const file = path.join(root, name);
    if (fs.statSync(file).isFile()) files.set(name, fs.readFileSync(file));
  }
  return files;
}
