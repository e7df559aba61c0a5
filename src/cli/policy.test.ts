import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Fixture, vaultForTest } from './testing/vault.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await vaultForTest();
});
afterAll(() => fixture.remove());

const build = 'spiffe://v/client/build';
const file = `name: orders
spiffeidPattern: spiffe://v/client/*
pathPattern: prod/db/*
permissions:
  - read
  - list
`;

test('policies are applied, shown as they were written, tested and deleted', async () => {
  const path = fixture.write('p.yaml', file);
  expect(await fixture.run(['policy', 'apply', path])).toMatchObject({
    code: 0,
    err: '1 created, 0 updated, 0 unchanged.\n',
  });
  expect(await fixture.run(['policy', 'apply', path, '--json'])).toMatchObject({
    code: 0,
    out: '{"created":[],"updated":[],"unchanged":["orders"]}\n',
  });
  expect(await fixture.run(['policy', 'get', 'orders'])).toMatchObject({ code: 0, out: file });
  expect(
    await fixture.run(['policy', 'apply', '-'], { stdin: file.replace('orders', 'others') }),
  ).toMatchObject({ code: 0 });
  expect(await fixture.run(['policy', 'list'])).toMatchObject({ code: 0, out: 'orders\nothers\n' });
  expect(await fixture.run(['policy', 'test', build, 'prod/db/orders', 'read'])).toMatchObject({
    code: 0,
    out: 'yes, by orders\n',
  });
  expect(await fixture.run(['policy', 'test', build, 'prod/dbx/orders', 'read'])).toMatchObject({
    code: 5,
    out: 'no\n',
  });
  expect(await fixture.run(['policy', 'test', build, 'prod/db/orders', 'write', '--json'])).toMatchObject({
    code: 5,
    out: '{"allowed":false,"policy":null}\n',
  });
  for (const name of ['orders', 'others'])
    expect(await fixture.run(['policy', 'delete', name])).toMatchObject({ code: 0 });
  expect(await fixture.run(['policy', 'delete', 'orders'])).toMatchObject({ code: 3, out: '' });
  expect(await fixture.run(['policy', 'test', build, 'prod/db/orders', 'read'])).toMatchObject({ code: 5 });
});

test('policy create tells all of the policy, and refuses with the place', async () => {
  const create = (path: string, permissions = 'read') =>
    fixture.run([
      'policy',
      'create',
      'p',
      '--spiffeid-pattern',
      build,
      '--path-pattern',
      path,
      '--permissions',
      permissions,
      '--json',
    ]);
  const made = await create('a/*', 'list,read');
  expect(JSON.parse(made.out)).toMatchObject({
    name: 'p',
    pathPattern: 'a/*',
    permissions: ['read', 'list'],
    createdAt: expect.any(String),
  });
  expect(await create('re:a(b')).toMatchObject({
    code: 8,
    out: '',
    err: expect.stringMatching(/character 4: .*missing closing \)/),
  });
  expect(await create('a', 'execute')).toMatchObject({ code: 2 });
  expect(await fixture.run(['policy', 'create', 'p', '--path-pattern', 'a'])).toMatchObject({ code: 2 });
  expect(JSON.parse((await fixture.run(['policy', 'get', 'p', '--json'])).out).pathPattern).toBe('a/*');
});

test.each<[string, string | Uint8Array, number, RegExp]>([
  ['1 MB', `name: ${'x'.repeat(1_000_000)}`, 8, /at most 524288/],
  ['no UTF-8', Uint8Array.of(0xff, 0xfe), 8, /not UTF-8/],
  [
    'a policy for what is Holdfast’s own',
    'name: greedy\nspiffeidPattern: "**"\npathPattern: holdfast/system/policy\npermissions: read\n',
    8,
    /only to one program .*: see the policy "greedy"\.$/m,
  ],
  ['a bad line', file.replace('- list', '- lits'), 8, /line 6: permissions are/],
])('a file of %s is refused', async (_, content, code, err) => {
  const path = fixture.write('bad.yaml', content);
  expect(await fixture.run(['policy', 'apply', path])).toMatchObject({
    code,
    out: '',
    err: expect.stringMatching(err),
  });
});

test('the audit tells of each change, by time and client', async () => {
  const { out } = await fixture.run(['audit', '--json']);
  const entries = JSON.parse(out) as { action: string; path: string; client: string; hash: string }[];
  expect(entries.map(({ action, path }) => `${action} ${path}`).slice(0, 2)).toEqual([
    'policy.put orders',
    'policy.put others',
  ]);
  const lines = (await fixture.run(['audit', '--since', '1h', '--client', 'owner'])).out
    .trimEnd()
    .split('\n');
  expect(lines).toHaveLength(entries.length);
  expect(lines[0]).toMatch(/^\d{4}-.*Z\tdone\tpolicy\.put\towner\torders$/);
  expect(await fixture.run(['audit', '--since', '2999-01-01'])).toMatchObject({ code: 0, out: '' });
  expect(await fixture.run(['audit', '--client', 'nobody', '--json'])).toMatchObject({
    code: 0,
    out: '[]\n',
  });
  expect(await fixture.run(['audit', '--since', 'yesterday'])).toMatchObject({ code: 2, out: '' });
});
