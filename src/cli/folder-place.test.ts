import fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { placeAt } from '../main/backend/location.ts';
import { backupsIn } from '../main/backups/testing/backups-in.ts';
import { openVault } from '../main/vault/open.ts';
import { cli } from './testing/fake.ts';
import { type Fixture, vaultForTest } from './testing/vault.ts';

// A vault in a folder of files does what one in a file does.
let fixture: Fixture;
let place: string;
let env: Record<string, string>;
beforeEach(async () => {
  fixture = await vaultForTest();
  env = { XDG_STATE_HOME: join(fixture.folder, 'state') };
  place = `folder:${join(fixture.folder, 'in a folder')}`;
  const init = [
    'init',
    place,
    '--passphrase-file',
    fixture.passphraseFile,
    '--kdf-memory',
    '8',
    '--kdf-time',
    '1',
  ];
  expect(await cli(init, { env })).toMatchObject({
    code: 0,
    err: expect.stringContaining(`Created ${place}`),
  });
});
afterEach(() => fixture.remove());

const run = (...argv: string[]) => at(place, ...argv);
const at = (vault: string, ...argv: string[]) =>
  cli(['--vault', vault, '--passphrase-file', fixture.passphraseFile, ...argv], { env });
const password = async (vault: string) => (await at(vault, 'secret', 'get', 'prod/db', 'password')).out;

test('is made, opened, written and told of; where something lies it is not made', async () => {
  expect(await run('secret', 'put', 'prod/db', 'password=one')).toMatchObject({ code: 0 });
  expect(await password(place)).toBe('one');
  const { out } = await cli(['--vault', place, 'status', '--json'], { env });
  expect(JSON.parse(out)).toMatchObject({ file: place, revision: 2, bytes: expect.any(Number) });
  expect(await run('verify')).toMatchObject({ code: 0 });
  expect(await cli(['init', place, '--passphrase-file', fixture.passphraseFile], { env })).toMatchObject({
    code: 8,
  });
  expect(
    await cli(['init', `folder:${fixture.file}`, '--passphrase-file', fixture.passphraseFile], { env }),
  ).toMatchObject({ code: 8 });
  fs.mkdirSync(join(fixture.folder, 'other'));
  fs.writeFileSync(join(fixture.folder, 'other', 'letter'), 'Dear');
  expect((await at(`folder:${join(fixture.folder, 'other')}`, 'secret', 'list')).code).toBe(8);
});

test('is backed up into a file, which is restored into a file, and back into a folder', async () => {
  await run('secret', 'put', 'prod/db', 'password=one');
  const backups = join(fixture.folder, 'backups');
  expect(await run('backup', 'create', backups, '--json')).toMatchObject({ code: 0 });
  await run('secret', 'put', 'prod/db', 'password=two');
  expect(JSON.parse((await run('backup', 'create', backups, '--json')).out)).toMatchObject({
    proven: 'everything',
  });
  expect(
    await cli(['--vault', place, 'backup', 'create', join(backups, 'locked.holdfast'), '--locked'], { env }),
  ).toMatchObject({ code: 0 });
  expect(backupsIn(backups)).toHaveLength(3);
  const file = join(fixture.folder, 'again.holdfast');
  expect(await at(place, 'backup', 'restore', join(backups, 'LATEST'), file)).toMatchObject({ code: 0 });
  expect(await password(file)).toBe('two');
  const back = `folder:${join(fixture.folder, 'back')}`;
  expect(await cli(['backup', 'restore', file, back], { env })).toMatchObject({ code: 0 });
  expect(await password(back)).toBe('two');
  expect(await at(back, 'verify')).toMatchObject({ code: 0 });
  expect(await cli(['backup', 'restore', file, back], { env })).toMatchObject({ code: 8 });
  expect(await at(back, 'backup', 'verify', back)).toMatchObject({ code: 0 });
  expect(await cli(['backup', 'verify', back, '--locked'], { env })).toMatchObject({ code: 0 });
});

test('is replaced by a restore, and kept aside', async () => {
  await run('secret', 'put', 'prod/db', 'password=one');
  const backup = join(fixture.folder, 'one.holdfast');
  await run('backup', 'create', backup);
  await run('secret', 'put', 'prod/db', 'password=two');
  const { code, out } = await cli(['backup', 'restore', backup, place, '--replace', '--json'], { env });
  expect(code).toBe(0);
  const { kept } = JSON.parse(out) as { kept: string };
  expect(await password(place)).toBe('one');
  expect(await password(`folder:${kept.replace(/^folder:/, '')}`)).toBe('two');
});

test('is repaired from a backup where an object is lost, and merged with a copy in a file', async () => {
  await run('secret', 'put', 'prod/db', 'password=one');
  const backup = join(fixture.folder, 'one.holdfast');
  await run('backup', 'create', backup);
  const objects = join(fixture.folder, 'in a folder', 'objects');
  for (const name of fs.readdirSync(objects)) {
    const bytes = fs.readFileSync(join(objects, name));
    fs.writeFileSync(join(objects, name), bytes.fill(1, bytes.length - 20));
  }
  expect((await run('verify')).code).toBe(7);
  const whole = `folder:${join(fixture.folder, 'whole')}`;
  expect(await run('repair', whole, '--from', backup)).toMatchObject({ code: 0 });
  expect(await password(whole)).toBe('one');
  expect(await at(whole, 'verify')).toMatchObject({ code: 0 });
  await at(backup, 'secret', 'put', 'prod/later', 'password=three');
  expect(await at(whole, 'merge', backup)).toMatchObject({
    code: 0,
    out: expect.stringContaining('prod/later'),
  });
});

test('comes back by sheets, also as a copy in another kind of place', async () => {
  await run('secret', 'put', 'prod/db', 'password=one');
  const vault = await openVault(placeAt(place), 'correct horse battery');
  const { shares } = await vault.recovery.issue({
    passphrase: 'correct horse battery',
    threshold: 2,
    shares: 3,
  });
  await vault.recovery.markProven([1, 2, 3]);
  await vault.recovery.activate();
  await vault.lock();
  const sheets = shares.map((words, n) => fixture.write(`sheet-${n}.txt`, words.join('\n'))).slice(1);
  const fresh = fixture.write('q', 'a new passphrase\n');
  const file = join(fixture.folder, 'copy.holdfast');
  const back = `folder:${join(fixture.folder, 'copy')}`;
  const restored = (from: string, ...more: string[]) =>
    cli(['--vault', from, 'recovery', 'restore', ...sheets, '--new-passphrase-file', fresh, ...more], {
      env,
    });
  const opened = async (vault: string) =>
    (
      await cli(['--vault', vault, '--passphrase-file', fresh, 'secret', 'get', 'prod/db', 'password'], {
        env,
      })
    ).out;
  expect(await restored(place, '--to', file)).toMatchObject({ code: 0 });
  expect(await opened(file)).toBe('one');
  expect(await restored(place, '--to', back)).toMatchObject({ code: 0 });
  expect(await opened(back)).toBe('one');
  expect(await password(place)).toBe('one');
  expect(await restored(place)).toMatchObject({ code: 0 });
  expect(await opened(place)).toBe('one');
});

test('a place that is none is refused, and no credential is echoed', async () => {
  const { code, err } = await at('s3://user:hunter2@bucket/vault', 'secret', 'list');
  expect([code, err.includes('hunter2')]).toEqual([8, false]);
  expect(await at('gopher://host/vault', 'secret', 'list')).toMatchObject({ code: 8 });
  expect(await at('folder:', 'secret', 'list')).toMatchObject({ code: 8 });
});
