import { afterEach, beforeEach, expect, test } from 'vitest';
import { refusal } from '../backend/testing/harness.ts';
import { createVault } from './open.ts';
import type { Vault } from './vault.ts';

const value = (text: string) => [{ name: 'password', type: 'secret' as const, value: text }];
const changed = { code: 'conflict', expected: 0, found: 0 };

let vault: Vault;
beforeEach(async () => {
  const kdf = { memoryKiB: 8192, passes: 1, lanes: 1 };
  vault = await createVault({ kind: 'memory' }, { passphrase: '', kdf });
  await vault.secrets.put('a', value('one'), { tags: ['old'] });
});
afterEach(() => vault.lock());

const now = async (path: string) => {
  const { version, fields, info } = await vault.secrets.get(path);
  return [version, fields[0]?.value, ...info.tags];
};
const edit = (path: string, text: string, from?: string) =>
  vault.edits.save(path, value(text), { over: 1, tags: ['new'], ...(from !== undefined && { from }) });

test('an edit is taken back by one commit: the version before is a new one, and nothing is destroyed', async () => {
  const { undo } = await edit('a', 'two');
  const { revision } = vault;
  expect((await vault.undo.take(undo)).secrets).toBe(1);
  expect(vault.revision).toBe(revision + 1);
  expect(await now('a')).toEqual([3, 'one', 'old']);
  expect((await vault.secrets.get('a', 2)).fields).toEqual(value('two'));
  expect((await vault.undo.take(undo)).secrets).toBe(0);
});

test('so is one that moved it, and it lies where it lay', async () => {
  const { undo } = await edit('b/c', 'two', 'a');
  await vault.undo.take(undo);
  expect(await now('a')).toEqual([3, 'one', 'old']);
  expect(await refusal(vault.secrets.get('b/c'))).toMatchObject({ code: 'not-found' });
});

test('a new secret is deleted, a deleted one is deleted again: both can be undeleted', async () => {
  const made = await vault.edits.save('n', value('x'), { over: 0, tags: [] });
  await vault.undo.take(made.undo);
  expect(await now('n')).toEqual([0, undefined]);
  await vault.secrets.undelete('n');
  expect(await now('n')).toEqual([1, 'x']);
  await vault.secrets.put('a', value('two'));
  await vault.secrets.delete('a', [2]);
  const back = await vault.edits.rollback('a', 1);
  await vault.undo.take(back.undo);
  expect((await vault.secrets.info('a')).current).toBe(0);
});

test('a restored version or field, a deletion, a move and an expiry are taken back', async () => {
  await vault.secrets.put('a', [...value('two'), { name: 'user', type: 'text', value: 'ann' }]);
  await vault.undo.take((await vault.edits.rollback('a', 1)).undo);
  await vault.undo.take((await vault.edits.rollback('a', 1, 'password')).undo);
  expect((await vault.secrets.get('a')).fields).toEqual((await vault.secrets.get('a', 2)).fields);
  await vault.undo.take((await vault.edits.delete('a', [6])).undo);
  expect((await vault.secrets.info('a')).current).toBe(6);
  await vault.undo.take((await vault.edits.move('a', 'b')).undo);
  await vault.secrets.updateMetadata('a', { set: [['expires', '2030-01-01']] });
  const patch = {
    set: [
      ['expires', '2031-01-01'],
      ['expires-lead', '5'],
    ] as const,
    unset: ['none'],
  };
  await vault.undo.take((await vault.edits.updateMetadata('a', patch)).undo);
  expect((await vault.secrets.info('a')).custom).toEqual([['expires', '2030-01-01']]);
});

test('so is a change of rules: what none had set is the default again', async () => {
  const rules = async () => {
    const { maxVersions, casRequired, deleteVersionAfter } = await vault.secrets.info('a');
    return { maxVersions, casRequired, deleteVersionAfter };
  };
  const patch = { maxVersions: 3, casRequired: true, deleteVersionAfter: 60_000 };
  for (const given of [{}, { maxVersions: 5, deleteVersionAfter: 1_000 }]) {
    await vault.secrets.updateMetadata('a', given);
    const before = await rules();
    const { undo } = await vault.edits.updateMetadata('a', patch);
    expect(await rules()).toEqual(patch);
    await vault.undo.take(undo);
    expect(await rules()).toEqual(before);
  }
});

test('what was changed meanwhile is not taken back, and stays as it is', async () => {
  const edits: [string, () => Promise<{ undo: number }>][] = [
    ['a', () => edit('a', 'two')],
    ['a', () => vault.edits.delete('a')],
    ['a', () => vault.edits.updateMetadata('a', { set: [['expires', '2030-01-01']] })],
  ];
  for (const [path, work] of edits) {
    const { undo } = await work();
    await vault.secrets.updateMetadata(path, { tags: ['meanwhile'] });
    const { revision } = vault;
    expect(await refusal(vault.undo.take(undo))).toEqual(changed);
    expect(vault.revision).toBe(revision);
    expect((await vault.undo.take(undo)).secrets).toBe(0);
    await vault.secrets.forget(path);
    await vault.secrets.put('a', value('one'));
  }
});

test('of several secrets none is taken back where one was changed', async () => {
  await vault.secrets.put('b', value('b'));
  const { undo } = await vault.several.delete({ paths: ['a', 'b'] });
  await vault.secrets.put('b', value('meanwhile'));
  expect(await refusal(vault.undo.take(undo))).toEqual(changed);
  expect((await vault.secrets.info('a')).current).toBe(0);
});

test('where the version before is kept no longer there is nothing to take back', async () => {
  await vault.secrets.updateMetadata('a', { maxVersions: 1 });
  expect((await edit('a', 'two')).undo).toBe(0);
});
