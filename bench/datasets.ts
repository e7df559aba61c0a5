import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../scripts/run.ts';
import { benches, provide } from '../scripts/system.ts';
import { tuneKdf } from '../src/main/keyslots/passphrase.ts';
import { createVault } from '../src/main/vault/open.ts';
import { csvOf, fieldsOf, jsonOf, type Login, logins, passphrase, pathOf } from './entries.ts';
import { kdbxOf, xmlOf } from './keepass.ts';

/** The same entries as both programs keep them, and as both import them. */
export interface Dataset {
  readonly size: number;
  /**
   * Key derivation next to none: Argon2id with 8 MiB and one pass (our least), one round of
   * AES-KDF.
   */
  readonly holdfast: string;
  readonly keepass: string;
  /** The same with about 100 ms of key derivation, each by its own program's measurement. */
  readonly slowHoldfast: string;
  readonly slowKeepass: string;
  readonly json: string;
  readonly csv: string;
  readonly xml: string;
  /** Holds the passphrase. */
  readonly key: string;
}

/** What opens fastest of all that Holdfast accepts. */
export const leastKdf = { memoryKiB: 8 * 1024, passes: 1, lanes: 1 };
const checkout = join(import.meta.dirname, '..');
const kdfMs = 100;

/** Sees to it that keepassxc-cli is there. */
export function provideKeepass(): void {
  provide(benches);
}

/**
 * The dataset of that many entries: made once, kept in the system's folder for temporary files
 * until the code changes.
 */
export async function dataset(size: number): Promise<Dataset> {
  const folder = cacheFolder();
  const at = (name: string) => join(folder, `${size}`, name);
  const set: Dataset = {
    size,
    holdfast: at('fast.holdfast'),
    keepass: at('fast.kdbx'),
    slowHoldfast: at('slow.holdfast'),
    slowKeepass: at('slow.kdbx'),
    json: at('entries.json'),
    csv: at('entries.csv'),
    xml: at('entries.xml'),
    key: at('passphrase'),
  };
  if (existsSync(join(folder, `${size}`))) return set;
  const making = join(folder, `${size}.${process.pid}`);
  mkdirSync(making, { recursive: true });
  await make(size, (name) => join(making, name));
  renameSync(making, join(folder, `${size}`));
  return set;
}

/** A file that a bench may write to; there is none yet, and none is left when the process ends. */
export function scratch(name: string): string {
  const file = join(cacheFolder(), `${name}-${process.pid}`);
  rmSync(file, { force: true });
  if (scratches.size === 0) process.once('exit', removeScratches);
  scratches.add(file);
  return file;
}

const scratches = new Set<string>();

function removeScratches(): void {
  for (const file of scratches) rmSync(file, { force: true });
}

/** A copy that a bench may write to. */
export function copyOf(file: string, name: string): string {
  const copy = scratch(name);
  copyFileSync(file, copy);
  return copy;
}

async function make(size: number, at: (name: string) => string): Promise<void> {
  const all = logins(size);
  writeFileSync(at('passphrase'), `${passphrase}\n`);
  writeFileSync(at('entries.json'), jsonOf(all));
  writeFileSync(at('entries.csv'), csvOf(all));
  writeFileSync(at('entries.xml'), xmlOf(all));
  writeFileSync(at('fast.kdbx'), kdbxOf(all, passphrase, 1));
  writeFileSync(at('slow.kdbx'), kdbxOf(all, passphrase, keepassRounds(at('rounds'))));
  await makeVault(at('fast.holdfast'), all, leastKdf);
  // A vault of its own: a copy of the other would be one that is older than what this machine has
  // seen, and each command would say so.
  await makeVault(at('slow.holdfast'), all, await tuneKdf(kdfMs));
}

async function makeVault(location: string, all: readonly Login[], kdf: typeof leastKdf): Promise<void> {
  const vault = await createVault({ location }, { passphrase, kdf });
  await vault.secrets.apply(all.map((one) => ({ op: 'store', path: pathOf(one), fields: fieldsOf(one) })));
  await vault.lock();
}

// What `keepassxc-cli` itself takes for 100 ms on this machine.
function keepassRounds(base: string): number {
  writeFileSync(`${base}.xml`, xmlOf([]));
  run('sh', [
    '-c',
    'printf "%s\\n%s\\n" "$1" "$1" | keepassxc-cli import -q -p -t "$2" "$3.xml" "$3.kdbx"',
    'sh',
    passphrase,
    `${kdfMs}`,
    base,
  ]);
  const info = run('sh', [
    '-c',
    'printf "%s\\n" "$1" | keepassxc-cli db-info -q "$2.kdbx"',
    'sh',
    passphrase,
    base,
  ]);
  const rounds = /AES \((\d+) rounds\)/.exec(info)?.[1];
  if (rounds === undefined) throw new Error('keepassxc-cli derives its key in an unknown way.');
  return Number(rounds);
}

let folder: string | undefined;

// Named after the code that makes the files; what older code made is removed.
function cacheFolder(): string {
  if (folder !== undefined) return folder;
  const hash = createHash('sha256');
  const sources = globSync(
    ['src/main/{backend,crypto,keyslots,store}/*.ts', 'bench/{datasets,entries,keepass}.ts'],
    {
      cwd: checkout,
    },
  );
  for (const file of sources.sort())
    if (!file.includes('.test.')) hash.update(readFileSync(join(checkout, file)));
  const base = join(tmpdir(), `holdfast-bench-${process.getuid?.() ?? 'user'}`);
  const name = hash.digest('hex').slice(0, 16);
  for (const old of globSync('*', { cwd: base }))
    if (old !== name) rmSync(join(base, old), { recursive: true, force: true });
  folder = join(base, name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}
