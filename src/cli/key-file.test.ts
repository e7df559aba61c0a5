import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readKeyFile } from '../main/keyslots/key-file.ts';
import { openVault } from '../main/vault/open.ts';
import { cli } from './testing/fake.ts';
import { cheap, type Fixture, vaultForTest } from './testing/vault.ts';

let fixture: Fixture;
let key: string;
let file: string;
beforeAll(async () => {
  fixture = await vaultForTest();
  key = join(fixture.folder, 'my.key');
  file = join(fixture.folder, 'both.holdfast');
  expect(await cli(['key-file', 'create', key])).toMatchObject({ code: 0, out: '' });
  const made = await init(file, '--key-file', key);
  expect(made).toMatchObject({ code: 0, err: expect.stringContaining('this very key file') });
});
afterAll(() => fixture.remove());

const init = (at: string, ...more: string[]) =>
  cli(['init', at, '--passphrase-file', fixture.passphraseFile, ...cheap, ...more]);
const list = (...more: string[]) =>
  cli(['--vault', file, '--passphrase-file', fixture.passphraseFile, 'secret', 'list', ...more]);

/** Five sheets, any three of which open the vault, as files of their words. */
async function issued(): Promise<string[]> {
  const credentials = { passphrase: 'correct horse battery', keyFile: await readKeyFile(key) };
  const vault = await openVault({ location: file }, credentials);
  const { shares } = await vault.recovery.issue({ passphrase: credentials, shares: 5, threshold: 3 });
  await vault.recovery.markProven([1, 2, 3, 4, 5]);
  await vault.recovery.activate();
  await vault.lock();
  return shares.map((words, index) => fixture.write(`words-${index + 1}.txt`, words.join(' ')));
}

test('a key file is made for its owner alone, and never over what is there', async () => {
  const before = readFileSync(key);
  expect(statSync(key).mode & 0o777).toBe(0o600);
  expect(await cli(['key-file', 'create', key])).toMatchObject({
    code: 8,
    err: expect.stringContaining('exists already'),
  });
  expect(readFileSync(key)).toEqual(before);
  const json = await cli(['key-file', 'create', `${key}2`, '--json']);
  expect(JSON.parse(json.out)).toEqual({ file: `${key}2` });
});

test('the vault opens with both; otherwise it says that it asks for a file, and not which is wrong', async () => {
  expect(await list('--key-file', key)).toMatchObject({ code: 0 });
  expect(await list()).toMatchObject({ code: 4, err: expect.stringContaining('--key-file FILE') });
  const wrong = await list('--key-file', fixture.write('other', 'x'));
  expect(wrong).toMatchObject({ code: 4, err: expect.stringMatching(/passphrase or the key file is wrong/) });
  const typed = await cli(['--vault', file, '--key-file', key, 'secret', 'list'], { typed: ['no'] });
  expect(typed).toMatchObject({ code: 4, err: wrong.err });
});

test('nobody is asked for a passphrase while the file is missing, or is none', async () => {
  const asked = (...more: string[]) => cli(['--vault', file, 'secret', 'list', ...more], { typed: [] });
  expect(await asked()).toMatchObject({ code: 4, err: expect.stringContaining('--key-file FILE') });
  const none = await asked('--key-file', join(fixture.folder, 'none'));
  expect(none).toMatchObject({ code: 8, err: expect.stringContaining('there is no such file') });
  expect(await asked('--key-file', fixture.write('empty', ''))).toMatchObject({ code: 8 });
  expect(await asked('--key-file', '-')).toMatchObject({ code: 2 });
  const refused = join(fixture.folder, 'refused.holdfast');
  expect(await cli(['init', refused, '--key-file', fixture.folder], { typed: [] })).toMatchObject({
    code: 8,
  });
});

test('what it opens with stands in status, and a file too many is told', async () => {
  const status = await cli(['--vault', file, 'status']);
  expect(status.out).toContain('passphrase and key file');
  const json = JSON.parse((await cli(['--vault', file, 'status', '--json'])).out);
  expect(json.slots).toMatchObject([{ kind: 'passphrase-and-file', kdf: { memoryKiB: 8_192 } }]);
  const needless = await fixture.run(['secret', 'list', '--key-file', key]);
  expect(needless).toMatchObject({ code: 0, err: expect.stringContaining('needs no key file') });
  expect((await fixture.run(['secret', 'list', '--key-file', key, '--quiet'])).err).toBe('');
});

test('HOLDFAST_KEY_FILE stands for --key-file wherever a vault is opened, and is no word too many', async () => {
  const env = { HOLDFAST_KEY_FILE: key };
  const flags = ['--vault', file, '--passphrase-file', fixture.passphraseFile, 'secret', 'list'];
  expect(await cli(flags, { env })).toMatchObject({ code: 0 });
  expect(await cli([...flags, '--key-file', fixture.write('x', 'x')], { env })).toMatchObject({ code: 4 });
  expect(await cli(flags, { env: { HOLDFAST_KEY_FILE: '' } })).toMatchObject({ code: 4 });
  expect(await fixture.run(['secret', 'list'], { env })).toMatchObject({ code: 0, err: '' });
  // A new vault asks for a file only where the command line says so.
  const plain = join(fixture.folder, 'plain.holdfast');
  expect(
    await cli(['init', plain, '--passphrase-file', fixture.passphraseFile, ...cheap], { env }),
  ).toMatchObject({ code: 0, err: expect.not.stringContaining('key file') });
});

test('a backup is verified and restored with both', async () => {
  const both = ['--passphrase-file', fixture.passphraseFile, '--key-file', key];
  const backup = join(fixture.folder, 'backup.holdfast');
  copyFileSync(file, backup);
  expect(await cli(['backup', 'verify', backup, ...both])).toMatchObject({ code: 0 });
  expect(await cli(['backup', 'verify', backup, ...both.slice(0, 2)])).toMatchObject({ code: 4 });
  const dest = (name: string) => join(fixture.folder, name);
  const restored = await cli(['backup', 'restore', backup, dest('again.holdfast'), ...both, '--json']);
  expect(JSON.parse(restored.out)).toMatchObject({ proven: 'everything' });
  const wrong = ['--key-file', fixture.write('x', 'x'), ...both.slice(0, 2)];
  expect(await cli(['backup', 'restore', backup, dest('no.holdfast'), ...wrong])).toMatchObject({ code: 4 });
  const typed = await cli(['backup', 'restore', backup, dest('typed.holdfast'), '--key-file', key], {
    typed: ['correct horse battery'],
  });
  expect(typed).toMatchObject({ code: 0, out: expect.stringContaining('everything') });
});

test('at a terminal a file that others may read, or that lies beside the vault, is told of', async () => {
  const told = async (at: string, ...more: string[]) => {
    const { code, err } = await cli(
      [
        '--vault',
        file,
        '--passphrase-file',
        fixture.passphraseFile,
        'secret',
        'list',
        '--key-file',
        at,
        ...more,
      ],
      { stderrTTY: true },
    );
    return [
      code,
      err.includes('others on this machine may read the key file'),
      err.includes('beside the vault'),
    ];
  };
  chmodSync(fixture.passphraseFile, 0o600);
  const apart = join(fixture.folder, 'apart');
  mkdirSync(apart);
  const moved = join(apart, 'my.key');
  copyFileSync(key, moved);
  chmodSync(moved, 0o600);
  expect(await told(moved)).toEqual([0, false, false]);
  expect(await told(key)).toEqual([0, false, true]);
  chmodSync(moved, 0o640);
  expect(await told(moved)).toEqual([0, true, false]);
  expect(await told(moved, '--quiet')).toEqual([0, false, false]);
});

test('three of five sheets and a backup open a vault whose key file is lost; what they set may ask for one', async () => {
  const both = ['--vault', file, '--passphrase-file', fixture.passphraseFile];
  const issue = ['recovery', 'issue', '--out', join(fixture.folder, 'sheets')];
  expect(await cli([...both, ...issue])).toMatchObject({ code: 4 });
  expect(await cli([...both, '--key-file', key, 'secret', 'put', 'a/b', 'k=v'])).toMatchObject({ code: 0 });
  const sheets = (await issued()).slice(1, 4);
  const folder = join(fixture.folder, 'backups');
  mkdirSync(folder);
  expect(await cli([...both, '--key-file', key, 'backup', 'create', folder])).toMatchObject({ code: 0 });
  rmSync(key);
  rmSync(file);
  const back = await cli(['backup', 'restore', folder, file]);
  expect(back).toMatchObject({ code: 0 });

  const next = fixture.write('q', 'quite another one\n');
  const restore = ['--vault', file, 'recovery', 'restore', ...sheets, '--new-passphrase-file', next];
  const nothing = await cli([...restore, '--new-key-file', join(fixture.folder, 'none')]);
  expect(nothing).toMatchObject({ code: 8 });
  const alone = await cli(restore);
  expect(alone).toMatchObject({
    code: 0,
    err: expect.stringContaining('opens with the new passphrase only'),
  });
  const get = ['--vault', file, '--passphrase-file', next, 'secret', 'get', 'a/b', 'k'];
  expect(await cli(get)).toMatchObject({ code: 0, out: 'v' });

  const other = fixture.write('other.key', 'other');
  const restored = await cli([...restore, '--new-key-file', other]);
  expect(restored).toMatchObject({ code: 0, err: expect.stringContaining('key file together') });
  expect(await cli([...get, '--key-file', other])).toMatchObject({ code: 0, out: 'v' });
  expect(await cli(get)).toMatchObject({ code: 4 });
}, 120_000);

test('a vault gets a key file, another and none, each with new keys unless they are kept; sheets stay', async () => {
  const own = join(fixture.folder, 'own.holdfast');
  expect(await init(own)).toMatchObject({ code: 0 });
  const [one, two] = [fixture.write('one.key', 'one'), fixture.write('two.key', 'two')];
  const run = (...more: string[]) =>
    cli(['--vault', own, '--passphrase-file', fixture.passphraseFile, ...more]);
  expect(await run('secret', 'put', 'a/b', 'k=v')).toMatchObject({ code: 0 });
  const get = async (...more: string[]) => (await run('secret', 'get', 'a/b', 'k', ...more)).code;
  const tip = async () => (await run('audit', '--json', '--key-file', one)).out;

  const none = await run('key-file', 'set', join(fixture.folder, 'none'));
  expect(none).toMatchObject({ code: 8, err: expect.stringContaining('there is no such file') });
  expect(await run('key-file', 'set', '-')).toMatchObject({ code: 2 });
  expect(await cli(['key-file', 'set', one])).toMatchObject({ code: 2 });
  const before = join(fixture.folder, 'before.holdfast');
  copyFileSync(own, before);
  const set = await run('key-file', 'set', one, '--json');
  expect(set).toMatchObject({ code: 0, err: expect.stringContaining('this key file together') });
  expect(JSON.parse(set.out)).toEqual({ file: own, keyFile: true });
  expect([await get(), await get('--key-file', one), await get('--key-file', two)]).toEqual([4, 0, 4]);
  expect(await tip()).toContain('key.replace');
  // What an older copy opens with it opens with still.
  const older = ['--vault', before, '--passphrase-file', fixture.passphraseFile, 'secret', 'get', 'a/b', 'k'];
  expect(await cli(older)).toMatchObject({ code: 0, out: 'v' });

  expect(await run('key-file', 'set', two)).toMatchObject({ code: 4 });
  expect(await run('--key-file', one, 'key-file', 'set', two, '--keep-keys')).toMatchObject({ code: 0 });
  expect([await get('--key-file', one), await get('--key-file', two)]).toEqual([4, 0]);

  expect(await run('key-file', 'remove')).toMatchObject({ code: 4 });
  expect(await run('--key-file', one, 'key-file', 'remove')).toMatchObject({ code: 4 });
  const removed = await run('--key-file', two, 'key-file', 'remove');
  expect(removed).toMatchObject({ code: 0, err: expect.stringContaining('opens with its passphrase only') });
  expect(await get()).toBe(0);
  const again = await run('key-file', 'remove', '--json');
  expect(JSON.parse(again.out)).toEqual({ file: own, keyFile: false });
});
