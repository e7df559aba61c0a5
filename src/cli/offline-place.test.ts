import fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { S3Double, testEnv } from '../main/store/s3/testing/double.ts';
import { cli } from './testing/fake.ts';
import { cheap, type Fixture, vaultForTest } from './testing/vault.ts';

let double: S3Double;
let fixture: Fixture;
let place: string;
beforeEach(async () => {
  double = await S3Double.start();
  for (const [name, value] of Object.entries(testEnv)) vi.stubEnv(name, value);
  fixture = await vaultForTest();
  place = `s3://vaults/desk?endpoint=${encodeURIComponent(double.endpoint)}`;
  expect(await cli(['init', place, ...words(), ...cheap], { env: env('here') })).toMatchObject({ code: 0 });
  expect(await run('secret', 'put', 'prod/db', 'password=one')).toMatchObject({ code: 0, err: '' });
});
afterEach(async () => {
  await double.stop();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  fixture.remove();
});

const words = () => ['--passphrase-file', fixture.passphraseFile];
const env = (machine: string) => ({ XDG_STATE_HOME: join(fixture.folder, machine) });
const on = (machine: string, ...argv: string[]) =>
  cli(['--vault', place, ...words(), ...argv], { env: env(machine) });
const run = (...argv: string[]) => on('here', ...argv);
const status = async () => JSON.parse((await run('status', '--json')).out);
const away = async () => {
  await double.stop();
  // Each command tries again for some seconds: here a clock that runs faster.
  const { now } = performance;
  vi.spyOn(performance, 'now').mockImplementation(() => 20 * now.call(performance));
  // Refused at once, on a port that nobody has.
  double = await S3Double.start();
};

describe('a vault on a service that is not reached', () => {
  test('is read as ever, and every command says since when', async () => {
    expect(await status()).toMatchObject({ offlineSince: null, unsent: 0 });
    await away();
    const told = /^Note: offline since \d{4}-\d\d-\d\dT.*: read from the copy on this machine\. .+$/m;
    const got = await run('secret', 'get', 'prod/db', 'password');
    expect(got).toMatchObject({ code: 0, out: 'one', err: expect.stringMatching(told) });
    expect(await run('secret', 'list', '--quiet')).toMatchObject({ code: 0, out: 'prod/db\n', err: '' });
    expect(await status()).toMatchObject({ offlineSince: expect.stringMatching(/^\d{4}-/), unsent: 0 });
    expect((await run('status')).out).toMatch(/^offline since:\s+\d{4}-/m);
    expect(await run('verify')).toMatchObject({ code: 0 });
    expect(await run('backup', 'create', join(fixture.folder, 'b.holdfast'))).toMatchObject({ code: 0 });
  }, 120_000);

  test('takes what is written, and counts it', async () => {
    await away();
    const put = await run('secret', 'put', 'prod/db', 'password=two');
    expect(put).toMatchObject({ code: 0, err: expect.stringContaining('1 change is kept on this machine') });
    await run('secret', 'put', 'prod/later', 'password=three');
    expect((await run('secret', 'get', 'prod/db', 'password')).out).toBe('two');
    expect(await status()).toMatchObject({ unsent: 2 });
    expect((await run('status')).out).toMatch(/^not sent yet:\s+2$/m);
    // What is not there has no number of its own yet: nothing says that an older copy was opened.
    expect((await run('secret', 'list')).err).not.toContain('older');
  }, 120_000);

  test('is not there for a machine that never had it, nor for one that keeps no copies', async () => {
    expect(fs.existsSync(join(fixture.folder, 'here/holdfast/replicas'))).toBe(true);
    await away();
    expect(await on('there', 'secret', 'list')).toMatchObject({ code: 9, out: '' });
    const none = { ...env('here'), HOLDFAST_REPLICAS: 'none' };
    expect(await cli(['--vault', place, ...words(), 'secret', 'list'], { env: none })).toMatchObject({
      code: 9,
    });
  }, 120_000);
});
