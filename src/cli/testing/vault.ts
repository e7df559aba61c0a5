import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { cli, type Ran, type Setting } from './fake.ts';

/** A folder of its own with a vault in it, and the command line pointed at both. */
export interface Fixture {
  readonly folder: string;
  readonly file: string;
  readonly passphraseFile: string;
  /** A file of that name and content in the folder; its path. */
  readonly write: (name: string, content: string | Uint8Array) => string;
  /** Runs with the vault and its passphrase file given. */
  readonly run: (argv: readonly string[], setting?: Setting) => Promise<Ran>;
  readonly remove: () => void;
}

/** The cheapest key derivation that is allowed, for a test makes many. */
export const cheap = ['--kdf-memory', '8', '--kdf-time', '1'] as const;

export async function vaultForTest(passphrase = 'correct horse battery'): Promise<Fixture> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-cli-'));
  const write = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const file = join(folder, 'a.holdfast');
  const passphraseFile = write('p', `${passphrase}\n`);
  const flags = ['--passphrase-file', passphraseFile];
  const made = await cli(['init', file, ...flags, ...cheap]);
  if (made.code !== 0) throw new Error(`no vault for the test: ${made.err}`);
  return {
    folder,
    file,
    passphraseFile,
    write,
    run: (argv, setting) => cli(['--vault', file, ...flags, ...argv], setting),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** Zeroes the largest object of a vault file. */
export function damageLargest(file: string): void {
  const db = new Database(file);
  db.exec(
    'UPDATE objects SET bytes = zeroblob(length(bytes)) WHERE length(bytes) = (SELECT max(length(bytes)) FROM objects)',
  );
  db.close();
}
