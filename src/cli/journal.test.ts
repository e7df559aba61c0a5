import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { breakOff, writeAll } from '../main/store/testing/journals.ts';
import { cli, type Ran } from './testing/fake.ts';
import { type Fixture, vaultForTest } from './testing/vault.ts';

let fixture: Fixture;
/** The journal of a write long ago. */
let stale: Buffer;
beforeEach(async () => {
  fixture = await vaultForTest();
  stale = breakOff(fixture.file, writeAll).journal;
  for (const n of [1, 2]) await fixture.run(['secret', 'put', `prod/db-${n}`, 'password=s3cret']);
});
afterEach(() => fixture.remove());

const journal = () => `${fixture.file}-journal`;
const at = (file: string, argv: readonly string[]) =>
  cli(['--vault', file, '--passphrase-file', fixture.passphraseFile, ...argv]);

async function expectWhole(ran: Ran): Promise<void> {
  expect(ran).toMatchObject({ code: 0, err: expect.stringContaining('belongs to another file') });
  const [, kept = ''] = / kept as "(.*)"\./.exec(ran.err) ?? [];
  expect(readFileSync(kept).equals(stale)).toBe(true);
  expect(existsSync(journal())).toBe(false);
  const listed = await fixture.run(['secret', 'list']);
  expect(listed).toMatchObject({ code: 0, out: 'prod/db-1\nprod/db-2\n', err: '' });
  expect(await fixture.run(['verify'])).toMatchObject({ code: 0 });
}

test.each([
  ['status'],
  ['verify'],
  ['secret', 'list'],
  ['secret', 'get', 'prod/db-1', 'password'],
  ['backup', 'create', 'backups'],
  ['recovery', 'status'],
])('%s %s beside an older journal: the vault stays whole, and it is said', async (...argv) => {
  writeFileSync(journal(), stale);
  const words = argv.map((word) => (word === 'backups' ? join(fixture.folder, word) : word));
  await expectWhole(await fixture.run(words));
});

test('--json stays one value, and --quiet keeps no warning back', async () => {
  writeFileSync(journal(), stale);
  const ran = await fixture.run(['--quiet', 'status', '--json']);
  expect(JSON.parse(ran.out)).toMatchObject({ revision: 3 });
  expect(ran.err).toContain('kept as');
});

// The vault was moved away after a crash and its journal stayed; whatever gives a file that name
// again settles it.
const namers: Record<string, (moved: string) => Promise<Ran>> = {
  init: () => cli(['init', fixture.file, '--passphrase-file', fixture.passphraseFile, '--kdf-memory', '8']),
  'backup restore': (moved) => cli(['backup', 'restore', moved, fixture.file]),
  'backup restore --replace': (moved) => {
    copyFileSync(moved, fixture.file);
    return cli(['backup', 'restore', moved, fixture.file, '--replace']);
  },
  'backup create FILE': (moved) => at(moved, ['backup', 'create', fixture.file]),
  repair: (moved) => at(moved, ['repair', fixture.file]),
};

test.each(Object.keys(namers))('%s beside a journal that stayed there', async (name) => {
  const moved = join(fixture.folder, 'moved.holdfast');
  renameSync(fixture.file, moved);
  writeFileSync(journal(), stale);
  const ran = (await namers[name]?.(moved)) ?? expect.fail();
  if (name !== 'init') return expectWhole(ran);
  expect(ran).toMatchObject({ code: 0, err: expect.stringContaining('kept as') });
  expect(await fixture.run(['secret', 'list'])).toMatchObject({ code: 0, out: '' });
});

test('merge settles what lies beside the other copy', async () => {
  const other = join(fixture.folder, 'b.holdfast');
  copyFileSync(fixture.file, other);
  await at(other, ['secret', 'put', 'theirs', 'k=v']);
  writeFileSync(`${other}-journal`, stale);
  const merged = await fixture.run(['merge', other]);
  expect(merged).toMatchObject({ code: 0, err: expect.stringContaining('kept as') });
  expect(await fixture.run(['secret', 'list'])).toMatchObject({ out: 'prod/db-1\nprod/db-2\ntheirs\n' });
  expect(readdirSync(fixture.folder).filter((one) => one.endsWith('-journal'))).toEqual([]);
});
