import fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Carrier } from '../main/store/testing/carrier.ts';
import { cli } from './testing/fake.ts';
import { cheap, type Fixture, vaultForTest } from './testing/vault.ts';

// A vault in a folder that a sync tool carries between two computers.
let fixture: Fixture;
let roots: [string, string];
let carrier: Carrier;
beforeEach(async () => {
  fixture = await vaultForTest();
  roots = [join(fixture.folder, 'one'), join(fixture.folder, 'two')];
  fs.mkdirSync(roots[0]);
  fs.rmdirSync(roots[0]);
  const init = ['init', `folder:${roots[0]}`, '--passphrase-file', fixture.passphraseFile, ...cheap];
  expect(await cli(init, { env: stateOf(0) })).toMatchObject({ code: 0 });
  fs.cpSync(roots[0], roots[1], { recursive: true });
  carrier = new Carrier(roots, () => 0);
  for (const n of [1, 0, 1] as const) {
    await put(n, `of/${n}`, 'x');
    carrier.settle();
  }
  await on(0, 'secret', 'list');
});
afterEach(() => fixture.remove());

const stateOf = (n: 0 | 1) => ({ XDG_STATE_HOME: join(fixture.folder, `state-${n}`) });
const on = (n: 0 | 1, ...argv: string[]) =>
  cli(['--vault', `folder:${roots[n]}`, '--passphrase-file', fixture.passphraseFile, ...argv], {
    env: stateOf(n),
  });
const put = async (n: 0 | 1, path: string, text: string) =>
  expect(await on(n, 'secret', 'put', path, `k=${text}`)).toMatchObject({ code: 0 });

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly seen: string | null;
  readonly own: boolean;
  readonly gone: string | null;
  readonly awaited: number;
}
const listed = async (n: 0 | 1): Promise<Listed[]> =>
  JSON.parse((await on(n, 'devices', '--json')).out).devices;
const other = async () => (await listed(0)).find(({ own }) => !own) as Listed;

test('a copy that a sync tool left in the folder is told by name', async () => {
  expect((await on(0, 'devices')).err).toBe('');
  const name = join('objects', 'a (conflicted copy).pack');
  fs.writeFileSync(join(roots[0], name), 'x');
  fs.writeFileSync(join(roots[0], 'desktop.ini'), 'x');
  const { code, err } = await on(0, 'devices');
  expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining(`lies ${name} under names`) });
});

test('the devices are listed, and one that is declared gone counts again once it writes', async () => {
  const all = await listed(0);
  expect(all.map(({ own }) => own).sort()).toEqual([false, true]);
  const { id, gone, awaited, seen } = await other();
  expect({ gone, awaited, seen }).toEqual({ gone: null, awaited: 0, seen: expect.any(String) });
  const { out } = await on(0, 'devices');
  expect(out).toContain(`${id}\tlast wrote ${seen}`);
  expect(out).toMatch(/\tthis device\n/);
  const done = await on(0, 'devices', 'gone', id.slice(0, 12).toUpperCase());
  expect(done).toMatchObject({ code: 0, out: '', err: expect.stringContaining('counts as gone') });
  expect(await other()).toMatchObject({ id, gone: expect.any(String) });
  expect((await on(0, 'devices')).out).toContain('\tgone since ');
  const audit = async () => (await on(0, 'audit', '--json')).out.split('device.gone').length - 1;
  expect(await audit()).toBe(1);
  // Once more changes nothing.
  expect(JSON.parse((await on(0, 'devices', 'gone', id, '--json')).out)).toMatchObject({ gone: { id } });
  expect(await audit()).toBe(1);
  carrier.settle();
  await put(1, 'of/later', 'x');
  carrier.settle();
  expect(await other()).toMatchObject({ id, gone: null });
});

test('the device in use, an unknown one, one of several and a vault without devices are refused', async () => {
  const all = await listed(0);
  const own = all.find((one) => one.own) as Listed;
  expect(await on(0, 'devices', 'gone', own.id)).toMatchObject({
    code: 8,
    err: expect.stringContaining('the device in use'),
  });
  expect(await on(0, 'devices', 'gone', 'nobody\u001b[2J')).toMatchObject({
    code: 3,
    err: expect.not.stringContaining('\u001b'),
  });
  // Both are on this machine, so they are called alike.
  expect(own.name).toBe((await other()).name);
  expect(await on(0, 'devices', 'gone', own.name)).toMatchObject({
    code: 8,
    err: expect.stringContaining('Several devices'),
  });
  expect(await fixture.run(['devices', 'gone', own.name])).toMatchObject({
    code: 8,
    err: expect.stringContaining('no devices of its own'),
  });
  expect(await fixture.run(['devices', '--json'])).toMatchObject({ code: 0, out: '{"devices":[]}\n' });
  for (const argv of [['gone'], ['x'], ['x', 'y'], ['gone', 'a', 'b']])
    expect(await on(0, 'devices', ...argv)).toMatchObject({ code: 2 });
  expect(await cli(['devices'])).toMatchObject({ code: 2, err: expect.stringContaining('--vault FILE') });
  expect((await listed(0)).every(({ gone }) => gone === null)).toBe(true);
});

test('what was changed on both is told once, and what is awaited as long as it is', async () => {
  await put(0, 'of/both', 'here');
  await put(1, 'of/both', 'there');
  carrier.settle();
  const list = () => on(0, 'secret', 'list');
  expect((await list()).err).toContain('Changed both here and on ');
  expect((await list()).err).toBe('');
  const german = { LANG: 'de_DE.UTF-8', ...stateOf(1) };
  const argv = ['--vault', `folder:${roots[1]}`, '--passphrase-file', fixture.passphraseFile];
  await put(1, 'of/late', 'x');
  const before = new Set(filesIn(roots[0]));
  carrier.settle();
  const late = filesIn(roots[0]).filter((name) => !before.has(name) && name.includes('objects'));
  expect(late.length).toBeGreaterThan(0);
  const kept = late.map((name) => [name, fs.readFileSync(name)] as const);
  for (const name of late) fs.rmSync(name);
  for (let n = 0; n < 2; n++) expect((await list()).err).toMatch(/^Waiting for \d+ files? of /);
  expect((await on(0, '--quiet', 'secret', 'list')).err).toBe('');
  for (const [name, bytes] of kept) fs.writeFileSync(name, bytes);
  expect((await list()).err).toBe('');
  expect((await on(0, 'secret', 'get', 'of/late', 'k')).out).toBe('x');
  await put(0, 'of/both', 'again here');
  await put(1, 'of/both', 'again there');
  carrier.settle();
  expect((await cli([...argv, 'secret', 'list'], { env: german })).err).toContain('1 Eintrag');
});

const filesIn = (root: string) =>
  fs
    .readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => join(root, name))
    .filter((name) => fs.statSync(name).isFile());

test('new keys wait for a device that is away, until it is declared gone', async () => {
  const policy = ['--spiffeid-pattern', 'spiffe://x/**', '--path-pattern', '**', '--permissions', 'read'];
  expect(await on(0, 'policy', 'create', 'p', ...policy)).toMatchObject({ code: 0 });
  carrier.settle();
  await on(1, 'secret', 'list');
  carrier.settle();
  await on(0, 'secret', 'list');
  expect(await on(0, 'rekey')).toMatchObject({ code: 0 });
  const status = async () => (await on(0, 'devices', 'gone', (await other()).id, '--json')).code;
  expect(await status()).toBe(0);
  expect(await on(0, 'verify')).toMatchObject({ code: 0 });
  await on(0, 'policy', 'create', 'q', ...policy);
  carrier.settle();
  // It opens with the same passphrase, takes up the new keys, and what it writes counts again.
  await put(1, 'of/later', 'back');
  carrier.settle();
  expect((await on(0, 'secret', 'get', 'of/later', 'k')).out).toBe('back');
  expect((await other()).gone).toBeNull();
  for (const n of [0, 1] as const) {
    expect((await on(n, 'policy', 'list')).out).toMatch(/p[\s\S]*q/);
    expect(await on(n, 'verify')).toMatchObject({ code: 0 });
  }
});
