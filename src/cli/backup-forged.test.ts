import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { forge, forgeMany } from '../main/backups/testing/forge.ts';
import { cli } from './testing/fake.ts';
import { damageLargest, type Fixture, vaultForTest } from './testing/vault.ts';

// Files that bear the header of a vault, and a revision and a date of their maker's choice.
let fixture: Fixture;
let env: Record<string, string>;
let fresh: Record<string, string>;
let folder: string;
let proven: string;
let forged: string[];
beforeEach(async () => {
  fixture = await vaultForTest();
  env = { XDG_STATE_HOME: join(fixture.folder, 'state') };
  fresh = { XDG_STATE_HOME: join(fixture.folder, 'fresh') };
  folder = join(fixture.folder, 'backups');
  await fixture.run(['secret', 'put', 'a', 'n=1'], { env });
  const { out } = await fixture.run(['backup', 'create', folder, '--json'], { env });
  proven = (JSON.parse(out) as { file: string }).file;
  forged = await forgeMany(fixture.file, folder, 3);
});
afterEach(() => fixture.remove());

const keys = () => ['--passphrase-file', fixture.passphraseFile];

test('list says which are not ours: by this machine, or by the keys', async () => {
  const count = (out: string) => out.split('\n').filter((line) => line.endsWith('\tnot ours')).length;
  const byNotes = await cli(['backup', 'list', folder], { env });
  expect(count(byNotes.out)).toBe(3);
  expect(byNotes.out.split('\n')[3]).toContain(proven);
  expect(count((await cli(['backup', 'list', folder], { env: fresh })).out)).toBe(4);
  const flags = ['--vault', fixture.file, ...keys()];
  expect(count((await cli([...flags, 'backup', 'list', folder], { env: fresh })).out)).toBe(3);
  const [first, , , last] = JSON.parse((await cli(['backup', 'list', folder, '--json'], { env })).out);
  expect(first).toMatchObject({ ours: false, file: forged[2] });
  expect(last).toMatchObject({ ours: true, file: proven, proven: expect.any(String) });
});

test('verify takes the newest that is known, and names what was passed over', async () => {
  const found = await cli(['backup', 'verify', folder, ...keys()], { env });
  expect(found).toMatchObject({ code: 0 });
  for (const file of forged) expect(found.err).toContain(file);
  damageLargest(proven);
  expect((await cli(['backup', 'verify', folder, ...keys()], { env })).code).toBe(7);
});

test('restore of LATEST: known by this machine, by the keys, or told that nothing is known', async () => {
  const latest = join(folder, 'LATEST');
  const to = (name: string) => join(fixture.folder, name);
  const restored = async (argv: readonly string[], where: Record<string, string>) =>
    JSON.parse((await cli(['backup', 'restore', latest, ...argv, '--json'], { env: where })).out).from;
  expect(await restored([to('one.holdfast')], env)).toBe(proven);
  expect(await restored([to('two.holdfast'), ...keys()], fresh)).toBe(proven);
  expect(await restored([fixture.file, '--replace'], env)).toBe(proven);
  const blind = await cli(['backup', 'restore', latest, to('three.holdfast')], { env: fresh });
  expect(blind).toMatchObject({ code: 0, err: expect.stringContaining('knows none of the files') });
  const four = [
    'backup',
    'restore',
    folder,
    to('four.holdfast'),
    '--passphrase-file',
    fixture.write('q', 'no\n'),
  ];
  expect((await cli(four, { env: fresh })).code).toBe(4);
  expect(existsSync(to('four.holdfast'))).toBe(false);
});

test('create into a file that only says it is newer: it is kept aside, and told', async () => {
  const file = await forge(fixture.file, join(fixture.folder, 'copy.holdfast'), 9_999);
  const bytes = readFileSync(file);
  for (const rest of [[], ['--locked']]) {
    await forge(fixture.file, file, 9_999);
    const made = await fixture.run(['backup', 'create', file, ...rest], { env });
    expect(made).toMatchObject({ code: 0, err: expect.stringContaining('not known to be ours') });
    const kept = /kept as (.*)\.\n/.exec(made.err)?.[1] ?? '';
    expect(readFileSync(kept)).toHaveLength(bytes.length);
    expect((await cli(['--vault', file, ...keys(), 'verify'], { env })).code).toBe(0);
  }
});
