import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Fixture, vaultForTest } from './testing/vault.ts';

let fixture: Fixture;
const run = (...args: string[]) => fixture.run(args);
const found = async (...query: string[]) => {
  const { code, out } = await run('search', ...query);
  expect(code).toBe(0);
  return out.split('\n').filter((line) => line !== '');
};

beforeAll(async () => {
  fixture = await vaultForTest();
  await run('secret', 'put', 'web/bank', 'username=ann', 'password=letmein', '--tag', 'money');
  await run(
    'secret',
    'put',
    'work/mail',
    'username=ann',
    '--type',
    'username=text',
    'password=letmein',
    '--tag',
    'work',
  );
  await run('secret', 'put', 'work/code', 'otp=GEZDGNBVGY3TQOJQ', '--type', 'otp=otp', '--tag', 'money');
  await run('secret', 'put', 'work/bank notes', 'password=kQ9#vLp2!xR7-wZt4&mB8@');
  await run('secret', 'put', 'old/bank', 'password=x');
  await run('secret', 'delete', 'old/bank');
});
afterAll(() => fixture.remove());

test.each([
  [['bank'], ['web/bank', 'work/bank notes']],
  [['ann', 'tag:work'], ['work/mail']],
  [['tag:money'], ['web/bank', 'work/code']],
  [['#money', 'has:otp'], ['work/code']],
  [['in:work', 'bank'], ['work/bank notes']],
  [['bank', '--in', 'web'], ['web/bank']],
  [['is:weak'], ['web/bank', 'work/mail']],
  [['is:reused in:web'], ['web/bank']],
  [['bank', '--deleted'], ['old/bank']],
  [['nothing'], []],
])('search %j', async (query, paths) => expect(await found(...query)).toEqual(paths));

test('search tells where one slip was forgiven, and never a hidden value', async () => {
  const slipped = await run('search', 'bamk');
  expect(slipped.out).toContain('web/bank\n');
  expect(slipped.err).toContain('similar');
  expect(await found('letmein')).toEqual([]);
  const [one] = JSON.parse((await run('search', 'tag:work', '--json')).out);
  expect(one).toMatchObject({ path: 'work/mail', version: 1, tags: ['work'], deleted: false });
  expect((await run('search')).code).toBe(2);
});

test('secret list says where to search, if nothing lies in a folder of such a name', async () => {
  const listed = await run('secret', 'list', 'tag:money');
  expect([listed.code, listed.out]).toEqual([0, '']);
  expect(listed.err).toContain('holdfast search tag:money');
  expect((await run('secret', 'list', 'nowhere')).err).toBe('');
  await run('secret', 'put', 'is:mine/x', 'a=b');
  expect(await run('secret', 'list', 'is:mine')).toMatchObject({ out: 'is:mine/x\n', err: '' });
});
