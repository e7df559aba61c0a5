import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api } from '../../shared/api.ts';
import type { Want } from '../../shared/client.ts';
import {
  auditPath,
  backupPath,
  cipherPath,
  clientPath,
  permissions,
  policyPath,
  recoveryPath,
  vaultPath,
} from '../../shared/policy.ts';
import type { Vault } from '../vault/vault.ts';
import type { Connection } from './connection.ts';
import { fresh32 } from './handshake.ts';
import { readClient } from './keys.ts';
import { clientId } from './places.ts';
import type { RoutedName } from './route.ts';
import { routes } from './routes/index.ts';
import { elsewhere, path, type Row, rights, type Scene } from './testing/rights.ts';
import { ending, type Stand, stand } from './testing/stand.ts';

// Every row of the table of rights is asked: without its right, with every other, for another path,
// after revocation, after a lock, under a grant of another kind. What is refused changes nothing.
type AnyRow = { readonly name: RoutedName; readonly at: number; readonly row: Row<RoutedName> };
const rows = Object.entries(rights).flatMap(([name, all]) =>
  (all as readonly Row<RoutedName>[]).map((row, at): AnyRow => ({ name: name as RoutedName, at, row })),
);
const guarded = rows.filter(({ row }) => row.needs.length > 0);
const free = rows.filter(({ row }) => row.needs.length === 0);

const reserved = [policyPath, clientPath, auditPath, vaultPath, backupPath, recoveryPath, cipherPath('k')];
const fields = [{ name: 'password', type: 'secret' as const, value: 's3cret' }];

let here: Stand;
let vault: Vault;
let scene: Scene;
let asker: Connection;
beforeAll(async () => {
  here = await stand();
  vault = here.vault as Vault;
  for (let n = 0; n < 3; n++) await vault.secrets.put(path, fields);
  await vault.secrets.delete(path, [1]);
  await vault.secrets.undelete(path, [1]);
  copyFileSync(join(here.folder, 'a.holdfast'), join(here.folder, 'copy.holdfast'));
  await vault.secrets.put('later', fields);
  await vault.policies.put({ name: 'there', spiffeIdPattern: '**', pathPattern: 'x', permissions: ['read'] });
  await here.let('other', 'x');
  await here.let('asker');
  asker = await here.connect('asker', keyOf('asker'));
  const encrypted = await encryptedAs('k');
  scene = {
    own: clientId(vault.id, 'asker'),
    others: clientId(vault.id, 'other'),
    copy: join(here.folder, 'copy.holdfast'),
    folder: join(here.folder, 'backups'),
    ...encrypted,
  };
});
afterAll(async () => {
  asker.close();
  await here.close();
});

const keyOf = (name: string) => readClient(here.keys, name)?.key ?? '';
const encryptedAs = async (name: string) => {
  const { header, fileKey } = await vault.cipher.newKey(name);
  const { sealStream } = await import('../crypto/stream.ts');
  const chunks: Uint8Array[] = [header];
  const none = (async function* (): AsyncGenerator<Uint8Array> {})();
  for await (const chunk of sealStream(fileKey, none)) chunks.push(chunk);
  return {
    header: Buffer.from(header).toString('base64url'),
    ciphertext: Buffer.concat(chunks).toString('base64'),
  };
};

/** Gives the asker just these rights. */
const give = async (wants: readonly Want[], to = scene.own) => {
  for (const { name } of await vault.policies.list())
    if (name.startsWith('right ')) await vault.policies.delete(name);
  for (const [n, want] of wants.entries())
    await vault.policies.put({
      name: `right ${n}`,
      spiffeIdPattern: to,
      pathPattern: want.path,
      permissions: [want.permission],
    });
};
const ask = ({ name, row }: AnyRow, connection = asker) => ending(connection.call(name, row.input(scene)));
/** All that a refused request must leave as it was; what is granted to try it does not count. */
const state = async () => ({
  secrets: await vault.secrets.list('', { deleted: true }),
  policies: (await vault.policies.list()).filter(({ name }) => !name.startsWith('right ')),
  clients: await vault.registered(),
  recovery: await vault.recovery.status(),
  backups: existsSync(scene.folder),
});
const refuses = async (one: AnyRow, wants: readonly Want[], to?: string) => {
  await give(wants, to);
  expect({ ...one, wants, said: await ask(one) }).toMatchObject({ said: 'denied: policy' });
};

it('every route has its rows, and every call is a route or needs no key', () => {
  expect(Object.keys(rights).sort()).toEqual(Object.keys(routes).sort());
  expect(Object.keys(api).filter((name) => !(name in routes))).toEqual(['status', 'client.register']);
});

describe.each(guarded)('$name, row $at', (one) => {
  const { needs } = one.row;

  it('is refused without its right, and with every right but one of those it needs', async () => {
    const before = await state();
    await refuses(one, []);
    for (const [at] of needs.entries())
      await refuses(
        one,
        needs.filter((_, n) => n !== at),
      );
    expect(await state()).toEqual(before);
  });

  it('is refused with each other right in the place of one', async () => {
    const before = await state();
    for (const [at, need] of needs.entries())
      for (const permission of permissions.filter((other) => other !== need.permission && other !== 'super'))
        await refuses(one, [...needs.slice(0, at), { ...need, permission }, ...needs.slice(at + 1)]);
    expect(await state()).toEqual(before);
  });

  it('is refused with its right for another path, or for another program', async () => {
    const before = await state();
    for (const [at, need] of needs.entries()) {
      const others = reserved.includes(need.path)
        ? [...reserved, cipherPath('k2'), 'holdfast', '**'].filter((other) => other !== need.path)
        : ['prod', 'prod/dbx', `${need.path}/x`, 'prod/*/**/x', ...reserved];
      for (const other of others)
        if (!(reserved.includes(need.path) && other === 'holdfast'))
          await refuses(one, [...needs.slice(0, at), { ...need, path: other }, ...needs.slice(at + 1)]);
    }
    await refuses(one, needs, scene.others);
    expect(await state()).toEqual(before);
  });

  it('is refused under the person’s grant of another kind, or to another key', async () => {
    const before = await state();
    const { grants } = here.context;
    const me = (await vault.registeredAs('asker')) ?? { name: '', spiffeId: '', key: '' };
    await give([]);
    for (const [at, need] of needs.entries()) {
      const rest = needs.filter((_, n) => n !== at);
      for (const wrong of [
        ...permissions.filter((p) => p !== need.permission).map((permission) => ({ ...need, permission })),
        { ...need, path: `${need.path}/x` },
      ]) {
        grants.forget();
        grants.allow(me, [...rest, wrong]);
        expect({ wrong, said: await ask(one) }).toMatchObject({ said: 'denied: policy' });
      }
    }
    grants.forget();
    grants.allow({ ...me, key: fresh32() }, needs);
    expect(await ask(one)).toBe('denied: policy');
    grants.forget();
    expect(await state()).toEqual(before);
  });
});

it.each(rows)(
  '$name, row $at: is refused without a key, under another’s, after revocation and after a lock',
  async (one) => {
    const before = await state();
    await give(one.row.needs);
    const nobody = await here.connect();
    expect(await ask(one, nobody)).toBe('denied: unregistered');
    const thief = await here.connect('asker', fresh32());
    expect(await ask(one, thief)).toBe('denied: unregistered');
    const visitor = await here.connect('asker', keyOf('asker'));
    expect(await visitor.call('status')).toMatchObject({ client: scene.own });
    const me = await vault.registeredAs('asker');
    await vault.revokeClient('asker');
    expect(await ask(one, visitor)).toBe('denied: unregistered');
    if (me !== undefined) await vault.registerClient(me, []);
    [here.vault, here.state] = [undefined, 'locked'];
    here.context.waking.opened();
    const locked = await here.connect('stranger', fresh32());
    expect(await ask(one, locked)).toBe('locked');
    [here.vault, here.state] = [vault, 'open'];
    const after = await state();
    expect({ ...after, clients: undefined }).toEqual({ ...before, clients: undefined });
    for (const connection of [nobody, thief, visitor, locked]) connection.close();
  },
);

it('what needs no right is given, each program’s own and no more', async () => {
  await give([{ path, permission: 'list' }]);
  for (const one of free.filter(({ name }) => name !== 'client.revoke'))
    expect(String(await ask(one))).not.toMatch(/^denied/);
  const list = async () =>
    ((await asker.call('secret.list', { folder: '' })) as { secrets: { path: string }[] }).secrets;
  expect((await list()).map((secret) => secret.path)).toEqual([path]);
  for (const permission of ['read', 'write'] as const) {
    await give([{ path, permission }]);
    expect(await list()).toEqual([]);
  }
  const find = async (query: string) =>
    ((await asker.call('secret.find', { query, folder: '' })) as { secrets: { path: string }[] }).secrets;
  for (const permission of ['read', 'list'] as const) {
    await give([{ path, permission }]);
    expect(await find('db')).toEqual([]);
  }
  await give([
    { path, permission: 'read' },
    { path, permission: 'list' },
  ]);
  expect((await find('prod')).map((secret) => secret.path)).toEqual([path]);
  // Whether these find something tells of what it may not read.
  expect(await find('porod')).toEqual([]);
  for (const query of ['is:reused', 'db is:weak'])
    expect(await ending(asker.call('secret.find', { query, folder: '' }))).toBe('denied: policy');
  // Of two secrets with one password it may read one.
  await vault.secrets.put('other/db', fields);
  const looked = async (call: 'secret.health' | 'secret.expiring', input?: object) =>
    (await asker.call(call, input)) as { looked: number; secrets: { path: string; findings: object[] }[] };
  expect(await looked('secret.health')).toMatchObject({
    looked: 1,
    secrets: [{ path, findings: [{ reason: 'weak' }] }],
  });
  for (const permission of ['read', 'list'] as const) {
    await give([{ path, permission }]);
    expect(await looked('secret.health')).toEqual({ looked: 0, secrets: [] });
    expect(await looked('secret.expiring', {})).toEqual({ looked: 0, secrets: [] });
  }
  const entries = (await asker.call('audit.list', { client: scene.own })) as { client: string }[];
  expect(entries.length).toBeGreaterThan(0);
  expect(entries.every(({ client }) => client === scene.own)).toBe(true);
});

// The last: each does what it says, and some take away what others are about.
it.each(guarded.filter(({ name }) => name !== 'client.revoke'))(
  '$name, row $at: is not refused with just its rights',
  async (one) => {
    await vault.secrets.forget(elsewhere).catch(() => undefined);
    await vault.secrets.forget(path).catch(() => undefined);
    for (let n = 0; n < 3; n++) await vault.secrets.put(path, fields);
    await give(one.row.needs);
    expect(String(await ask(one))).not.toMatch(/^(denied|bad-input|internal)/);
  },
);

it('a program shuts out another by its right, with what names it where it may rule, and itself by none', async () => {
  await give([{ path: clientPath, permission: 'super' }]);
  expect(await ending(asker.call('client.revoke', { name: 'other' }))).toBeUndefined();
  expect((await vault.policies.list()).map(({ name }) => name)).toContain('other x');
  await here.let('third', 'x');
  await give([
    { path: clientPath, permission: 'super' },
    { path: policyPath, permission: 'super' },
  ]);
  expect(await ending(asker.call('client.revoke', { name: 'third', policies: true }))).toBeUndefined();
  expect((await vault.policies.list()).map(({ name }) => name)).not.toContain('third x');
  await give([]);
  expect(await ending(asker.call('client.revoke', { name: 'asker' }))).toBeUndefined();
  expect((await vault.registered()).map(({ name }) => name)).toEqual([]);
});
