import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Field } from '../../shared/secret-schema.ts';
import { refusal } from '../backend/testing/harness.ts';
import { fileBytes, sourceOf } from '../backend/testing/statements/attachments.ts';
import { createVault } from './open.ts';
import type { Vault } from './vault.ts';

let vault: Vault;
beforeEach(async () => {
  const kdf = { memoryKiB: 8192, passes: 1, lanes: 1 };
  vault = await createVault({ kind: 'memory' }, { passphrase: '', kdf });
});
afterEach(() => vault.lock());

const text = (name: string, value: string): Field => ({ name, type: 'text', value });
const hidden = (value: string): Field => ({ name: 'password', type: 'secret', value });
const put = (...fields: Field[]) => vault.secrets.put('a', fields);
const told = async () =>
  (await vault.versions.changes('a')).map(({ version, against, fields }) => [
    version,
    against,
    ...fields.flatMap(({ fate, before, after }) =>
      fate === 'same' ? [] : [`${fate} ${(after ?? before)?.name}`],
    ),
  ]);
const now = async () => (await vault.secrets.get('a')).fields;

test('each version is told by what became of the fields since the last one that can be read', async () => {
  await put(text('user', 'ann'), hidden('1'));
  await put(text('user', 'ann'), hidden('2'));
  await put(text('login', 'ann'), hidden('2'), text('note', 'x'));
  await put(hidden('2'));
  expect(await told()).toEqual([
    [2, 1, 'changed password'],
    [3, 2, 'renamed login', 'added note'],
    [4, 3, 'removed login', 'removed note'],
  ]);
  await vault.secrets.destroy('a', [2]);
  await vault.secrets.delete('a', [3]);
  expect(await told()).toEqual([[4, 1, 'removed user', 'changed password']]);
});

test('any two are compared, in either order; one that is deleted or destroyed is refused by its number', async () => {
  await put(hidden('1'));
  await put(hidden('2'));
  await put(hidden('1'));
  const fates = async (before: number, after: number) =>
    (await vault.versions.compare('a', before, after)).fields.map(({ fate }) => fate);
  expect(await fates(1, 3)).toEqual(['same']);
  expect(await fates(3, 2)).toEqual(['changed']);
  await vault.secrets.destroy('a', [1]);
  const missing = { code: 'not-found', what: 'version', name: 'a version 1' };
  expect(await refusal(fates(1, 3))).toEqual(missing);
  expect(await refusal(fates(3, 1))).toEqual(missing);
});

test('one field is what it was, in one new version: the others, their order, tags and notes stay', async () => {
  await vault.secrets.put('a', [text('user', 'ann'), hidden('1'), text('note', 'old')], { tags: ['t'] });
  await put(text('note', 'new'), text('user', 'bob'), hidden('2'));
  expect(await vault.secrets.rollback('a', 1, 'password')).toBe(3);
  expect(await now()).toEqual([text('note', 'new'), text('user', 'bob'), hidden('1')]);
  expect((await vault.secrets.info('a')).tags).toEqual(['t']);
});

test('a field that is gone comes back where it stood, a renamed one in the place of its new name', async () => {
  await put(text('user', 'ann'), text('note', 'x'), hidden('1'));
  await put(text('login', 'ann'), hidden('1'));
  await vault.secrets.rollback('a', 1, 'note');
  expect(await now()).toEqual([text('login', 'ann'), text('note', 'x'), hidden('1')]);
  await vault.secrets.rollback('a', 1, 'user');
  expect(await now()).toEqual([text('user', 'ann'), text('note', 'x'), hidden('1')]);
});

test('a long file comes back with its bytes', async () => {
  const bytes = fileBytes(100 * 1024);
  await vault.secrets.put('a', [{ name: 'image', type: 'attachment', value: 'new' }], {
    files: new Map([['new', sourceOf(bytes)]]),
  });
  await put(hidden('1'));
  await vault.secrets.rollback('a', 1, 'image');
  const read: Uint8Array[] = [];
  for await (const piece of (await vault.secrets.file('a', 'image')).pieces()) read.push(piece);
  expect(Buffer.concat(read).equals(Buffer.from(bytes))).toBe(true);
  expect(await now()).toHaveLength(2);
});

test('there is nothing to restore it from, or into: a refusal, and no version', async () => {
  await put(hidden('1'));
  await put(hidden('2'));
  expect(await refusal(vault.secrets.rollback('a', 1, 'note'))).toMatchObject({
    what: 'field',
    name: 'note',
  });
  await vault.secrets.delete('a', [2]);
  expect(await refusal(vault.secrets.rollback('a', 1, 'password'))).toMatchObject({ what: 'live' });
  await vault.secrets.undelete('a');
  const planned = await vault.secrets.rolledBack('a', 1, 'password');
  await put(hidden('3'));
  expect(await refusal(vault.secrets.apply([planned]))).toMatchObject({ code: 'conflict' });
  expect((await vault.secrets.info('a')).newest).toBe(3);
});
