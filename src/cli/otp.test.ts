import { afterAll, beforeAll, expect, test } from 'vitest';
import { stand } from '../main/clients/testing/stand.ts';
import { cli } from './testing/fake.ts';
import { type Fixture, vaultForTest } from './testing/vault.ts';

const seed = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
let fixture: Fixture;
beforeAll(async () => {
  fixture = await vaultForTest();
});
afterAll(() => fixture.remove());

const otp = (...args: string[]) => fixture.run(['otp', ...args]);

test('prints the code and nothing else, and with --json how long it lasts', async () => {
  const grouped = 'gezd gnbv gy3t qojq gezd gnbv gy3t qojq';
  const put = ['secret', 'put', 'web/bank', 'password=x', `code=${grouped}`, '--type', 'code=otp'];
  expect(await fixture.run(put)).toMatchObject({ code: 0 });
  expect(await otp('web/bank')).toEqual(
    expect.objectContaining({ code: 0, out: expect.stringMatching(/^\d{6}$/), err: '' }),
  );
  const told = JSON.parse((await otp('web/bank', 'code', '--json')).out);
  expect(told).toEqual({
    ...{ path: 'web/bank', field: 'code', kind: 'totp', code: expect.stringMatching(/^\d{6}$/), period: 30 },
    secondsLeft: expect.any(Number),
  });
  expect(told.secondsLeft).toBeGreaterThan(0);
  expect(told.secondsLeft).toBeLessThanOrEqual(30);
  expect((await fixture.run(['secret', 'get', 'web/bank', 'code'])).out).toBe(
    `otpauth://totp/?secret=${seed}&algorithm=SHA1&digits=6&period=30`,
  );
});

test('a code by counter is printed once, whichever run asks', async () => {
  await fixture.run([
    'secret',
    'put',
    'web/old',
    `code=otpauth://hotp/jo?secret=${seed}`,
    '--type',
    'code=otp',
  ]);
  // RFC 4226, appendix D.
  expect([(await otp('web/old')).out, (await otp('web/old')).out]).toEqual(['755224', '287082']);
  expect(JSON.parse((await otp('web/old', '--json')).out)).toEqual({
    ...{ path: 'web/old', field: 'code', kind: 'hotp', code: '359152', counter: 2 },
  });
});

test('says what is missing, and refuses what gives no codes without saying it again', async () => {
  expect(await otp('web/none')).toMatchObject({ code: 3 });
  expect(await otp('web/bank', 'password')).toMatchObject({ code: 3, out: '' });
  expect((await otp('web/bank', 'password')).err).toContain('--type code=otp');
  const bad = await fixture.run(['secret', 'put', 'web/bad', 'code=pass1word', '--type', 'code=otp']);
  expect(bad).toMatchObject({ code: 8, out: '' });
  expect(bad.err).toContain('The field "code" gives no one-time codes');
  expect(bad.err).not.toContain('pass1word');
});

test('through the app a program needs the right to codes, and not to read what they are made from', async () => {
  const here = await stand({ memory: true });
  try {
    await here.vault?.secrets.put('web/bank', [
      { name: 'code', type: 'otp', value: `otpauth://hotp/?secret=${seed}` },
    ]);
    await here.let('build');
    const id = `spiffe://${here.vault?.id}/client/build`;
    const policy = { name: 'p', spiffeIdPattern: id, pathPattern: 'web/*' };
    const run = (...args: string[]) => cli(args, { env: { ...here.env, HOLDFAST_ASK: '0' } });
    await here.vault?.policies.put({ ...policy, permissions: ['read', 'list'] });
    expect(await run('otp', 'web/bank')).toMatchObject({ code: 5, out: '' });
    await here.vault?.policies.put({ ...policy, permissions: ['otp'] });
    expect(await run('otp', 'web/bank')).toMatchObject({ code: 0, out: '755224' });
    expect(await run('secret', 'get', 'web/bank', 'code')).toMatchObject({ code: 5, out: '' });
    await here.vault?.audit.settle();
    const told = (await here.vault?.audit.list({ client: id })) ?? [];
    expect(
      told.filter(({ action }) => action === 'secret.otp').map(({ path, outcome }) => [path, outcome]),
    ).toEqual([
      ['web/bank', 'denied'],
      ['web/bank', 'done'],
    ]);
  } finally {
    await here.close();
  }
});
