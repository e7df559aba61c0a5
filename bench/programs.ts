import { join } from 'node:path';
import { buildIfStale } from '../scripts/build.ts';
import { createVault } from '../src/main/vault/open.ts';
import { type Dataset, leastKdf, scratch } from './datasets.ts';
import { type Login, login, passphrase, pathOf } from './entries.ts';
import { otherProgram, type Program } from './measure.ts';

/** The program that is measured. */
export const bin: string = otherProgram ?? join(import.meta.dirname, '../bin/holdfast');

/** Builds what `bin/holdfast` runs, if a source changed. */
export function provideHoldfast(): void {
  if (otherProgram === undefined) buildIfStale();
}

/** `holdfast secret get` of one entry's password. */
export function holdfastGet(vault: string, { key }: Dataset, entry: Login): Program {
  const args = ['--vault', vault, '--passphrase-file', key, 'secret', 'get', pathOf(entry), 'password'];
  return { command: bin, args, expect: entry.password };
}

/** `keepassxc-cli show` of one entry's password. */
export function keepassShow(database: string, entry: Login): Program {
  const args = ['show', '-q', '-a', 'password', database, pathOf(entry)];
  return { command: 'keepassxc-cli', args, input: `${passphrase}\n`, expect: entry.password };
}

/** `holdfast secret put` of an entry that is not there yet. */
export function holdfastPut(vault: string, { key }: Dataset, entry: Login): Program {
  const { user, password, url } = entry;
  const fields = [
    `username=${user}`,
    `url=${url}`,
    '--stdin',
    'password',
    '--type',
    'username=text',
    '--type',
    'url=url',
  ];
  const args = ['--vault', vault, '--passphrase-file', key, 'secret', 'put', pathOf(entry), ...fields];
  return { command: bin, args, input: password, expect: '1' };
}

/** `holdfast secret put` of a long file. */
export function holdfastFilePut(vault: string, key: string, file: string): Program {
  const args = [
    '--vault',
    vault,
    '--passphrase-file',
    key,
    'secret',
    'put',
    'x/big',
    '--file',
    `image=${file}`,
  ];
  return { command: bin, args, expect: '1' };
}

/** Its bytes. */
export function holdfastFileGet(vault: string, key: string): Program {
  return {
    command: bin,
    args: ['--vault', vault, '--passphrase-file', key, 'secret', 'get', 'x/big', 'image'],
  };
}

/** `keepassxc-cli add` of an entry that is not there yet. */
export function keepassAdd(database: string, entry: Login): Program {
  const args = ['add', '-q', '-p', '-u', entry.user, '--url', entry.url, database, pathOf(entry)];
  return { command: 'keepassxc-cli', args, input: `${passphrase}\n${entry.password}\n` };
}

/** Entries spread over the dataset, one after the other. */
export function* someOf(size: number): Generator<Login> {
  for (let i = 1; ; i++) yield login((i * 61_803) % size);
}

let fresh = 1_000_000;

/** An entry that no dataset has, another one each time. */
export function newLogin(): Login {
  fresh += 1;
  return login(fresh);
}

/** `holdfast import` into a vault that has just been made. */
export async function holdfastImport({ key }: Dataset, file: string): Promise<Program> {
  const location = scratch('imported');
  const vault = await createVault({ location }, { passphrase, kdf: leastKdf });
  await vault.lock();
  const secrets = file.endsWith('.kdbx') ? ['--import-passphrase-file', key] : [];
  return {
    command: bin,
    args: ['--vault', location, '--passphrase-file', key, 'import', file, '--quiet', ...secrets],
  };
}

/**
 * `keepassxc-cli import` of the XML into a new database, its key derivation left at the program's
 * cheap default.
 */
export function keepassImport({ xml }: Dataset): Program {
  const args = ['import', '-q', '-p', xml, scratch('imported.kdbx')];
  return { command: 'keepassxc-cli', args, input: `${passphrase}\n${passphrase}\n` };
}
