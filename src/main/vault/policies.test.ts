import { beforeEach, describe, expect, it } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import type { PolicySpec } from '../../shared/policy.ts';
import { type Clock, stoppedClock } from '../backend/testing/harness.ts';
import { makeDisk, openDisk, vaultId } from '../backend/testing/vaults.ts';
import { storePolicy } from '../backend/testing/write.ts';
import { policyYaml } from '../policy/yaml.ts';
import { Vault } from './vault.ts';

const build = 'spiffe://v/client/build';
const orders: PolicySpec = {
  name: 'orders',
  spiffeIdPattern: build,
  pathPattern: 'prod/db/*',
  permissions: ['read', 'list'],
};

let clock: Clock;
let vault: Vault;
let again: () => Promise<Vault>;
beforeEach(async () => {
  clock = stoppedClock();
  const disk = await makeDisk(clock);
  again = async () => new Vault(await openDisk(disk, clock), vaultId, clock.now);
  vault = await again();
});

async function reason(work: Promise<unknown>) {
  const failure = await work.then(() => undefined, failureOf);
  return failure !== undefined && 'reason' in failure ? failure.reason : failure?.code;
}
const may = async (path: string, of = vault) =>
  (await of.policies.decide({ spiffeId: build, path, permission: 'read' })).allowed;

describe('policies', () => {
  it('are put, replaced with their created time, listed and deleted', async () => {
    const put = await vault.policies.put(orders);
    clock.advance(1_000);
    const changed = await vault.policies.put({ ...orders, pathPattern: 'prod/**' });
    expect(changed).toMatchObject({ createdAt: put.createdAt, pathPattern: 'prod/**' });
    expect(changed.updatedAt).toBe((put.createdAt ?? 0) + 1_000);
    expect(await vault.policies.list()).toEqual([changed]);
    await vault.policies.delete('orders');
    expect(await reason(vault.policies.get('orders'))).toBe('not-found');
    expect(await reason(vault.policies.delete('orders'))).toBe('not-found');
  });

  it('act on the next question, also when another program changed them', async () => {
    expect(await may('prod/db/orders')).toBe(false);
    await vault.policies.put(orders);
    expect(await may('prod/db/orders')).toBe(true);
    const other = await again();
    await other.policies.delete('orders');
    await vault.refresh();
    expect(await may('prod/db/orders')).toBe(false);
    expect(await may('prod/db/orders', await again())).toBe(false);
  });

  it('stay what they were when a bad one is put', async () => {
    await vault.policies.put(orders);
    expect(await reason(vault.policies.put({ ...orders, pathPattern: 're:(' }))).toBe('regex');
    expect(await vault.policies.get('orders')).toMatchObject(orders);
  });

  it('that this build cannot read grant nothing and hide no other', async () => {
    const disk = await makeDisk(clock);
    const backend = await openDisk(disk, clock);
    await storePolicy(backend, { ...orders, name: 'a', pathPattern: 'later:x' });
    await storePolicy(backend, { ...orders, name: 'b', pathPattern: 're:(?<=x)y' });
    await storePolicy(backend, orders);
    expect(await may('prod/db/orders', new Vault(backend, vaultId, clock.now))).toBe(true);
  });

  it('and their changes are written down together', async () => {
    await vault.policies.put(orders);
    await vault.policies.delete('orders', build);
    expect(await vault.audit.list()).toMatchObject([
      { client: 'owner', action: 'policy.put', path: 'orders', outcome: 'done' },
      { client: build, action: 'policy.delete', path: 'orders', outcome: 'done' },
    ]);
  });
});

describe('a file of policies', () => {
  const file = `# SPIKE's own field names
name: orders
spiffeidPattern: ${build}
pathPattern: prod/db/*
permissions: [read, list]
---
- name: 007
  spiffeidPattern: 'spiffe://**'
  pathPattern: "shared/*"
  permissions:
    - super
- name: cache
  spiffeIdPattern: ${build}
  pathPattern: re:prod/cache(-\\d+)?
  permissions: read, write
`;

  it('is one, a list, or several documents; applied twice it changes nothing', async () => {
    expect(await vault.policies.apply(file)).toEqual({
      created: ['orders', '007', 'cache'],
      updated: [],
      unchanged: [],
    });
    const { revision } = vault;
    clock.advance(1_000);
    expect((await vault.policies.apply(file)).unchanged).toEqual(['orders', '007', 'cache']);
    expect(vault.revision).toBe(revision);
    const changed = file.replace('prod/db/*', 'prod/**');
    expect(await vault.policies.apply(changed)).toEqual({
      created: [],
      updated: ['orders'],
      unchanged: ['007', 'cache'],
    });
    expect(await may('prod/cache-12')).toBe(true);
  });

  it('is what the policies are written as again', async () => {
    await vault.policies.apply(file);
    const written = policyYaml(await vault.policies.list());
    const { unchanged } = await vault.policies.apply(written);
    expect(unchanged).toHaveLength(3);
  });

  it('is taken whole or not at all', async () => {
    const bad = file.replace('shared/*', '/shared');
    const failure = await vault.policies.apply(bad).then(() => undefined, failureOf);
    expect(failure).toMatchObject({ code: 'bad-pattern', policy: '007', reason: 'empty-segment' });
    expect(await vault.policies.list()).toEqual([]);
  });

  const one = (change: (text: string) => string) => change((file.split('---')[0] ?? '').trimEnd());
  it.each<[string, string, Record<string, unknown>]>([
    ['1 MB of policies', file.replace('orders', 'o'.repeat(1_000_000)), { code: 'too-large' }],
    [
      'a missing field',
      one((text) => text.replace(/^pathPattern.*\n/m, '')),
      { reason: 'missing-field', line: 2, field: 'pathPattern' },
    ],
    ['an unknown field', one((text) => `${text}\nextra: 1`), { reason: 'unknown-field', line: 6 }],
    ['a field given twice', one((text) => `${text}\nname: x`), { reason: 'duplicate-field', line: 6 }],
    [
      'an unknown permission',
      one((text) => text.replace('read,', 'raed,')),
      { reason: 'unknown-permission', line: 5 },
    ],
    [
      'a list as a name',
      one((text) => text.replace('orders', '[a]')),
      { reason: 'not-one-text', line: 2, field: 'name' },
    ],
    [
      'an alias',
      one((text) => text.replace('orders', '*x')),
      { reason: 'not-one-text', line: 2, field: 'name' },
    ],
    [
      'a bomb of aliases',
      `a: &a [x,x]\n${'bcdefgh'.replace(/./g, (c) => `${c}: &${c} [*a,*a,*a,*a]\n`)}`,
      { reason: 'unknown-field', line: 1 },
    ],
    ['a merge key', one((text) => `<<: *x\n${text}`), { reason: 'unknown-field', line: 1 }],
    ['brackets without end', '['.repeat(200_000), { reason: 'not-yaml', line: 1 }],
    ['a tab', 'name:\n\tx: 1', { reason: 'tab-indent', line: 2 }],
    ['a text', 'orders', { reason: 'not-a-policy', line: 1 }],
    ['a name twice', `${file}---\n${one((text) => text)}`, { reason: 'duplicate-name', name: 'orders' }],
    ['a bad escape', one((text) => text.replace('prod/db/*', '"a\\.b"')), { reason: 'bad-escape', line: 4 }],
  ])('%s is refused, and says where', async (_, text, expected) => {
    const failure = await vault.policies.apply(text).then(() => undefined, failureOf);
    expect(failure).toMatchObject({ code: 'bad-input', what: 'policy-file', ...expected });
    expect(await vault.policies.list()).toEqual([]);
  });

  it('without anything in it changes nothing', async () => {
    for (const text of ['', '\n', '# nothing\n', '---\n---\n', '[]'])
      expect(await vault.policies.apply(text)).toEqual({ created: [], updated: [], unchanged: [] });
  });
});
