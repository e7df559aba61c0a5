import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { isAuditChange } from '../../main/backend/changes.ts';
import { type Operation, operation } from '../../main/backend/testing/operations.ts';
import { readKeyFile } from '../../main/keyslots/key-file.ts';
import { createVault } from '../../main/vault/open.ts';
import type { Vault } from '../../main/vault/vault.ts';
import { failureOf } from '../../shared/failure.ts';
import type { SecretEvent } from '../../shared/secret-schema.ts';

export const cheap = { memoryKiB: 8192, passes: 1, lanes: 1 };
/** The clock of every vault made here: long ago, so that a version's time may be up by now. */
export const longAgo = 1_700_000_000_000;

/** What a reader must find: each secret by its path. */
export type Expected = Map<string, ExpectedSecret>;
export interface ExpectedSecret {
  readonly tags: readonly string[];
  readonly custom: readonly (readonly [string, string])[];
  readonly events: readonly SecretEvent[];
  /** By number. The fields of a deleted version the app does not give. */
  readonly versions: ReadonlyMap<number, ExpectedVersion>;
}
export type ExpectedVersion = 'deleted' | 'destroyed' | readonly (readonly [string, string, string])[];

export interface RandomVault {
  readonly location: string;
  readonly passphrase: string;
  /** Some have a key file. */
  readonly keyFile?: string;
  /** The words of three sheets, of which two suffice. */
  readonly sheets: readonly string[];
  readonly expected: Expected;
}

/** A vault that the app makes and that random operations fill; the same seed gives the same operations. */
export async function randomVault(folder: string, seed: number, kind?: 'folder'): Promise<RandomVault> {
  const [operations = []] = fc.sample(fc.array(operation, { minLength: 10, maxLength: 60, size: 'max' }), {
    seed,
    numRuns: 1,
  });
  const location = join(folder, kind === undefined ? `${seed}.holdfast` : `${seed}`);
  const passphrase = `correct naïve ${seed}`;
  const keyFile = seed % 3 === 0 ? join(folder, `${seed}.key`) : undefined;
  if (keyFile !== undefined) writeFileSync(keyFile, `key ${seed}`);
  const vault = await createVault(
    { location, ...(kind && { kind }), now: () => longAgo },
    { passphrase, kdf: cheap, ...(keyFile !== undefined && { keyFile: await readKeyFile(keyFile) }) },
  );
  for (const one of operations) await apply(vault, one);
  const credentials =
    keyFile === undefined ? passphrase : { passphrase, keyFile: await readKeyFile(keyFile) };
  const { shares } = await vault.recovery.issue({ passphrase: credentials, threshold: 2, shares: 3 });
  await vault.recovery.markProven([1, 2, 3]);
  await vault.recovery.activate();
  const expected = await expectedOf(vault);
  await vault.lock();
  const sheets = shares.map((words) => words.join(' '));
  return { location, passphrase, ...(keyFile !== undefined && { keyFile }), sheets, expected };
}

/** What the app itself says of an open vault. */
export async function expectedOf(vault: Vault): Promise<Expected> {
  const all = await vault.secrets.list('', { deleted: true });
  const found: Expected = new Map();
  for (const { path, tags, custom, events = [], versions } of all) {
    const own = new Map<number, ExpectedVersion>();
    for (const { version, destroyed } of versions)
      own.set(version, destroyed ? 'destroyed' : await fieldsOf(vault, path, version));
    found.set(path, { tags, custom, events, versions: own });
  }
  return found;
}

/** Whatever its time says: a deleted version may be from the future. */
async function fieldsOf(vault: Vault, path: string, version: number): Promise<ExpectedVersion> {
  try {
    const { fields } = await vault.secrets.get(path, version);
    return fields.map(({ name, type, value }) => [name, type, value] as const);
  } catch (error) {
    if (failureOf(error)?.code !== 'not-found') throw error;
    return 'deleted';
  }
}

async function apply(vault: Vault, one: Operation): Promise<void> {
  if (one.do === 'rotate') await vault.rotate();
  if (one.do !== 'transaction') return;
  const changes = one.changes.filter((change) => !isAuditChange(change) && change.op !== 'setting');
  // Many of them are refused, as they would be to a person.
  await vault.secrets.apply(changes as Parameters<typeof vault.secrets.apply>[0]).catch(() => undefined);
}
