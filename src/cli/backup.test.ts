import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backupsIn } from '../main/backups/testing/backups-in.ts';
import { cli } from './testing/fake.ts';
import { damageLargest, type Fixture, vaultForTest } from './testing/vault.ts';

let fixture: Fixture;
let env: Record<string, string>;
beforeEach(async () => {
  fixture = await vaultForTest();
  env = { XDG_STATE_HOME: join(fixture.folder, 'state') };
  for (let i = 0; i < 4; i++) await run(['secret', 'put', `prod/db-${i}`, `password=s3cret-${i}`]);
});
afterEach(() => fixture.remove());

const run = (argv: readonly string[]) => fixture.run(argv, { env });
const folder = () => join(fixture.folder, 'backups');
const json = (text: string) => JSON.parse(text) as Record<string, unknown>;

test('what the issue shows: create, at once again, damage, restore', async () => {
  const made = await run(['backup', 'create', `${folder()}/`]);
  expect(made).toMatchObject({ code: 0 });
  expect(made.out).toMatch(
    /^file: .*\nrevision: +5\ncopied: +\d+ objects.*\nauthenticated: +\d+ objects\nproven: +everything\n$/,
  );
  const again = await run(['backup', 'create', `${folder()}/`]);
  expect(again).toMatchObject({ code: 0, err: expect.stringContaining('Nothing to copy') });
  const bytes = readFileSync(fixture.file);
  bytes.fill(1, 4_096, bytes.length);
  writeFileSync(fixture.file, bytes);
  expect((await run(['verify'])).code).toBe(7);
  const fresh = join(fixture.folder, 'new.holdfast');
  expect(await cli(['backup', 'restore', `${folder()}/LATEST`, fresh], { env })).toMatchObject({ code: 0 });
  const flags = ['--vault', fresh, '--passphrase-file', fixture.passphraseFile];
  expect((await cli([...flags, 'secret', 'list'], { env })).out).toBe(
    'prod/db-0\nprod/db-1\nprod/db-2\nprod/db-3\n',
  );
});

test('list and verify: with the passphrase, without it, and of a damaged one', async () => {
  const { file } = json((await run(['backup', 'create', folder(), '--json'])).out) as { file: string };
  const [listed] = JSON.parse((await cli(['backup', 'list', folder(), '--json'], { env })).out);
  expect(listed).toMatchObject({ file, revision: 5 });
  const pass = ['--passphrase-file', fixture.passphraseFile];
  expect(await cli(['backup', 'verify', file, ...pass], { env })).toMatchObject({ code: 0 });
  expect(await cli(['backup', 'verify', folder(), '--locked'], { env })).toMatchObject({ code: 0 });
  damageLargest(file);
  expect((await cli(['backup', 'verify', file, ...pass], { env })).code).toBe(7);
});

test('restore leaves what is there, unless it is told to replace it; then that is kept', async () => {
  await run(['backup', 'create', folder()]);
  const put = ['secret', 'put', 'prod/db-0', 'password=later'];
  await run(put);
  const latest = join(folder(), 'LATEST');
  expect(await cli(['backup', 'restore', latest, fixture.file], { env })).toMatchObject({ code: 8 });
  const replaced = await cli(['backup', 'restore', latest, fixture.file, '--replace', '--json'], { env });
  const { kept } = json(replaced.out) as { kept: string };
  expect(existsSync(kept)).toBe(true);
  const got = await run(['secret', 'get', 'prod/db-0', 'password']);
  // Who puts an older state there knows that it is older.
  expect(got).toMatchObject({ code: 0, out: 's3cret-0', err: '' });
  expect(await run(put)).toMatchObject({ code: 0, err: '' });
  copyFileSync(latest.replace('LATEST', backupsIn(folder())[0] ?? ''), fixture.file);
  expect((await run(['secret', 'list'])).err).toContain('2 changes older');
});

test.each(['plain', 'with.dots', 'dir.d/x', 'v.Holdfast'])(
  'restore to %s: any name is a new vault, as init has it',
  async (name) => {
    const { file } = json((await run(['backup', 'create', folder(), '--json'])).out) as { file: string };
    const to = join(fixture.folder, name);
    mkdirSync(dirname(to), { recursive: true });
    for (const more of [[], ['--replace']]) {
      expect(await cli(['backup', 'restore', file, to, ...more], { env })).toMatchObject({ code: 0 });
      const pass = ['--passphrase-file', fixture.passphraseFile];
      const got = await cli(['--vault', to, ...pass, 'secret', 'get', 'prod/db-0', 'password'], { env });
      expect(got).toMatchObject({ code: 0, out: 's3cret-0' });
    }
    expect(await cli(['backup', 'restore', file, to], { env })).toMatchObject({ code: 8 });
    const gone = await cli(['backup', 'restore', file, join(fixture.folder, 'no-such', 'v')], { env });
    expect([gone.code, gone.err]).toEqual([8, expect.stringContaining('is not there')]);
  },
);

test('restoring that is called off ends with 130 and leaves nothing', async () => {
  await run(['backup', 'create', folder()]);
  const fresh = join(fixture.folder, 'new.holdfast');
  const before = readFileSync(fixture.file);
  for (const rest of [
    [fresh],
    [fresh, '--passphrase-file', fixture.passphraseFile],
    [fixture.file, '--replace'],
  ]) {
    const argv = ['backup', 'restore', folder(), ...rest];
    expect((await cli(argv, { env, signal: AbortSignal.abort() })).code).toBe(130);
  }
  expect(existsSync(fresh)).toBe(false);
  expect(readFileSync(fixture.file).equals(before)).toBe(true);
  expect(readdirSync(fixture.folder).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('restoring shows how far it is, on a terminal alone', async () => {
  await run(['backup', 'create', folder()]);
  const argv = ['backup', 'restore', folder(), join(fixture.folder, 'new.holdfast')];
  const shown = await cli([...argv, '--passphrase-file', fixture.passphraseFile], { env, stderrTTY: true });
  expect(shown).toMatchObject({ code: 0 });
  expect(shown.err).toMatch(/\d+ of \d+ objects checked/);
  expect(shown.err).toMatch(/\d+ of \d+ objects\s/);
});

test('a copy without the passphrase says what was proven', async () => {
  const made = await cli(['--vault', fixture.file, 'backup', 'create', folder(), '--locked'], { env });
  expect(made).toMatchObject({ code: 0, err: expect.stringContaining('Only the passphrase can tell') });
  expect(made.out).toContain('proven:         structure');
  expect(backupsIn(folder())).toHaveLength(1);
});

test.each([
  ['the vault itself', () => fixture.file, 8],
  ['below the vault', () => join(fixture.file, 'x'), 8],
  ['a folder in a folder that is not there', () => join(fixture.folder, 'no/such'), 8],
  ['a file that is no vault', () => fixture.passphraseFile, 8],
])('a backup onto %s is exit code 8, and the vault stays as it is', async (_, place, code) => {
  const before = readFileSync(fixture.file);
  expect((await run(['backup', 'create', place()])).code).toBe(code);
  expect(readFileSync(fixture.file)).toEqual(before);
});

test('a folder that is not there, and one without backups', async () => {
  expect((await cli(['backup', 'list', join(fixture.folder, 'nope')], { env })).code).toBe(8);
  expect(
    (await cli(['backup', 'restore', fixture.folder, join(fixture.folder, 'x')], { env })).code,
  ).not.toBe(1);
  expect((await cli(['backup', 'verify', join(fixture.folder, 'nope')], { env })).code).toBe(3);
});

test.each([
  ['in place', (to: string) => [to, '--replace']],
  ['to a new file', (to: string) => [to.replace(/[^/]*$/, 'new.holdfast')]],
])(
  'a restore %s is in the audit of what it made, once, and times go on with its entries',
  async (_, target) => {
    await run(['backup', 'create', folder()]);
    const [name = ''] = backupsIn(folder());
    const args = target(fixture.file);
    const put = await cli(['backup', 'restore', join(folder(), 'LATEST'), ...args], { env });
    expect(put).toMatchObject({ code: 0, err: expect.anything() });
    const flags = ['--vault', args[0] ?? '', '--passphrase-file', fixture.passphraseFile];
    const audit = async () =>
      JSON.parse((await cli([...flags, 'audit', '--json'], { env })).out) as {
        action: string;
        time: string;
      }[];
    const restores = (await audit()).filter(({ action }) => action === 'backup.restore');
    expect(restores).toMatchObject([{ path: name, outcome: 'done', client: 'owner' }]);
    expect(await cli([...flags, 'secret', 'put', 'later', 'a=b'], { env })).toMatchObject({ code: 0 });
    const all = await audit();
    expect(all.filter(({ action }) => action === 'backup.restore')).toHaveLength(1);
    const times = all.map(({ time }) => time);
    expect(times).toEqual(times.toSorted());
  },
);

test('another vault that lies where one was restored is not told to be it', async () => {
  await run(['backup', 'create', folder()]);
  const to = join(fixture.folder, 'new.holdfast');
  await cli(['backup', 'restore', join(folder(), 'LATEST'), to], { env });
  const flags = ['--vault', to, '--passphrase-file', fixture.passphraseFile];
  const kept = readFileSync(to);
  const other = await vaultForTest();
  copyFileSync(other.file, to);
  expect((await cli([...flags, 'audit', '--json'], { env })).out).not.toContain('backup.restore');
  writeFileSync(to, kept);
  expect((await cli([...flags, 'audit', '--json'], { env })).out).toContain('backup.restore');
  other.remove();
});
