import { afterEach, beforeEach, expect, it } from 'vitest';
import { policyPath, vaultPath } from '../../shared/policy.ts';
import type { Field } from '../../shared/secret-schema.ts';
import { decoded } from '../import/batches.ts';
import { takeItems } from '../import/import.ts';
import type { Connection } from './connection.ts';
import { type Stand, stand } from './testing/stand.ts';

// What a program may bring in, and over what: `write` for the vault as a whole is none for a secret
// that is there.
const password = (value: string): Field[] => [{ name: 'password', type: 'secret', value }];
/** An item of a file, which knows it by its path. */
const item = (path: string, ...values: string[]) => {
  const folders = path.split('/');
  return [path, folders.pop(), folders, values.map((value) => [null, 'password', 'secret', value])];
};
/** What the vault keeps of where a secret came from. */
const source = (path: string) => ['source', `json:#bank.json#${path}`] as const;

let here: Stand;
let filler: Connection;
beforeEach(async () => {
  here = await stand({ memory: true });
  filler = await here.connect('filler', await here.let('filler', 'own/**'));
  await allow('write', vaultPath);
});
afterEach(async () => {
  filler.close();
  await here.close();
});

const allow = (permission: 'read' | 'write', path: string) =>
  here.vault?.policies.put({
    name: `${permission} ${path}`,
    spiffeIdPattern: `spiffe://${here.vault.id}/client/filler`,
    pathPattern: path,
    permissions: [permission],
  });
const bring = (items: unknown[], dryRun = false) =>
  filler.call('vault.import', { file: 'bank.json', format: 'json', prefix: '', dryRun, items });
/** A secret that an import of the person's brought, changed ten times since. */
const keep = async (path: string, versions = 10) => {
  for (let n = 1; n <= versions; n++) await here.vault?.secrets.put(path, password(`v${n}`));
  await here.vault?.secrets.updateMetadata(path, { set: [source(path)] });
};
const valuesAt = async (path: string) => {
  const { versions } = (await here.vault?.secrets.info(path)) ?? { versions: [] };
  const secrets = await Promise.all(
    versions.map(({ version }) => here.vault?.secrets.get(path, version).catch(() => undefined)),
  );
  return secrets.map((secret) => secret?.fields[0]?.value);
};
const ten = Array.from({ length: 10 }, (_, n) => `v${n + 1}`);

it.each(['bank', policyPath, 'ownbank'])(
  'an import writes nothing over %s, which it may not write',
  async (path) => {
    await keep(path);
    const before = await here.vault?.secrets.info(path);
    for (const dry of [true, false])
      expect(await bring([item(path, 'forged'), item('fresh', 'x')], dry)).toMatchObject({
        created: 1,
        failed: [{ place: path, reason: 'not-writable' }],
      });
    expect(await here.vault?.secrets.info(path)).toEqual(before);
    expect(await valuesAt('fresh')).toEqual(['x']);
  },
);

it('an import tells nobody whether a guess at a secret is right', async () => {
  await keep('bank', 1);
  expect(await bring([item('bank', 'v1')], true)).toEqual(
    expect.objectContaining(await (bring([item('bank', 'wrong')], true) as Promise<object>)),
  );
});

it('an item whose place is another secret’s is refused, too, unless that may be written', async () => {
  await here.vault?.secrets.put('there', password('mine'));
  await here.vault?.secrets.put('own/there', password('mine'));
  expect(await bring([item('there', 'x'), item('own/there', 'x')])).toMatchObject({
    created: 1,
    failed: [{ place: 'there' }],
  });
  expect((await here.vault?.secrets.list(''))?.map(({ path }) => path)).toEqual([
    'own/there',
    'own/there (2)',
    'there',
  ]);
});

it('an import from anybody prunes no version that it did not bring', async () => {
  await keep('own/bank');
  expect(await bring([item('own/bank', 'new 1', 'new 2')])).toMatchObject({ created: 1, failed: [] });
  expect(await valuesAt('own/bank')).toEqual([...ten, 'new 1', 'new 2']);
  const { vault } = here;
  if (vault === undefined) throw new Error('no vault');
  const request = { file: 'bank.json', format: 'json', prefix: '' } as const;
  await takeItems(vault, request, decoded([item('own/bank', 'new 3')], new AbortController().signal));
  expect(await valuesAt('own/bank')).toEqual([...ten, 'new 1', 'new 2', 'new 3']);
});

it('an import into a secret that holds as many versions as one can is refused, and one fewer is not', async () => {
  await here.vault?.secrets.put('own/full', password('v'));
  await here.vault?.secrets.updateMetadata('own/full', { maxVersions: 1_000, set: [source('own/full')] });
  const changes = Array.from({ length: 998 }, () => ({
    op: 'store' as const,
    path: 'own/full',
    fields: password('v'),
  }));
  await here.vault?.secrets.apply(changes);
  expect(await bring([item('own/full', 'last')])).toMatchObject({ created: 1 });
  expect(await bring([item('own/full', 'over')])).toMatchObject({
    created: 0,
    failed: [{ place: 'own/full' }],
  });
  expect((await here.vault?.secrets.info('own/full'))?.versions).toHaveLength(1_000);
});

it('an undo of an import leaves what the program may not write, and names what it may read', async () => {
  await bring([item('own/a', 'one'), item('b', 'two'), item('c', 'three')]);
  await allow('read', 'b');
  const undo = (dry: boolean) => filler.call('import.undo', { dry });
  const undone = expect.objectContaining({ files: ['bank.json'], secrets: 1, stays: ['b'] });
  expect(await undo(true)).toEqual(undone);
  expect(await undo(false)).toEqual(undone);
  expect((await here.vault?.secrets.list(''))?.map(({ path }) => path)).toEqual(['b', 'c']);
  await expect(undo(false)).rejects.toMatchObject({ failure: { code: 'not-found', what: 'import' } });
});
