import { hash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { failureOf } from '../../../../shared/failure.ts';
import { SqliteStore } from '../../../store/sqlite.ts';
import { tipOf } from '../../../store/store.ts';
import type { State } from '../../../store/testing/disk.ts';
import { openVault } from '../../../vault/open.ts';
import { passphrase } from './durable-flows.ts';
import { openIn } from './fault-flows.ts';

/**
 * How one file stands: of a vault the revision and the mark of what opens, of anything else its
 * bytes; `undefined` where nothing lies.
 */
export type FoundState = string | undefined;

/**
 * Opens what a crash left as the app would, journal and all, and tells what it is. What was told
 * once is not opened again.
 */
export class Judge {
  readonly #folder: string;
  readonly #known = new Map<string, string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** How everything in a state stands, by name. */
  async foundStates(state: State): Promise<Map<string, FoundState>> {
    const found = new Map<string, FoundState>();
    for (const [name, bytes] of state) {
      if (name.endsWith('-journal')) continue;
      found.set(name, await this.#standing(name, bytes, state.get(`${name}-journal`)));
    }
    return found;
  }

  async #standing(name: string, bytes: Buffer, journal: Buffer | undefined): Promise<string> {
    if (!name.endsWith('.holdfast')) return kindOf(name, bytes);
    const key = `${hash('sha1', bytes)} ${journal && hash('sha1', journal)}`;
    const known = this.#known.get(key) ?? (await this.#open(bytes, journal));
    this.#known.set(key, known);
    return known;
  }

  async #open(bytes: Buffer, journal: Buffer | undefined): Promise<string> {
    const file = path.join(this.#folder, 'found.holdfast');
    fs.mkdirSync(this.#folder, { recursive: true });
    try {
      fs.writeFileSync(file, bytes);
      if (journal !== undefined) fs.writeFileSync(`${file}-journal`, journal);
      // SQLite writes to the file after its journal.
      const later = new Date(Date.now() + 60_000);
      fs.utimesSync(file, later, later);
      return await told(this.#folder, path.basename(file));
    } catch (error) {
      return `does not open: ${JSON.stringify(failureOf(error)) ?? error}`;
    } finally {
      fs.rmSync(this.#folder, { recursive: true });
    }
  }
}

async function told(folder: string, name: string): Promise<string> {
  const file = path.join(folder, name);
  // A vault of the flow's own has its own root key.
  const vault = await openIn(folder, name).catch((error: unknown) => {
    if (failureOf(error)?.code !== 'wrong-key') throw error;
    return openVault({ location: file }, passphrase);
  });
  try {
    const { damaged } = await vault.verify();
    if (damaged.length > 0) return `damaged: ${JSON.stringify(damaged)}`;
  } finally {
    await vault.lock();
  }
  const store = await SqliteStore.open(file);
  const manifest = await store.latestManifest();
  await store.close();
  return manifest === undefined ? 'without a manifest' : JSON.stringify(tipOf(manifest));
}

// What the machine remembers is written several times on the way: it must be whole, and costs
// nothing when it is old.
function kindOf(name: string, bytes: Buffer): string {
  if (name !== 'notes.json') return hash('sha1', bytes);
  return typeof JSON.parse(bytes.toString()) === 'object' ? 'whole' : 'broken';
}
