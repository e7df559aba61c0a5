import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayMs } from '../../../shared/health.ts';
import type { Field } from '../../../shared/secret-schema.ts';
import { refusal } from '../../backend/testing/harness.ts';
import { createVault } from '../open.ts';
import type { Vault } from '../vault.ts';
import { healthOf } from './health.ts';
import { judgedCatalog } from './judge.ts';
import { acceptReason, checkHealth, dueSecrets, setEnd } from './vault-health.ts';

const kdf = { memoryKiB: 8192, passes: 1, lanes: 1 };
const strong = (n: number) => `kQ9#vLp2!xR7-${n}-wZt4&mB8@`;
const password = (value: string): Field => ({ name: 'password', type: 'secret', value });
let certificate = '';
let vault: Vault;
const now = Date.now();
const day = (offset: number) => new Date(now + offset * dayMs).toISOString().slice(0, 10);

beforeAll(async () => {
  const { execFileSync } = await import('node:child_process');
  certificate = execFileSync('openssl', [
    ...['req', '-x509', '-newkey', 'ed25519', '-nodes', '-subj', '/CN=test', '-days', '10'],
    ...['-keyout', '/dev/null'],
  ]).toString();
  vault = await createVault({ kind: 'memory' }, { passphrase: '', kdf });
  const { secrets } = vault;
  await secrets.put('a/fine', [password(strong(1)), { name: 'url', type: 'url', value: 'https://a.org' }]);
  await secrets.put('a/weak', [password('letmein')]);
  await secrets.put('a/one', [password(strong(2))]);
  await secrets.put('a/two', [{ ...password(strong(2)), name: 'token' }]);
  await secrets.put('a/http', [password(strong(3)), { name: 'url', type: 'url', value: 'http://a.org' }]);
  await secrets.put('a/gone', [password('letmein')]);
  await secrets.delete('a/gone');
  await secrets.put('b/cert', [{ name: 'certificate', type: 'note', value: certificate }]);
  await secrets.put('b/soon', [password(strong(4))]);
  await secrets.put('b/over', [{ name: 'expires', type: 'text', value: day(-3) }]);
  await secrets.put('b/later', [password(strong(5))]);
  await setEnd(vault, 'b/soon', day(20));
  await setEnd(vault, 'b/later', day(20), 5);
  await secrets.put('c/card', [
    { name: 'pin', type: 'secret', value: '1234' },
    { name: 'security-code', type: 'secret', value: '123' },
  ]);
});
afterAll(() => vault.lock());

const reasons = async (options: Partial<Parameters<typeof checkHealth>[1]> = {}) =>
  Object.fromEntries(
    (await checkHealth(vault, { now, ...options })).map(({ path, findings }) => [
      path,
      findings.map(({ reason, field, accepted }) =>
        [reason, field, accepted].filter((one) => one !== undefined),
      ),
    ]),
  );

test('each secret with all its reasons, and none of what is fine or deleted', async () => {
  expect(await reasons()).toEqual({
    'a/weak': [['weak', 'password']],
    'a/one': [['reused', 'password']],
    'a/two': [['reused', 'token']],
    'a/http': [['http', 'url']],
    'b/cert': [['expiring', 'certificate']],
    'b/soon': [['expiring']],
    'b/over': [['expired', 'expires']],
  });
});

test('a reused password tells where else it is', async () => {
  const found = await checkHealth(vault, { now });
  expect(found.find(({ path }) => path === 'a/one')?.findings).toEqual([
    { reason: 'reused', field: 'password', others: ['a/two'] },
  ]);
});

test('after two years a password is old', async () => {
  const later = await checkHealth(vault, { now: now + 731 * dayMs });
  const old = later.filter(({ findings }) => findings.some(({ reason }) => reason === 'old'));
  expect(old.map(({ path }) => path)).toEqual([
    ...['a/fine', 'a/http', 'a/one', 'a/two', 'a/weak', 'b/later', 'b/soon'],
  ]);
});

test('what is over or ends soon, by date; certificates by their own', async () => {
  const due = async (within?: number) =>
    (await dueSecrets(vault, { now, ...(within !== undefined && { within }) })).map(({ path }) => path);
  expect(await due()).toEqual(['b/over', 'b/cert', 'b/soon']);
  expect(await due(0)).toEqual(['b/over']);
  expect(await due(40 * dayMs)).toEqual(['b/over', 'b/cert', 'b/later', 'b/soon']);
});

test('a reason that was found to be fine is kept in the vault, and taken back', async () => {
  await acceptReason(vault, 'a/weak', 'weak', true);
  await acceptReason(vault, 'b/over', 'expired', true);
  expect((await reasons())['a/weak']).toEqual([['weak', 'password', true]]);
  expect((await dueSecrets(vault, { now })).map(({ path }) => path)).not.toContain('b/over');
  await acceptReason(vault, 'a/weak', 'old', true);
  expect((await vault.secrets.info('a/weak')).custom).toEqual([['health-ok', 'weak,old']]);
  for (const reason of ['weak', 'old'] as const) await acceptReason(vault, 'a/weak', reason, false);
  await acceptReason(vault, 'b/over', 'expired', false);
  expect((await vault.secrets.info('a/weak')).custom).toEqual([]);
  expect((await reasons())['a/weak']).toEqual([['weak', 'password']]);
});

test('a date that is none is refused, and an end is taken away', async () => {
  expect(await refusal(setEnd(vault, 'b/soon', 'soon'))).toMatchObject({ what: 'end-date' });
  await setEnd(vault, 'b/later');
  expect((await vault.secrets.info('b/later')).custom).toEqual([]);
});

test('many secrets leave room for others, and a stop is heard', async () => {
  const one = await vault.secrets.get('a/fine');
  const many = Array.from({ length: 30_000 }, (_, n) => ({
    ...one,
    path: `x/${n}`,
    fields: [password(strong(n))],
  }));
  let told = 0;
  await healthOf(many, { now, progress: () => told++ });
  expect(told).toBeGreaterThan(0);
  const stop = new AbortController();
  const running = healthOf(many, { now, signal: stop.signal, progress: () => stop.abort() });
  expect(await refusal(running)).toEqual({ code: 'cancelled' });
});

test('a search for weak and reused passwords says what the list says, after each change anew', async () => {
  const found = async (query: string) =>
    (await judgedCatalog(vault))
      .browse({ folder: '', query, deleted: false, offset: 0, limit: 99 })
      .rows.map(({ path }) => path);
  const listed = async (reason: string) =>
    (await checkHealth(vault, { now }))
      .filter(({ findings }) => findings.some((one) => one.reason === reason && !one.accepted))
      .map(({ path }) => path);
  expect(await found('is:weak')).toEqual(await listed('weak'));
  expect(await found('is:reused')).toEqual(['a/one', 'a/two']);
  await vault.secrets.put('a/two', [password('letmein')]);
  expect(await found('is:weak')).toEqual(['a/two', 'a/weak']);
  await acceptReason(vault, 'a/weak', 'weak', true);
  expect(await found('is:weak')).toEqual(['a/two']);
  expect(await found('is:reused')).toEqual(await listed('reused'));
});
