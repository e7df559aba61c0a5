import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import {
  type Access,
  cipherPath,
  type Permission,
  type PolicySpec,
  permissions,
  policyPath,
} from '../../shared/policy.ts';
import { Decider } from './match.ts';
import { checkPolicy, compilePolicy } from './policy.ts';

const build = 'spiffe://0a/client/build';

async function decide(policies: readonly PolicySpec[], access: Access) {
  return new Decider(await Promise.all(policies.map(compilePolicy))).decide(access);
}

function policy(name: string, pathPattern: string, ...granted: Permission[]): PolicySpec {
  return { name, spiffeIdPattern: build, pathPattern, permissions: granted };
}

test('the first policy by name that grants it is named; super implies all', async () => {
  const policies = [
    policy('a', 'prod/**', 'list'),
    policy('b', '**', 'super'),
    policy('c', 'prod/db', 'read'),
  ];
  const of = (permission: Permission, path: string) =>
    decide(policies, { spiffeId: build, path, permission });
  expect(await of('list', 'prod/db')).toEqual({ allowed: true, policy: 'a' });
  expect(await of('read', 'prod/db')).toEqual({ allowed: true, policy: 'b' });
  expect(await of('write', 'x')).toEqual({ allowed: true, policy: 'b' });
  expect(
    await decide([policies[2] as PolicySpec], { spiffeId: build, path: 'prod/db', permission: 'write' }),
  ).toEqual({
    allowed: false,
  });
});

test('what is no ID or no path is denied, whatever the policies say', async () => {
  const all = [{ ...policy('all', '**', 'super'), spiffeIdPattern: '**' }];
  expect((await decide(all, { spiffeId: build, path: 'a', permission: 'read' })).allowed).toBe(true);
  for (const path of ['', '/a', 'a//b', 'a/../b', 'a\n'])
    expect((await decide(all, { spiffeId: build, path, permission: 'read' })).allowed, path).toBe(false);
  expect((await decide(all, { spiffeId: 'build', path: 'a', permission: 'read' })).allowed).toBe(false);
});

test('a system path is granted only where ID and path are both spelt out', async () => {
  const access: Access = { spiffeId: build, path: policyPath, permission: 'super' };
  for (const pathPattern of ['**', 'holdfast/**', '*/*/*', 're:.*', 're:holdfast/system/policy'])
    expect((await decide([policy('p', pathPattern, 'super')], access)).allowed, pathPattern).toBe(false);
  const wide = { ...policy('p', policyPath, 'super'), spiffeIdPattern: 'spiffe://0a/client/*' };
  expect((await decide([wide], access)).allowed).toBe(false);
  expect((await decide([policy('p', policyPath, 'super')], access)).allowed).toBe(true);
  const refused = [
    wide,
    policy('p', 'holdfast/system/*', 'read'),
    policy('p', `re:${cipherPath('k')}`, 'read'),
  ];
  for (const spec of refused)
    expect(await checkPolicy(spec).then(() => undefined, failureOf)).toMatchObject({
      code: 'bad-input',
      what: 'policy',
    });
});

test.each<[string, Partial<PolicySpec>]>([
  ['no name', { name: '' }],
  ['a name with a space at its end', { name: 'a ' }],
  ['a name of two lines', { name: 'a\nb' }],
  ['no permission', { permissions: [] }],
  ['an unknown permission', { permissions: ['read', 'execute' as Permission] }],
])('%s is refused', async (_, part) => {
  const failure = await checkPolicy({ ...policy('p', 'a', 'read'), ...part }).then(
    () => undefined,
    failureOf,
  );
  expect(failure?.code).toBe('bad-input');
});

test('permissions are kept once each, in their order', async () => {
  expect((await checkPolicy(policy('p', 'a', 'list', 'read', 'list'))).permissions).toEqual(['read', 'list']);
});

test('decisions agree with a naive model, asked once or twice', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(anyPolicy, { maxLength: 12 }),
      fc.array(anyAccess, { maxLength: 12 }),
      async (specs, asked) => {
        const named = specs.map((spec, n) => ({ ...spec, name: String.fromCharCode(97 + n) }));
        const decider = new Decider(await Promise.all(named.map(compilePolicy)));
        for (const access of [...asked, ...asked])
          expect(decider.decide(access)).toEqual(naive(named, access));
      },
    ),
    { numRuns: 2_000 },
  ));

const id = fc.constantFrom(build, 'spiffe://0a/client/test', 'spiffe://0b/client/build', 'build');
const anyAccess = fc.record({
  spiffeId: id,
  path: fc.constantFrom('a', 'a/b', 'a/b/c', 'ab/b', 'b', 'b/a', policyPath, 'holdfast', ''),
  permission: fc.constantFrom(...permissions),
});
const anyPolicy = fc.record({
  spiffeIdPattern: fc.constantFrom(
    build,
    'spiffe://0a/client/*',
    'spiffe://*/client/build',
    '**',
    're:.*/client/t.*',
  ),
  pathPattern: fc.constantFrom(
    'a',
    'a/*',
    'a/**',
    '**',
    '*',
    'a*/b',
    '**/b',
    're:a/.*',
    're:(a|b)/.+',
    policyPath,
  ),
  permissions: fc.uniqueArray(fc.constantFrom(...permissions), { minLength: 1 }),
});

/** Written from the words of the issue, with JavaScript's own expressions. */
function naive(policies: readonly PolicySpec[], { spiffeId, path, permission }: Access) {
  if (path === '' || !spiffeId.startsWith('spiffe://')) return { allowed: false };
  const found = policies.find(
    (spec) =>
      naiveMatch(spec.spiffeIdPattern, spiffeId) &&
      naiveMatch(spec.pathPattern, path) &&
      (spec.permissions.includes(permission) || spec.permissions.includes('super')) &&
      (!path.startsWith('holdfast/system/') ||
        (spec.spiffeIdPattern === spiffeId && spec.pathPattern === path)),
  );
  return found === undefined ? { allowed: false } : { allowed: true, policy: found.name };
}

function naiveMatch(pattern: string, text: string): boolean {
  if (pattern.startsWith('re:')) return new RegExp(`^(?:${pattern.slice(3)})$`).test(text);
  const source = pattern
    .replace(/[.:]/g, '\\$&')
    .replaceAll('**/', '<dirs>')
    .replaceAll('**', '.+')
    .replaceAll('*', '[^/]*')
    .replaceAll('<dirs>', '(?:[^/]+/)*');
  return new RegExp(`^${source}$`).test(text);
}

test('4,096 answers are kept for a client, and no more', async () => {
  const decider = new Decider([await compilePolicy(policy('a', '**', 'read'))]);
  const ask = (n: number) => decider.decide({ spiffeId: build, path: `p/${n}`, permission: 'read' });
  for (let n = 0; n < 4_096; n++) ask(n);
  const cleared = vi.spyOn(Map.prototype, 'clear');
  ask(0);
  const before = cleared.mock.calls.length;
  ask(4_096);
  const after = cleared.mock.calls.length;
  cleared.mockRestore();
  expect([before, after]).toEqual([0, 1]);
});
