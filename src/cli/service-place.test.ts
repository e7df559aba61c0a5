import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { placeAt } from '../main/backend/location.ts';
import { backupsIn } from '../main/backups/testing/backups-in.ts';
import { TestServer } from '../main/store/postgres/testing/server.ts';
import { S3Double, testEnv, testKeys } from '../main/store/s3/testing/double.ts';
import { DavDouble, testLogin } from '../main/store/webdav/testing/double.ts';
import { openVault } from '../main/vault/open.ts';
import { cli } from './testing/fake.ts';
import { cheap, type Fixture, vaultForTest } from './testing/vault.ts';

/** A service that a vault may lie on. */
interface Service {
  /** A place of its own for each name. */
  place(name: string): string;
  /** Takes an object of a vault away, as damage does; the newest ones last. */
  damage(name: string): Promise<void>;
  stop(): Promise<void>;
}

async function bucket(): Promise<Service> {
  const double = await S3Double.start();
  for (const [name, value] of Object.entries(testEnv)) vi.stubEnv(name, value);
  return {
    place: (name) => `s3://vaults/${name}?endpoint=${encodeURIComponent(double.endpoint)}`,
    async damage(name) {
      const objects = double.bucket('vaults');
      for (const key of [...objects.keys()].filter((one) => one.startsWith(`${name}/packs/`))) {
        const bytes = Buffer.from(objects.get(key)?.bytes ?? []);
        double.lay('vaults', key, bytes.fill(1, 0, 40));
      }
    },
    async stop() {
      await double.stop();
      vi.unstubAllEnvs();
    },
  };
}

async function database(): Promise<Service> {
  const server = await TestServer.start();
  return {
    place: (name) => server.place(name),
    async damage(name) {
      await server.rows(`UPDATE holdfast.object SET bytes = '\\x0101' || substr(bytes, 3) WHERE vault = $1`, [
        name,
      ]);
    },
    stop: () => server.stop(),
  };
}

async function davFolder(): Promise<Service> {
  const double = await DavDouble.start();
  const home = fs.mkdtempSync(join(tmpdir(), 'netrc-'));
  fs.writeFileSync(join(home, 'netrc'), `default login ${testLogin.user} password ${testLogin.password}\n`);
  vi.stubEnv('NETRC', join(home, 'netrc'));
  return {
    place: (name) => double.place(name),
    async damage(name) {
      for (const [path, { bytes }] of double.files)
        if (path.startsWith(`/dav/${name}/packs/`)) double.lay(path, Buffer.from(bytes).fill(1, 0, 40));
    },
    async stop() {
      await double.stop();
      vi.unstubAllEnvs();
      fs.rmSync(home, { recursive: true });
    },
  };
}

describe.each([
  ['a folder of a WebDAV server', davFolder],
  ['a bucket', bucket],
  ['a database', database],
] as const)('a vault in %s does what one in a file does:', (_, started) => {
  let service: Service;
  let fixture: Fixture;
  let env: Record<string, string>;
  let place: string;
  let count = 0;
  let name: string;
  beforeAll(async () => {
    service = await started();
  }, 120_000);
  afterAll(() => service.stop());
  beforeEach(async () => {
    fixture = await vaultForTest();
    env = { XDG_STATE_HOME: join(fixture.folder, 'state') };
    name = `desk-${++count}`;
    place = service.place(name);
    expect(await init(place)).toMatchObject({ code: 0, err: expect.stringContaining(`Created ${place}`) });
  });
  afterEach(() => fixture.remove());

  const init = (where: string) =>
    cli(
      ['init', where, '--passphrase-file', fixture.passphraseFile, '--kdf-memory', '8', '--kdf-time', '1'],
      {
        env,
      },
    );
  const at = (vault: string, ...argv: string[]) =>
    cli(['--vault', vault, '--passphrase-file', fixture.passphraseFile, ...argv], { env });
  const run = (...argv: string[]) => at(place, ...argv);
  const password = async (vault: string) => (await at(vault, 'secret', 'get', 'prod/db', 'password')).out;

  test('it is made, opened, written and told of; where something lies it is not made', async () => {
    expect(await run('secret', 'put', 'prod/db', 'password=one')).toMatchObject({ code: 0 });
    expect(await password(place)).toBe('one');
    const { out } = await cli(['--vault', place, 'status', '--json'], { env });
    expect(JSON.parse(out)).toMatchObject({ file: place, revision: 2, readOnly: false });
    const status = await cli(['--vault', place, 'status'], { env });
    expect(status.out).toMatch(/^revision: +2$/m);
    expect(status.out).not.toContain('undefined');
    expect(await run('verify')).toMatchObject({ code: 0 });
    expect(await init(place)).toMatchObject({ code: 8, err: expect.stringContaining('exists already') });
    expect((await at(service.place('nowhere'), 'secret', 'list')).code).toBe(3);
  });

  test('a backup goes there and follows; a vault is moved there and away again', async () => {
    const file = join(fixture.folder, 'moved.holdfast');
    await init(file);
    const copy = service.place(`copy-${count}`);
    expect(await at(file, 'secret', 'put', 'prod/db', 'password=one')).toMatchObject({ code: 0 });
    const made = await at(file, 'backup', 'create', copy, '--json');
    expect([made.code, JSON.parse(made.out).proven]).toEqual([0, 'everything']);
    await at(file, 'secret', 'put', 'prod/db', 'password=two');
    const again = await at(file, 'backup', 'create', copy, '--json');
    expect(JSON.parse(again.out).copied).toBeLessThan(JSON.parse(made.out).copied + 5);
    expect(await password(copy)).toBe('two');
    expect(await cli(['backup', 'create', copy], { env })).toMatchObject({ code: 2 });
    const there = service.place(`moved-${count}`);
    const moved = await cli(['move', file, there, '--json'], { env });
    expect([moved.code, JSON.parse(moved.out)]).toMatchObject([0, { from: file, to: there }]);
    expect([fs.existsSync(file), await password(there)]).toEqual([false, 'two']);
    expect(fs.existsSync(JSON.parse(moved.out).kept)).toBe(true);
    // Told once more what was done: nothing is left to do.
    expect(await cli(['move', file, there], { env })).toMatchObject({ code: 0 });
    const back = await cli(['move', there, file], { env });
    expect([back.code, back.err.includes(`${there} stays`)]).toEqual([0, true]);
    expect(await password(file)).toBe('two');
  });

  test('new keys are given there, and all of it is sealed anew', async () => {
    await run('secret', 'put', 'prod/db', 'password=one');
    await run('secret', 'put', 'prod/db', 'password=two');
    expect(await run('rekey', '--quiet')).toMatchObject({ code: 0 });
    expect(await run('verify')).toMatchObject({ code: 0 });
    expect((await run('secret', 'get', 'prod/db', 'password', '--version', '1')).out).toBe('one');
  });

  test('it is backed up into a file, which is restored into a file and into another place', async () => {
    await run('secret', 'put', 'prod/db', 'password=one');
    const backups = join(fixture.folder, 'backups');
    expect(await run('backup', 'create', backups, '--json')).toMatchObject({ code: 0 });
    await run('secret', 'put', 'prod/db', 'password=two');
    const { out } = await run('backup', 'create', backups, '--json');
    expect(JSON.parse(out)).toMatchObject({ proven: 'everything' });
    expect(fs.readdirSync(backups).some((one) => one.startsWith(`${name}-20`))).toBe(true);
    const locked = join(backups, 'locked.holdfast');
    expect(await cli(['--vault', place, 'backup', 'create', locked, '--locked'], { env })).toMatchObject({
      code: 0,
    });
    expect(backupsIn(backups)).toHaveLength(3);
    const file = join(fixture.folder, 'again.holdfast');
    expect(await at(place, 'backup', 'restore', join(backups, 'LATEST'), file)).toMatchObject({ code: 0 });
    expect(await password(file)).toBe('two');
    const back = service.place(`back-${count}`);
    expect(await cli(['backup', 'restore', file, back], { env })).toMatchObject({ code: 0 });
    expect(await password(back)).toBe('two');
    expect(await at(back, 'verify')).toMatchObject({ code: 0 });
    expect(await cli(['backup', 'restore', file, back], { env })).toMatchObject({ code: 8 });
    expect(await cli(['backup', 'restore', file, back, '--replace'], { env })).toMatchObject({ code: 8 });
    expect(await password(back)).toBe('two');
    expect(await at(back, 'backup', 'verify', back)).toMatchObject({ code: 0 });
    expect(await cli(['backup', 'verify', back, '--locked'], { env })).toMatchObject({ code: 0 });
    const folder = `folder:${join(fixture.folder, 'a folder')}`;
    expect(await cli(['backup', 'restore', back, folder], { env })).toMatchObject({ code: 0 });
    expect(await password(folder)).toBe('two');
  });

  test('it is repaired from a backup where objects are lost, and merged with a copy in a file', async () => {
    await run('secret', 'put', 'prod/db', 'password=one');
    const backup = join(fixture.folder, 'one.holdfast');
    await run('backup', 'create', backup);
    await service.damage(name);
    expect((await run('verify')).code).toBe(7);
    const whole = service.place(`whole-${count}`);
    expect(await run('repair', whole, '--from', backup)).toMatchObject({ code: 0 });
    expect(await password(whole)).toBe('one');
    expect(await at(whole, 'verify')).toMatchObject({ code: 0 });
    await at(backup, 'secret', 'put', 'prod/later', 'password=three');
    expect(await at(whole, 'merge', backup)).toMatchObject({
      code: 0,
      out: expect.stringContaining('prod/later'),
    });
  });

  test('it comes back by sheets, also as a copy in another kind of place', async () => {
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
    const restored = (from: string, ...more: string[]) =>
      cli(['--vault', from, 'recovery', 'restore', ...sheets, '--new-passphrase-file', fresh, ...more], {
        env,
      });
    const opened = async (where: string) =>
      (
        await cli(['--vault', where, '--passphrase-file', fresh, 'secret', 'get', 'prod/db', 'password'], {
          env,
        })
      ).out;
    for (const to of [join(fixture.folder, 'copy.holdfast'), service.place(`copy-${count}`)]) {
      expect(await restored(place, '--to', to)).toMatchObject({ code: 0 });
      expect(await opened(to)).toBe('one');
    }
    expect(await password(place)).toBe('one');
    expect(await restored(place)).toMatchObject({ code: 0 });
    expect(await opened(place)).toBe('one');
  }, 120_000);

  test('its probe says that several writers can share one line of revisions', async () => {
    expect(await cli(['store', 'probe', place], { env })).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Several writers can share one line of revisions here\.\n$/),
    });
    const { out } = await cli(['store', 'probe', place, '--json'], { env });
    expect(JSON.parse(out)).toMatchObject({ place, way: 'one-line' });
    expect(await run('verify')).toMatchObject({ code: 0 });
  });
});

describe('a service on which writers would lose writes', () => {
  let double: S3Double;
  beforeAll(async () => {
    double = await S3Double.start();
    for (const [name, value] of Object.entries(testEnv)) vi.stubEnv(name, value);
  });
  afterAll(async () => {
    await double.stop();
    vi.unstubAllEnvs();
  });

  test.each(['ignored', 'unsupported'] as const)(
    'is told of, and has a head for each device: %s',
    async (conditions) => {
      double.conditions = conditions;
      const fixture = await vaultForTest();
      const place = `s3://vaults/${conditions}?endpoint=${encodeURIComponent(double.endpoint)}`;
      const probe = await cli(['store', 'probe', place, '--json']);
      expect([probe.code, JSON.parse(probe.out)]).toEqual([0, { place, way: 'heads', why: conditions }]);
      expect((await cli(['store', 'probe', place])).out).toContain('a line of revisions of its own');
      const pass = ['--passphrase-file', fixture.passphraseFile];
      const on = (n: number, ...argv: string[]) =>
        cli([...argv, ...pass], { env: { XDG_STATE_HOME: join(fixture.folder, `state-${n}`), ...testEnv } });
      expect(await on(1, 'init', place, ...cheap)).toMatchObject({ code: 0 });
      const put = (n: number, name: string) => on(n, '--vault', place, 'secret', 'put', name, `k=${name}`);
      const get = (n: number, name: string) => on(n, '--vault', place, 'secret', 'get', name, 'k');
      for (const n of [1, 2, 1]) expect(await put(n, `of/${n}`)).toMatchObject({ code: 0 });
      expect((await get(1, 'of/2')).out).toBe('of/2');
      expect((await get(2, 'of/1')).out).toBe('of/1');
      expect(JSON.parse((await on(2, '--vault', place, 'devices', '--json')).out).devices).toHaveLength(2);
      expect(await on(2, '--vault', place, 'verify')).toMatchObject({ code: 0 });
      const copy = join(fixture.folder, 'copy.holdfast');
      expect(await on(1, 'move', place, copy)).toMatchObject({ code: 0 });
      expect((await on(1, '--vault', copy, 'secret', 'get', 'of/2', 'k')).out).toBe('of/2');
      const there = place.replace('?', '-moved?');
      expect(await on(1, 'move', copy, there)).toMatchObject({ code: 0 });
      expect((await on(2, '--vault', there, 'secret', 'get', 'of/1', 'k')).out).toBe('of/1');
      fixture.remove();
    },
  );

  test('credentials are in no word of a failure; a place that is none is refused', async () => {
    const place = (rest: string) => `s3://vaults/desk${rest}`;
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'planted-secret');
    const endpoint = `?endpoint=${encodeURIComponent(double.endpoint)}`;
    const wrong = await cli(['--vault', place(endpoint), 'status']);
    expect(wrong).toMatchObject({ code: 9, err: expect.stringContaining('refuses these credentials') });
    expect(wrong.err.includes('planted')).toBe(false);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', testKeys.secretAccessKey);
    for (const odd of [
      '?endpoint=http://s3.example',
      '?nonsense=1',
      '?endpoint=https%3A%2F%2Fa%3Aplanted%40b.example',
    ]) {
      const { code, err } = await cli(['--vault', place(odd), 'status']);
      expect([code, err.includes('planted')]).toEqual([8, false]);
    }
    expect(await cli(['--vault', 'postgres://a:planted@host/db?vault=x', 'status'])).toMatchObject({
      code: 8,
    });
  });

  test('a file needs no trial', async () => {
    expect(await cli(['store', 'probe', '/tmp/any.holdfast', '--json'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('one-line'),
    });
  });
});
