import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha1Hex } from '../main/crypto/primitives.ts';
import { type Fixture, vaultForTest } from './testing/vault.ts';

let fixture: Fixture;
const run = (...args: string[]) => fixture.run(args);
const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  fixture = await vaultForTest();
  await run('secret', 'put', 'web/fine', 'password=kQ9#vLp2!xR7-wZt4&mB8@');
});
afterAll(() => fixture.remove());

test('expiring: nothing is exit 0, something exit 6, by date and with its state', async () => {
  expect(await run('expiring', '--within', '30d')).toMatchObject({ code: 0, out: '' });
  await run('secret', 'metadata', 'web/fine', '--set', `expires=${day(10)}`, '--set', 'expires-lead=5');
  await run('secret', 'put', 'web/card', `expires=${day(-10)}`, '--type', 'expires=text');
  expect(await run('expiring')).toMatchObject({
    code: 6,
    out: `${day(-10)}  web/card  (expires)  expired\n`,
  });
  expect(await run('expiring', '--within', '30d')).toMatchObject({
    ...{ code: 6, out: `${day(-10)}  web/card  (expires)  expired\n${day(10)}  web/fine\n` },
  });
  const told = JSON.parse((await run('expiring', '--within', '30d', '--json')).out);
  expect(told).toEqual({
    secrets: [
      { path: 'web/card', state: 'expired', ends: expect.stringContaining(day(-9)), field: 'expires' },
      { path: 'web/fine', state: 'expiring', ends: expect.stringContaining(day(11)) },
    ],
  });
  expect(await run('expiring', '--within', 'soon')).toMatchObject({ code: 2 });
  await run('secret', 'metadata', 'web/card', '--set', 'health-ok=expired');
  expect(await run('expiring')).toMatchObject({ code: 0, out: '' });
});

test('health: every reason of a secret, breached ones by a file on this machine', async () => {
  await run('secret', 'put', 'web/weak', 'password=letmein');
  const said = await run('health');
  expect([said.code, said.out]).toEqual([6, 'web/weak\n  weak password, password\n']);
  const list = [sha1Hex('password'), sha1Hex('letmein')].sort().map((hash) => `${hash}:42`);
  const file = fixture.write('list', Buffer.from(`${list.join('\r\n')}\r\n`));
  expect(JSON.parse((await run('health', '--breached', file, '--json')).out)).toEqual({
    secrets: [
      {
        path: 'web/weak',
        reasons: [
          { reason: 'breached', field: 'password', seen: 42 },
          { reason: 'weak', field: 'password' },
        ],
      },
    ],
  });
  expect((await run('health')).out).not.toContain('letmein');
  await run('secret', 'metadata', 'web/weak', '--set', 'health-ok=weak');
  const fine = await run('health');
  expect([fine.code, fine.out]).toEqual([0, '']);
  expect(fine.err).toContain('--breached FILE');
  expect(await run('health', '--all')).toMatchObject({ code: 0, out: expect.stringContaining('accepted') });
});

test('health: a file that is not the list is refused, and nothing is told', async () => {
  const other = fixture.write('other', Buffer.from('hello\n'));
  expect(await run('health', '--breached', other)).toMatchObject({ code: 8, out: '' });
  const ntlm = fixture.write('ntlm', Buffer.from('8846F7EAEE8FB117AD06BDD830B7586C:1\n'));
  expect((await run('health', '--breached', ntlm)).err).toContain('NTLM');
  expect(await run('health', '--breached', `${other}-none`)).toMatchObject({ code: 8, out: '' });
});
