import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HoldfastError } from '../../shared/failure.ts';
import { policyPath } from '../../shared/policy.ts';
import { fresh32, publicKeyOf } from './handshake.ts';
import { deny, ending, once, type Stand, stand } from './testing/stand.ts';

const password = [{ name: 'password', type: 'secret', value: 's3cret' }] as const;

let here: Stand;
beforeEach(async () => {
  here = await stand();
});
afterEach(() => here.close());

const audit = async () =>
  (await here.vault?.audit.list())?.map(({ client, action, path, outcome }) =>
    [client.replace(/^spiffe:.*\//, ''), action, path, outcome].join(' '),
  );

describe('a registered program', () => {
  it('reads, stores and lists what policies allow, and every access is written down', async () => {
    await here.vault?.secrets.put('prod/db/orders', password);
    await here.vault?.secrets.put('prod/dbx', password);
    const build = await here.connect('build', await here.let('build', 'prod/db/*'));
    expect(await build.call('secret.get', { path: 'prod/db/orders' })).toMatchObject({
      version: 1,
      fields: password,
    });
    expect(await ending(build.call('secret.get', { path: 'prod/dbx' }))).toBe('denied: policy');
    expect(await ending(build.call('secret.get', { path: 'prod/db/none' }))).toBe('not-found');
    expect(await build.call('secret.put', { path: 'prod/db/new', fields: password })).toEqual({ version: 1 });
    const listed = (await build.call('secret.list', { folder: '' })) as { secrets: { path: string }[] };
    expect(listed.secrets.map(({ path }) => path)).toEqual(['prod/db/new', 'prod/db/orders']);
    expect((await audit())?.slice(2)).toEqual([
      'build secret.get prod/db/orders done',
      'build secret.get prod/dbx denied',
      'build secret.get prod/db/none not-found',
      'build secret.put prod/db/new done',
      'build secret.list  done',
    ]);
    build.close();
  });

  it('is told not-found of a deleted secret, and deletes, brings back and forgets with the right to write alone', async () => {
    for (const value of ['one', 'two']) await here.vault?.secrets.put('a', [{ ...password[0], value }]);
    await here.vault?.secrets.put('b', password);
    const key = await here.let('build', 'a');
    const id = `spiffe://${here.vault?.id}/client/build`;
    await here.vault?.policies.put({
      ...{ name: 'b', spiffeIdPattern: id, pathPattern: 'b' },
      permissions: ['write'],
    });
    const build = await here.connect('build', key);
    expect(await build.call('secret.delete', { path: 'a' })).toEqual({ current: 0 });
    expect(await ending(build.call('secret.get', { path: 'a' }))).toBe('not-found');
    expect(await ending(build.call('secret.get', { path: 'a', version: 1 }))).toBe('not-found');
    expect(await ending(build.call('secret.patch', { path: 'a', set: password, remove: [] }))).toBe(
      'not-found',
    );
    expect(await build.call('secret.undelete', { path: 'a' })).toEqual({ current: 2 });
    expect(await build.call('secret.get', { path: 'a', version: 1 })).toMatchObject({ version: 1 });
    expect(await build.call('secret.delete', { path: 'b' })).toEqual({ current: 0 });
    expect(await build.call('secret.undelete', { path: 'b' })).toEqual({ current: 1 });
    expect(await ending(build.call('secret.get', { path: 'b' }))).toBe('denied: policy');
    await build.call('secret.forget', { path: 'b' });
    expect((await here.vault?.secrets.list('', { deleted: true }))?.map(({ path }) => path)).toEqual(['a']);
    expect((await audit())?.at(-1)).toBe('build secret.destroy b done');
    for (const call of ['delete', 'undelete', 'forget'] as const)
      expect(await ending(build.call(`secret.${call}`, { path: 'c' }))).toBe('denied: policy');
    await here.vault?.policies.put({
      ...{ name: 'b', spiffeIdPattern: id, pathPattern: 'b' },
      permissions: ['read', 'list'],
    });
    await here.vault?.secrets.put('b', password);
    for (const call of ['delete', 'undelete', 'forget'] as const)
      expect(await ending(build.call(`secret.${call}`, { path: 'b' }))).toBe('denied: policy');
    expect((await here.vault?.secrets.get('b'))?.version).toBe(1);
    build.close();
  });

  it('is refused in the middle of a session once it is revoked, or a policy is gone', async () => {
    await here.vault?.secrets.put('a', password);
    const build = await here.connect('build', await here.let('build', 'a'));
    expect(await build.call('secret.get', { path: 'a' })).toMatchObject({ version: 1 });
    await here.vault?.policies.delete('build a');
    expect(await ending(build.call('secret.get', { path: 'a' }))).toBe('denied: policy');
    await here.vault?.revokeClient('build');
    expect(await ending(build.call('secret.get', { path: 'a' }))).toBe('denied: unregistered');
    expect(await ending(build.call('secret.get', { path: 'a' }))).toBe('socket: broken');
  });

  it('gets locked while the vault is, and the window hears of it once', async () => {
    const key = await here.let('build', 'a');
    const [vault, build] = [here.vault, await here.connect('build', key)];
    await vault?.secrets.put('a', password);
    [here.vault, here.state] = [undefined, 'locked'];
    const first = build.call('secret.get', { path: 'a' });
    await expect.poll(() => here.woken).toEqual([process.execPath]);
    const other = await here.connect('build', key);
    expect(await ending(other.call('secret.get', { path: 'a' }))).toBe('locked');
    [here.vault, here.state] = [vault, 'open'];
    here.context.waking.opened();
    expect(await first).toMatchObject({ version: 1 });
    expect(here.woken).toEqual([process.execPath, undefined]);
    build.close();
    other.close();
  });
});

describe('an access', () => {
  it('is refused where it cannot be written down, and its value stays here', async () => {
    await here.vault?.secrets.put('a', password);
    const build = await here.connect('build', await here.let('build', 'a'));
    const { audit: written } = here.vault ?? {};
    if (written === undefined) throw new Error('no vault');
    const append = written.append.bind(written);
    written.append = () => Promise.reject(new HoldfastError({ code: 'no-space' }));
    expect(await ending(build.call('secret.get', { path: 'a' }))).toBe('no-space');
    written.append = append;
    expect(await build.call('secret.get', { path: 'a' })).toMatchObject({ version: 1 });
    build.close();
  });

  it('counts what another program has changed in the file, its policies too', async () => {
    const build = await here.connect('build', await here.let('build', 'a'));
    const { openVault } = await import('../vault/open.ts');
    const location = join(here.folder, 'a.holdfast');
    const other = await openVault({ location }, 'correct horse battery');
    await other.secrets.put('a', password);
    expect(await build.call('secret.get', { path: 'a' })).toMatchObject({ version: 1 });
    await other.policies.delete('build a');
    expect(await ending(build.call('secret.get', { path: 'a' }))).toBe('denied: policy');
    await other.lock();
    build.close();
  });

  it('of many at once shares commits', async () => {
    await here.vault?.secrets.put('a', password);
    const key = await here.let('build', 'a');
    const crowd = await Promise.all(Array.from({ length: 50 }, () => here.connect('build', key)));
    const before = here.vault?.revision ?? 0;
    await Promise.all(crowd.map((one) => one.call('secret.get', { path: 'a' })));
    expect((here.vault?.revision ?? 0) - before).toBeLessThan(25);
    expect((await audit())?.filter((line) => line === 'build secret.get a done')).toHaveLength(50);
    for (const one of crowd) one.close();
  });
});

it('makes who asks too often wait, and answers them all the same', async () => {
  const slow = { second: 50, burst: 2 };
  const limited = await stand({ rates: { client: slow, stranger: slow } });
  const nobody = await limited.connect();
  const began = performance.now();
  for (let n = 0; n < 5; n++) await nobody.call('status');
  expect(performance.now() - began).toBeGreaterThan(50);
  nobody.close();
  await limited.close();
});

describe('registering', () => {
  const ask = async (name = 'build', wants: unknown[] = []) => {
    const nobody = await here.connect();
    const key = fresh32();
    const shown = publicKeyOf(key);
    const ended = await ending(nobody.call('client.register', { name, key: shown, wants }));
    nobody.close();
    return { key, ended };
  };

  it('asks the person, and is refused unless they say yes', async () => {
    here.person = () => deny;
    const { key, ended } = await ask();
    expect(ended).toBe('denied: person');
    expect(here.asked[0]).toMatchObject({
      name: 'build',
      program: process.execPath,
      uid: process.getuid?.(),
    });
    const build = await here.connect('build', key);
    expect(await ending(build.call('secret.list', { folder: '' }))).toBe('denied: unregistered');
  });

  it('lasts as long as the person said, with what they granted', async () => {
    await here.vault?.secrets.put('a', password);
    const wants = [{ path: 'a', permission: 'read' }];
    here.person = () => once;
    const { key } = await ask('guest', wants);
    const first = await here.connect('guest', key);
    expect(await first.call('secret.get', { path: 'a' })).toMatchObject({ version: 1 });
    const second = await here.connect('guest', key);
    expect(await ending(second.call('secret.get', { path: 'a' }))).toBe('denied: unregistered');
    here.person = ({ draft }) => ({ answer: 'always', policies: draft });
    const build = await ask('build', wants);
    expect(build.ended).toMatchObject({ answer: 'always', vault: here.vault?.id });
    const again = await here.connect('build', build.key);
    expect(await again.call('secret.get', { path: 'a' })).toMatchObject({ version: 1 });
    expect((await ask('build')).ended).toBe('exists');
    first.close();
    again.close();
  });

  it('ends before the lock when the person turns a guest out, also in a session under way', async () => {
    await here.vault?.secrets.put('a', password);
    here.person = () => ({ answer: 'unlock', policies: [] });
    const { key } = await ask('guest', [{ path: 'a', permission: 'read' }]);
    const guest = await here.connect('guest', key);
    expect(await guest.call('secret.get', { path: 'a' })).toMatchObject({ version: 1 });
    const { registry } = here.context;
    expect(registry.guests().map(({ name }) => name)).toEqual(['guest']);
    expect([registry.turnOut('guest'), registry.turnOut('guest')]).toEqual([true, false]);
    expect(await ending(guest.call('secret.get', { path: 'a' }))).toBe('denied: unregistered');
    expect(registry.guests()).toEqual([]);
  });
});

describe('what no policy allows', () => {
  it('is asked of the person where the program says so, and their no holds', async () => {
    await here.vault?.secrets.put('a', password);
    const build = await here.connect('build', await here.let('build'));
    here.person = () => deny;
    expect(await ending(build.call('secret.get', { path: 'a' }, true))).toBe('denied: person');
    here.person = () => once;
    expect(await ending(build.call('secret.get', { path: 'a' }, true))).toBe('denied: person');
    expect(here.asked).toHaveLength(1);
    const wants = [{ path: policyPath, permission: 'super' }];
    here.person = ({ draft }) => ({ answer: 'always', policies: draft });
    const spec = { name: 'p', spiffeIdPattern: '**', pathPattern: 'a', permissions: ['read'] };
    expect(await build.call('policy.put', spec, true)).toMatchObject({ name: 'p' });
    expect(here.asked[1]).toMatchObject({ wants });
    expect(await build.call('secret.get', { path: 'a' })).toMatchObject({ version: 1 });
    build.close();
  });
});

it('listens where its user alone can reach it, and respects another instance', async () => {
  expect(statSync(here.socket).mode & 0o777).toBe(0o600);
  expect(statSync(`${here.keys}/server.key`).mode & 0o777).toBe(0o600);
  const { serveClients } = await import('./server.ts');
  const { socket, keys, context } = here;
  expect(await ending(serveClients({ socket, keys, context }))).toBe('exists');
});
