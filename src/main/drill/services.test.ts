// Drills where backups, or the vault itself, lie on real servers.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { parsePlace, printPlace } from '../../shared/place.ts';
import { backUp } from '../backups/anywhere.ts';
import { MachineNotes } from '../backups/notes.ts';
import { fill, kdf } from '../backups/testing/fixture.ts';
import { TestServer } from '../store/postgres/testing/server.ts';
import { testLogin } from '../store/webdav/testing/double.ts';
import { RealDav } from '../store/webdav/testing/servers.ts';
import { createVault } from '../vault/open.ts';
import type { Vault } from '../vault/vault.ts';
import { drill } from './drill.ts';
import { newestBackup } from './newest.ts';
import { readHere } from './read-here.ts';

let folder: string;
let backups: string;
let database: TestServer;
let servers: Record<'lighttpd' | 'nginx', RealDav>;
beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-services-'));
  const { user, password } = testLogin;
  fs.writeFileSync(path.join(folder, 'netrc'), `default login ${user} password ${password}\n`);
  vi.stubEnv('NETRC', path.join(folder, 'netrc'));
  vi.stubEnv('HOLDFAST_DEVICES', path.join(folder, 'devices'));
  const [lighttpd, nginx] = await Promise.all([RealDav.start('lighttpd'), RealDav.start('nginx')]);
  servers = { lighttpd, nginx };
  database = await TestServer.start();
}, 120_000);
afterAll(async () => {
  await Promise.all([servers.lighttpd.stop(), servers.nginx.stop(), database.stop()]);
  vi.unstubAllEnvs();
  fs.rmSync(folder, { recursive: true });
});

let notes: MachineNotes;
let count = 0;
beforeEach(() => {
  count += 1;
  notes = new MachineNotes(undefined);
  backups = path.join(folder, `backups-${count}`);
  fs.mkdirSync(backups);
});

/** A drill of the newest backup that this machine knows of, as a person is told of it. */
async function drilled(vault: Vault, words?: readonly string[]) {
  const places = notes.foldersOf(vault.id);
  const found = await newestBackup(places, { vault: vault.id, copies: vault.copies, notes });
  const key = words === undefined ? { passphrase: 'one' } : { sheets: words };
  const report = await drill(vault, found, key, { read: readHere, now: () => Date.now() });
  return { place: printPlace(found.place), report };
}

async function sheetsOf(vault: Vault): Promise<string[]> {
  const { shares } = await vault.recovery.issue({ passphrase: 'one', threshold: 2, shares: 3 });
  await vault.recovery.markProven([1, 2, 3]);
  await vault.recovery.activate();
  return shares.map((words) => words.join(' '));
}

/** What a drill says where everything fits; of so many secrets so many were changed since. */
const whole = (secrets: number, since: number) => ({
  ...{ ok: true, opened: true, lessOpened: false, lost: 0, wrong: [], unread: [], unreached: [] },
  ...{ secrets, same: secrets, since },
});

describe.each(['lighttpd', 'nginx'] as const)('the newest backup on a WebDAV server, %s,', (name) => {
  it('is opened by sheets and by the passphrase, and compared', async () => {
    const location = path.join(folder, `${name}.holdfast`);
    const vault = await createVault({ location }, { passphrase: 'one', kdf });
    const options = { source: parsePlace(location), notes, now: () => Date.now() };
    await fill(vault, 0, 3);
    const sheets = await sheetsOf(vault);
    await backUp(vault, backups, options);
    await fill(vault, 3, 2);
    const place = `webdav+${servers[name].origin}/dav/${vault.id}`;
    await backUp(vault, place, options);
    await fill(vault, 5, 1);
    // A copy on a service is no folder of backups: it is looked at where it is planned.
    const places = [backups, place];
    const found = await newestBackup(places, { vault: vault.id, copies: vault.copies, notes });
    expect(printPlace(found.place)).toBe(place);
    for (const key of [{ sheets: sheets.slice(1) }, { passphrase: 'one' }])
      expect(await drill(vault, found, key, { read: readHere, now: () => Date.now() })).toMatchObject({
        ...whole(5, 1),
        page: 'none',
      });
    const wrong = await drill(vault, found, { passphrase: 'two' }, { read: readHere, now: () => 0 });
    expect(wrong).toMatchObject({ ok: false, opened: false });
    await vault.lock();
  });
});

describe('a vault in PostgreSQL', () => {
  it('is compared with its newest backup in a folder', async () => {
    const place = parsePlace(database.place(`drill-${count}`));
    const vault = await createVault(place, { passphrase: 'one', kdf });
    const options = { source: place, notes, now: () => Date.now() };
    await fill(vault, 0, 3);
    const sheets = await sheetsOf(vault);
    const { file } = await backUp(vault, backups, options);
    expect(await drilled(vault, sheets.slice(0, 2))).toMatchObject({ place: file, report: whole(3, 0) });
    await fill(vault, 2, 2);
    expect((await drilled(vault)).report).toMatchObject({ ...whole(3, 2), same: 2 });
    await vault.lock();
  });

  it('has its newest backup in another database', async () => {
    const source = parsePlace(database.place(`drill-${count}`));
    const vault = await createVault(source, { passphrase: 'one', kdf });
    await fill(vault, 0, 4);
    const to = database.place(`backup-${count}`);
    await backUp(vault, to, { source, notes, now: () => Date.now() });
    const found = await newestBackup([to], { vault: vault.id, copies: vault.copies, notes });
    const report = await drill(
      vault,
      found,
      { passphrase: 'one' },
      { read: readHere, now: () => Date.now() },
    );
    expect(report).toMatchObject(whole(4, 0));
    await vault.lock();
  });
});
