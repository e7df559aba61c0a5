import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import type { Io } from '../io.ts';
import type { Opening } from './decrypted.ts';
import { inputsOf } from './sources.ts';

type Progress = (done: number, total: number) => void;

let folder = '';
const io = { signal: new AbortController().signal } as unknown as Io;
const write = async (path: string, content: string) => {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
};
/** A program of that name that prints what base64 stands in its last argument; not for `closed`. */
const program = async (name: string, script = 'base64 -d "$f"') => {
  await write(
    `bin/${name}`,
    `#!/bin/sh\nfor f; do :; done\ncase "$f" in *closed*) exit 2;; esac\n${script}\n`,
  );
  await chmod(join(folder, 'bin', name), 0o755);
};
const textsIn = async (path: string, { progress, ...opening }: Opening & { progress?: Progress } = {}) => {
  const options = { opening: async () => opening, progress };
  const inputs = await inputsOf(join(folder, path), options, io);
  return inputs.map(({ file, bytes }) => [relative(folder, file), bytes && Buffer.from(bytes).toString()]);
};
const base64 = (text: string) => Buffer.from(text).toString('base64');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-'));
  await mkdir(join(folder, 'bin'));
  vi.stubEnv('PATH', `${join(folder, 'bin')}:/usr/bin:/bin`);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

test('a folder is every file in it, in order, a link to one, hidden ones but .env and .netrc aside; none is opened yet', async () => {
  for (const path of ['in/b.json', 'in/a/c.csv', 'in/.env.local', 'in/.netrc', 'in/.DS_Store'])
    await write(path, 'x');
  await write('in/.git/config', 'x');
  await write('other/d.json', 'x');
  await symlink(join(folder, 'other/d.json'), join(folder, 'in/d.json'));
  await symlink(join(folder, 'other'), join(folder, 'in/e'));
  await symlink(join(folder, 'nowhere'), join(folder, 'in/f'));
  expect(await textsIn('in')).toEqual([
    ['in/.env.local', undefined],
    ['in/.netrc', undefined],
    ['in/a/c.csv', undefined],
    ['in/b.json', undefined],
    ['in/d.json', undefined],
  ]);
  expect(await textsIn('in/b.json')).toEqual([['in/b.json', undefined]]);
});

test.each([
  ['gpg', '.gpg-id'],
  ['age', '.age-recipients'],
])('a store whose keys %s has is its entries, and those that do not open', async (name, mark) => {
  await program(name);
  await write(`store/${mark}`, 'somebody');
  await write(`store/mail/work.${name}`, base64('pass\nlogin: me'));
  await write(`store/closed.${name}`, '');
  await write(`store/photo.${name}`, Buffer.from([0, 0xff]).toString('base64'));
  await write(`store/.git/x.${name}`, '');
  await write('store/readme.md', '');
  const seen: string[] = [];
  const progress = (done: number, total: number) => void seen.push(`${done}/${total}`);
  const [[file, text] = []] = await textsIn('store', { progress });
  expect(file).toMatch(/store$/);
  expect(seen).toEqual(['0/3', '1/3', '2/3']);
  expect(JSON.parse(text ?? '')).toEqual({
    passStore: [
      { path: 'closed', isClosed: true },
      { path: 'mail/work', text: 'pass\nlogin: me' },
      { path: 'photo', bytes: 'AP8=' },
    ],
  });
});

test('a store that vanishes while it is decrypted is refused as that, not entry by entry', async () => {
  await program('gpg', 'case "$f" in *b.gpg) rm -r "$(dirname "$f")"; exit 2;; esac; base64 -d "$f"');
  await write('store/.gpg-id', 'somebody');
  for (const name of ['a', 'b', 'c']) await write(`store/${name}.gpg`, base64('pass'));
  expect(await textsIn('store').catch(failureOf)).toEqual({ code: 'import-refused', reason: 'unreadable' });
});

test('a store of which nothing opens, and one without its program, are refused', async () => {
  await write('store/.gpg-id', 'somebody');
  await write('store/closed.gpg', '');
  vi.stubEnv('PATH', join(folder, 'bin'));
  expect(await textsIn('store').catch(failureOf)).toEqual({
    code: 'import-refused',
    reason: 'program-missing',
    program: 'gpg',
  });
  await program('gpg', 'exit 1');
  vi.stubEnv('PATH', `${join(folder, 'bin')}:/usr/bin:/bin`);
  expect(await textsIn('store').catch(failureOf)).toEqual({
    code: 'import-refused',
    reason: 'not-decrypted',
    program: 'gpg',
  });
});

test('an encrypted file is decrypted by its program, with the password or key that was given', async () => {
  await program('gpg', 'read -r p <&3; printf "%s %s" "$p" "$*"');
  await program('age', 'printf "%s" "$*"');
  await program('sops', 'printf "{}"');
  await write('data.json.pgp', '-----BEGIN PGP MESSAGE-----\n');
  await writeFile(join(folder, 'x.env.gpg'), Buffer.from([0x85, 1, 12]));
  await writeFile(join(folder, 'x.bin'), Buffer.from([0x85, 1, 12]));
  expect(await textsIn('x.env.gpg', { password: 'pw' })).toEqual([
    ['x.env', expect.stringMatching(/^pw .*--decrypt/)],
  ]);
  expect(await textsIn('x.bin')).toEqual([['x.bin', undefined]]);
  await write('x.env.age', 'age-encryption.org/v1\n');
  await write('prod.yaml', 'a: ENC[AES256_GCM,data:x]\nsops:\n    mac: y\n');
  const long = `${' '.repeat(300_000)}"sops":{"mac":"y"}}`;
  await write('prod.json', `{"a":"ENC[AES256_GCM,data:x]",${long}`);
  await write('plain.yaml', 'sops:\n  mac: y\n');
  const [[name, gpg] = []] = await textsIn('data.json.pgp', { password: 'pw' });
  expect(name).toBe('data.json');
  expect(gpg).toMatch(/^pw .*--passphrase-fd 3 .*--decrypt/);
  expect(await textsIn('x.env.age', { keyFile: '/key' })).toEqual([
    ['x.env', `--decrypt --identity /key ${join(folder, 'x.env.age')}`],
  ]);
  expect(await textsIn('prod.yaml')).toEqual([['prod.yaml', '{}']]);
  expect(await textsIn('prod.json')).toEqual([['prod.json', '{}']]);
  expect(await textsIn('plain.yaml')).toEqual([['plain.yaml', undefined]]);
});

test('a message of PGP in a ZIP is decrypted from there, and any other ZIP stays as it is', async () => {
  await program('gpg', 'read -r p <&3; read -r m; printf "%s %s" "$p" "$m"');
  const zipped = (path: string) => Buffer.from(zipSync({ [path]: Buffer.from('message\n') }));
  await writeFile(join(folder, 'proton.zip'), zipped('Proton Pass/data.pgp'));
  await writeFile(join(folder, 'other.zip'), zipped('Proton Pass/data.json'));
  expect(await textsIn('proton.zip', { password: 'pw' })).toEqual([['proton.zip', 'pw message']]);
  expect(await textsIn('other.zip')).toEqual([['other.zip', undefined]]);
});
