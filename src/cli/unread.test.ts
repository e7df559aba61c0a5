import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ending, type Stand, stand } from '../main/clients/testing/stand.ts';
import { openVault } from '../main/vault/open.ts';
import { cli } from './testing/fake.ts';
import { type Fixture, vaultForTest } from './testing/vault.ts';

// A list of a damaged vault says how many secrets it cannot show: by file and over the socket,
// whatever part of the vault is asked for.
const fields = [{ name: 'password', type: 'secret' as const, value: 's3cret' }];
const store = (path: string) => ({ op: 'store' as const, path, fields });
const many = Array.from({ length: 300 }, (_, n) => store(`${n % 2 === 0 ? 'even' : 'odd'}/${n}`));

let fixture: Fixture;
beforeAll(async () => {
  fixture = await vaultForTest();
});
afterAll(() => fixture.remove());

/**
 * Writes zeros over objects of a vault: all of them, or the largest, which is a page of its index.
 */
function damage(file: string, which: 'all' | 'page'): void {
  const db = new Database(file);
  const where = which === 'all' ? '' : 'WHERE id = (SELECT id FROM objects ORDER BY length(bytes) DESC)';
  db.exec(`UPDATE objects SET bytes = zeroblob(length(bytes)) ${where}`);
  db.close();
}

const told = (err: string) => Number(/The vault is damaged: (\d+) secrets cannot be read/.exec(err)?.[1]);

test('secret list by file: what is whole, and how many cannot be read, with a prefix, a tag and --json, too', async () => {
  const vault = await openVault({ location: fixture.file }, 'correct horse battery');
  await vault.secrets.apply(many);
  await vault.lock();
  damage(fixture.file, 'page');
  const all = await fixture.run(['secret', 'list']);
  const unread = told(all.err);
  expect(unread).toBeGreaterThan(1);
  expect([all.code, all.out.trim().split('\n').length + unread]).toEqual([7, many.length]);
  const json = await fixture.run(['secret', 'list', '--json']);
  expect([json.code, JSON.parse(json.out).length, told(json.err)]).toEqual([7, many.length - unread, unread]);
  for (const argv of [['even'], ['nothing/here'], ['--tag', 'none'], ['--deleted', 'odd'], ['--quiet']]) {
    const { code, err } = await fixture.run(['secret', 'list', ...argv]);
    expect([argv, code, told(err)]).toEqual([argv, 7, unread]);
  }
});

test('secret list by file: a vault of which nothing is left is not an empty one', async () => {
  damage(fixture.file, 'all');
  const { code, out, err } = await fixture.run(['secret', 'list']);
  expect([code, out, told(err)]).toEqual([7, '', many.length]);
});

test('secret list over the socket: never a part of it as if it were all, whoever asks', async () => {
  const here: Stand = await stand();
  try {
    const keys = { build: await here.let('build', '**'), idle: await here.let('idle') };
    await here.vault?.secrets.apply(many);
    const file = join(here.folder, 'a.holdfast');
    const list = async (name: 'build' | 'idle') => {
      const client = await here.connect(name, keys[name]);
      const listed = await ending(client.call('secret.list', { folder: 'even' }));
      client.close();
      return listed;
    };
    expect(await list('idle')).toEqual({ secrets: [], damaged: false });
    await here.vault?.lock();
    damage(file, 'page');
    here.vault = await openVault({ location: file }, 'correct horse battery');
    expect([await list('idle'), await list('build')]).toEqual(['damaged', 'damaged']);
    const env = { ...here.env, HOLDFAST_ASK: '0', HOLDFAST_CLIENT: 'build' };
    const ran = await cli(['secret', 'list', 'even', '--json'], { env });
    expect(ran).toMatchObject({ code: 7, out: '', err: expect.stringContaining('damaged') });
  } finally {
    await here.close();
  }
});
