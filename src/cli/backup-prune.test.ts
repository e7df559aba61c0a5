import { copyFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backupsIn } from '../main/backups/testing/backups-in.ts';
import { forgeMany } from '../main/backups/testing/forge.ts';
import { cli } from './testing/fake.ts';
import { type Fixture, vaultForTest } from './testing/vault.ts';

let fixture: Fixture;
let env: Record<string, string>;
let folder: string;
beforeEach(async () => {
  fixture = await vaultForTest();
  env = { XDG_STATE_HOME: join(fixture.folder, 'state') };
  folder = join(fixture.folder, 'backups');
  for (const day of [1, 2, 3, 4]) {
    await fixture.run(['secret', 'put', 'a', `n=${day}`], { env });
    const { out } = await fixture.run(['backup', 'create', folder, '--json'], { env });
    const { file, revision } = JSON.parse(out) as { file: string; revision: number };
    renameSync(file, join(folder, `a-2026-05-0${day}-120000-r${revision}.holdfast`));
  }
});
afterEach(() => fixture.remove());

const prune = (...rest: string[]) => cli(['backup', 'prune', folder, ...rest], { env });
const days = () =>
  backupsIn(folder)
    .map((name) => /-05-0(\d)-/.exec(name)?.[1] ?? name)
    .sort();

test('keeps what a rule keeps and prints what went; told first with --dry-run', async () => {
  const dry = await prune('--keep-last', '2', '--dry-run', '--json');
  expect(JSON.parse(dry.out)).toMatchObject({
    dryRun: true,
    kept: 2,
    removed: [expect.stringContaining('05-02'), expect.stringContaining('05-01')],
  });
  expect(days()).toEqual(['1', '2', '3', '4']);
  const done = await prune('--keep-daily', '3');
  expect(done).toMatchObject({ code: 0, err: '1 is gone; 3 stay.\n' });
  expect(done.out).toMatch(/^\S+a-2026-05-01-120000-r2\.holdfast\n$/);
  expect(days()).toEqual(['2', '3', '4']);
  expect(await prune('--keep-weekly', '2')).toMatchObject({ code: 0 });
  expect(days()).toEqual(['3', '4']);
});

test('leaves alone what "backup create" did not name, another vault, and the newest that was read back', async () => {
  copyFileSync(fixture.file, join(folder, 'mine.holdfast'));
  const other = await vaultForTest();
  copyFileSync(other.file, join(folder, 'b-2026-05-01-120000-r1.holdfast'));
  other.remove();
  await fixture.run(['secret', 'put', 'a', 'n=5'], { env });
  await cli(['--vault', fixture.file, 'backup', 'create', folder, '--locked'], { env });
  const locked = backupsIn(folder).find((name) => /-r6\.holdfast$/.test(name));
  const listed = await cli(['--vault', fixture.file, 'backup', 'prune', folder, '--keep-last', '1'], { env });
  expect(listed.code).toBe(0);
  // Of those of May this machine knows by their bytes, under any name, that they were read back.
  expect(backupsIn(folder).sort()).toEqual(
    ['a-2026-05-04-120000-r5.holdfast', 'b-2026-05-01-120000-r1.holdfast', locked, 'mine.holdfast'].sort(),
  );
});

test('the newest that was read back stays under a newer one that was not', async () => {
  await fixture.run(['secret', 'put', 'a', 'n=5'], { env });
  const { out } = await fixture.run(['backup', 'create', folder, '--json'], { env });
  const { file: proven } = JSON.parse(out) as { file: string };
  await fixture.run(['secret', 'put', 'a', 'n=6'], { env });
  await cli(['--vault', fixture.file, 'backup', 'create', folder, '--locked'], { env });
  expect(await prune('--keep-last', '1')).toMatchObject({ code: 0 });
  expect(backupsIn(folder)).toHaveLength(2);
  expect(backupsIn(folder).map((name) => join(folder, name))).toContain(proven);
});

test.each([
  ['without keys', false],
  ['with keys', true],
])('forged newer files push nothing out and are told as not ours, %s', async (_, keys) => {
  const forged = await forgeMany(fixture.file, folder, 6);
  const flags = keys ? ['--vault', fixture.file, '--passphrase-file', fixture.passphraseFile] : [];
  const state = keys ? { XDG_STATE_HOME: join(fixture.folder, 'fresh') } : env;
  const none = await cli([...flags, 'backup', 'prune', folder, '--keep-last', '4'], {
    env: state,
  });
  expect(none).toMatchObject({ code: 0, out: '' });
  expect(none.err).toMatch(/^None are gone; 10 stay\.\nNot known to be ours, and left alone: .*r9005/);
  const argv = [...flags, 'backup', 'prune', folder, '--keep-last', '2', '--json'];
  const { removed, notOurs } = JSON.parse((await cli(argv, { env: state })).out);
  expect(removed).toHaveLength(2);
  expect(notOurs.sort()).toEqual([...forged].sort());
  expect(days().filter((day) => day.length === 1)).toEqual(['3', '4']);
});

test.each([
  [[], 2],
  [['--keep-last', '0'], 2],
  [['--keep-last', 'many'], 2],
])('without a rule (%j) it removes nothing: exit %i', async (rest, code) => {
  expect((await prune(...rest)).code).toBe(code);
  expect(days()).toHaveLength(4);
});

test('a folder that is not there is exit code 8', async () => {
  const gone = join(fixture.folder, 'nope');
  expect((await cli(['backup', 'prune', gone, '--keep-last', '1'], { env })).code).toBe(8);
});
