import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A vault without secrets, whose key is derived as fast as is allowed. */
export function makeVault(file: string, passphrase: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'made-'));
  const key = join(folder, 'key');
  writeFileSync(key, passphrase);
  const kdf = ['--kdf-memory', '8', '--kdf-time', '1'];
  const program = join(import.meta.dirname, '../out/cli/index.js');
  const args = ['init', file, ...kdf, '--passphrase-file', key, '--quiet'];
  execFileSync(process.execPath, [program, ...args]);
  rmSync(folder, { recursive: true });
}

/** A vault that a later Holdfast would have written. */
export function newerFormat(file: string): void {
  makeVault(file, 'whatever opens it');
  const bytes = readFileSync(file);
  // SQLite's user_version, which carries the format's (format.md, 2).
  bytes.writeUInt32BE(2, 60);
  writeFileSync(file, bytes);
}
