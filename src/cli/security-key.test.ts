import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { FakeKeys, fakeKey } from '../main/keyslots/testing/fake-keys.ts';
import { openVault } from '../main/vault/open.ts';
import { cli, type Setting } from './testing/fake.ts';
import { type Fixture, vaultForTest } from './testing/vault.ts';

let fixture: Fixture;
let keys: FakeKeys;
const [blue, red, green] = [fakeKey(), fakeKey('2468'), fakeKey()];
beforeAll(async () => {
  fixture = await vaultForTest();
});
afterAll(() => fixture.remove());
beforeEach(() => {
  keys = new FakeKeys();
});

const run = (argv: string[], more: Setting = {}) =>
  cli(['--vault', fixture.file, '--passphrase-file', fixture.passphraseFile, ...argv], {
    securityKeys: keys,
    ...more,
  });
const byKey = (argv: string[], more: Setting = {}) =>
  cli(['--vault', fixture.file, '--security-key', ...argv], { securityKeys: keys, ...more });

test('one key alone is refused, before anybody touches it', async () => {
  keys.connected = [blue];
  const ran = await run(['security-key', 'add', 'Blue']);
  expect(ran).toMatchObject({ code: 8, out: '', err: expect.stringContaining('make recovery sheets first') });
  expect(keys.touches).toBe(0);
  expect(await byKey(['secret', 'list'])).toMatchObject({ code: 4 });
});

test('two keys are set up one after the other, and each opens the vault', async () => {
  keys.connected = [blue];
  const swapped = { ask: 0 };
  // Each question is asked at a terminal of its own: Enter, and then the PIN.
  const typed = ['2468'];
  const setting: Setting = {
    typed,
    heard: (text) => {
      if (text.includes('"Blue"')) swapped.ask++;
      if (swapped.ask > 0) keys.connected = [red];
    },
  };
  const made = await run(['security-key', 'add', 'Blue', 'Red', '--json'], setting);
  expect(made).toMatchObject({ code: 0, err: expect.stringContaining('The passphrase opens it as before') });
  expect(JSON.parse(made.out)).toEqual({ added: ['Blue', 'Red'] });
  expect(made.err).toContain('by a touch alone');
  keys.connected = [blue];
  const listed = await byKey(['security-key', 'list', '--json']);
  expect(listed.err).toContain('Touch the security key now');
  expect(JSON.parse(listed.out).securityKeys).toMatchObject([
    { name: 'Blue', pin: false, yours: true },
    { name: 'Red', pin: true, yours: true },
  ]);
  keys.connected = [red];
  expect(await byKey(['security-key', 'list'], { typed: ['2468'] })).toMatchObject({ code: 0 });
  expect(await byKey(['security-key', 'list'], { typed: ['1111'] })).toMatchObject({
    code: 4,
    err: expect.stringContaining('7 more tries'),
  });
  expect(await byKey(['security-key', 'list'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('PIN'),
  });
});

test('what is missing is told with what to do', async () => {
  expect(await byKey(['secret', 'list'])).toMatchObject({
    code: 4,
    err: expect.stringContaining('libfido2-1'),
  });
  keys.connected = [green];
  expect(await byKey(['secret', 'list'])).toMatchObject({
    code: 4,
    err: expect.stringContaining('none of this vault'),
  });
  keys.fault = 'no-library';
  expect(await byKey(['secret', 'list'])).toMatchObject({
    code: 4,
    err: expect.stringContaining('lacks libfido2'),
  });
});

test('Ctrl+C ends the wait for a touch', async () => {
  keys.connected = [blue];
  keys.untouched = true;
  const off = new AbortController();
  const heard = (text: string) => void (text.includes('Touch') && off.abort());
  expect(await byKey(['secret', 'list'], { signal: off.signal, heard })).toMatchObject({
    code: 130,
    out: '',
  });
});

test('a key stands for the passphrase nowhere else', async () => {
  keys.connected = [blue];
  for (const argv of [['rekey'], ['security-key', 'remove', 'Red'], ['security-key', 'add', 'Green']])
    expect(await byKey(argv), argv.join(' ')).toMatchObject({
      code: 4,
      err: expect.stringContaining('takes the passphrase'),
    });
  expect(await run(['--security-key', 'secret', 'list'])).toMatchObject({ code: 2 });
});

test('renamed, removed, and told in the vault’s state', async () => {
  expect(await run(['security-key', 'rename', 'Blue', 'red'])).toMatchObject({ code: 8 });
  expect(await run(['security-key', 'rename', 'Blue', 'Sky'])).toMatchObject({ code: 0 });
  const status = await cli(['--vault', fixture.file, 'status']);
  expect(status.out).toContain('security key');
  expect(status.out).toContain('Sky');
  expect(await run(['security-key', 'remove', 'Nobody'])).toMatchObject({ code: 3 });
  expect(await run(['security-key', 'remove', 'sky', '--json'])).toMatchObject({
    code: 0,
    out: '{"removed":"Sky"}\n',
  });
  keys.connected = [blue];
  expect(await byKey(['secret', 'list'])).toMatchObject({ code: 4 });
  const vault = await openVault({ location: fixture.file }, 'correct horse battery');
  expect((await vault.securityKeys.list()).map(({ name }) => name)).toEqual(['Red']);
  await vault.lock();
});
