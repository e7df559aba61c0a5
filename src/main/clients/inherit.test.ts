import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Verdict } from '../../shared/client.ts';
import type { PolicySpec } from '../../shared/policy.ts';
import { fresh32, publicKeyOf } from './handshake.ts';
import { clientId } from './places.ts';
import { ending, type Stand, stand } from './testing/stand.ts';

// A name that was another's, or that a policy named before its program came.
const password = [{ name: 'password', type: 'secret', value: 's3cret' }] as const;

let here: Stand;
beforeEach(async () => {
  here = await stand({ memory: true });
  await here.vault?.secrets.put('prod/db', password);
  await here.vault?.secrets.put('own', password);
});
afterEach(() => here.close());

const id = (name: string) => clientId(here.vault?.id ?? '', name);
const policy = (name: string, spiffeIdPattern: string, pathPattern = 'prod/**'): PolicySpec => ({
  ...{ name, spiffeIdPattern, pathPattern },
  permissions: ['read', 'list'],
});
const store = (...policies: PolicySpec[]) =>
  Promise.all(policies.map((spec) => here.vault?.policies.put(spec)));
const register = async (
  answer: Verdict['answer'],
  wants: unknown[] = [{ path: 'own', permission: 'read' }],
) => {
  here.person = ({ draft }) => ({ answer, policies: answer === 'always' ? draft : [] });
  const key = fresh32();
  const nobody = await here.connect();
  const ended = await ending(nobody.call('client.register', { name: 'build', key: publicKeyOf(key), wants }));
  nobody.close();
  return { ended, build: await here.connect('build', key) };
};
const names = async () => (await here.vault?.policies.list())?.map(({ name }) => name);

describe('the prompt', () => {
  it('says what stored policies let that ID do: literal ones, wildcards, expressions; and no others', async () => {
    await store(
      policy('literal', id('build')),
      policy('any', '**'),
      policy('family', `spiffe://*/client/b*`),
      policy('expression', `re:spiffe://[0-9a-f]+/client/buil(d|t)`),
      policy('other', id('builder')),
      policy('another vault', `spiffe://${'0'.repeat(32)}/client/build`),
    );
    const { build } = await register('deny');
    const [shown] = here.asked;
    expect(shown?.fresh).toBe(true);
    expect(shown?.stored?.map(({ name }) => name)).toEqual(['any', 'expression', 'family', 'literal']);
    build.close();
  });

  it('of a program that is stored says what it may do already, and that it is not new', async () => {
    const { build } = await register('always');
    here.person = () => ({ answer: 'deny', policies: [] });
    expect(await ending(build.call('secret.get', { path: 'prod/db' }, true))).toBe('denied: person');
    expect(here.asked[1]).toMatchObject({ fresh: false, stored: [{ name: 'build: own' }] });
    build.close();
  });
});

describe.each(['once', 'unlock'] as const)('let in: %s', (answer) => {
  it('gives what was asked for, and nothing by a stored policy, whatever it says', async () => {
    await store(policy('left', id('build')), policy('any', '**'), policy('system', '**', '**'));
    const { build } = await register(answer);
    expect(await build.call('secret.get', { path: 'own' })).toMatchObject({ version: 1 });
    expect(await ending(build.call('secret.get', { path: 'prod/db' }))).toBe('denied: policy');
    expect(await build.call('secret.list', { folder: '' })).toMatchObject({ secrets: [] });
    for (const [path, allowed] of [
      ['own', true],
      ['prod/db', false],
    ])
      expect(await build.call('policy.test', { spiffeId: id('build'), path, permission: 'read' })).toEqual({
        allowed,
      });
    build.close();
  });

  it('with “always” later it may do what was given then, and still nothing that lay there', async () => {
    await store(policy('left', id('build')));
    await here.vault?.secrets.put('more', password);
    const { build } = await register(answer);
    here.person = ({ draft }) => ({ answer: 'always', policies: draft });
    expect(await build.call('secret.get', { path: 'more' }, true)).toMatchObject({ version: 1 });
    expect(await build.call('secret.get', { path: 'more' })).toMatchObject({ version: 1 });
    expect(await ending(build.call('secret.get', { path: 'prod/db' }))).toBe('denied: policy');
    here.person = () => ({ answer: 'always', policies: [] });
    expect(await ending(build.call('secret.get', { path: 'prod/db' }, true))).toBe('denied: policy');
    build.close();
  });
});

it('let in always, a program has what the prompt named; a guest that it was before changes nothing of that', async () => {
  await store(policy('left', id('build')));
  const key = fresh32();
  const nobody = await here.connect();
  for (const answer of ['once', 'always'] as const) {
    here.person = () => ({ answer, policies: [] });
    expect(
      await nobody.call('client.register', { name: 'build', key: publicKeyOf(key), wants: [] }),
    ).toMatchObject({ answer });
  }
  const build = await here.connect('build', key);
  expect(await build.call('secret.get', { path: 'prod/db' })).toMatchObject({ version: 1 });
  for (const one of [build, nobody]) one.close();
});

it('revoking takes along the policies that name the program and no other, where that is wished', async () => {
  await store(policy('any', '**'), policy('other', id('builder')));
  const { build } = await register('always');
  await store(policy('second', id('build')));
  await here.vault?.revokeClient('build');
  expect(await names()).toEqual(['any', 'build: own', 'other', 'second']);
  const again = await register('always');
  await here.vault?.revokeClient('build', 'owner', true);
  expect(await names()).toEqual(['any', 'other']);
  expect((await here.vault?.audit.list())?.slice(-3).map(({ action, path }) => `${action} ${path}`)).toEqual([
    'client.revoke build',
    'policy.delete build: own',
    'policy.delete second',
  ]);
  for (const one of [build, again.build]) one.close();
});
