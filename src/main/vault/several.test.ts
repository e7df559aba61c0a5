import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isFavourite } from '../../shared/facet.ts';
import { refusal } from '../backend/testing/harness.ts';
import { createVault } from './open.ts';
import type { Vault } from './vault.ts';

const kdf = { memoryKiB: 8192, passes: 1, lanes: 1 };
const value = (text: string) => [{ name: 'password', type: 'secret' as const, value: text }];
const all = { folder: '', query: '', deleted: false };

let vault: Vault;
beforeEach(async () => {
  vault = await createVault({ kind: 'memory' }, { passphrase: '', kdf });
});
afterEach(() => vault.lock());

async function fill(...paths: string[]): Promise<void> {
  for (const path of paths) await vault.secrets.put(path, value(path), { tags: ['old'] });
}

/** Everything there is: path, tags, and the value or that it is deleted. */
async function state(): Promise<string[]> {
  const found: string[] = [];
  for (const { path, tags, current } of await vault.secrets.list('', { deleted: true })) {
    const value = current > 0 ? (await vault.secrets.get(path)).fields[0]?.value : 'deleted';
    found.push(`${path} ${tags.join(',')} ${value}`);
  }
  return found;
}

const paths = async (folder = '') => (await vault.secrets.list(folder)).map(({ path }) => path);

test('a move of several is one commit, keeps versions and tags, and is taken back by one', async () => {
  await fill('a/x', 'b/y', 'c');
  const before = await state();
  const { revision } = vault;
  const { secrets, undo } = await vault.several.move({ paths: ['a/x', 'b/y', 'a/x'] }, 'new/place');
  expect(secrets).toBe(2);
  expect(vault.revision).toBe(revision + 1);
  expect(await paths()).toEqual(['c', 'new/place/x', 'new/place/y']);
  expect((await vault.secrets.info('new/place/x')).tags).toEqual(['old']);
  expect((await vault.undo.take(undo)).secrets).toBe(2);
  expect(vault.revision).toBe(revision + 2);
  expect(await state()).toEqual(before);
  expect((await vault.undo.take(undo)).secrets).toBe(0);
});

test('to no folder, and what is there already, stays', async () => {
  await fill('a/x', 'y');
  expect(await vault.several.move({ paths: ['a/x', 'y'] }, '')).toMatchObject({ secrets: 1 });
  expect(await paths()).toEqual(['x', 'y']);
  const { revision } = vault;
  expect(await vault.several.move({ paths: ['x', 'y'] }, '')).toMatchObject({ secrets: 0 });
  expect(vault.revision).toBe(revision);
});

test('where one has the name of another nothing is moved', async () => {
  await fill('a/x', 'b/x', 'a/z');
  const before = await state();
  expect(await refusal(vault.several.move({ paths: ['a/z', 'a/x', 'b/x'] }, 'c'))).toMatchObject({
    code: 'exists',
    name: 'c/x',
  });
  expect(await refusal(vault.several.move({ paths: ['a/z'] }, 'c//d'))).toMatchObject({ code: 'bad-path' });
  expect(await state()).toEqual(before);
});

test('tags are added and taken away, other ones stay; taking it back brings each its own', async () => {
  await fill('a', 'b');
  await vault.secrets.updateMetadata('b', { tags: ['own', 'new'] });
  const before = await state();
  const done = await vault.several.tag({ paths: ['a', 'b'] }, ['new'], ['old']);
  expect(done.secrets).toBe(1);
  expect((await vault.secrets.info('a')).tags).toEqual(['new']);
  expect((await vault.secrets.info('b')).tags).toEqual(['own', 'new']);
  await vault.undo.take(done.undo);
  expect(await state()).toEqual(before);
});

test('more tags than a secret can have are refused before anything is written', async () => {
  await fill('a');
  const add = Array.from({ length: 64 }, (_, i) => `t${i}`);
  expect(await refusal(vault.several.tag({ paths: ['a'] }, add, []))).toMatchObject({
    code: 'too-large',
    what: 'tags',
  });
  expect((await vault.secrets.info('a')).tags).toEqual(['old']);
});

test('all of a list but some are deleted in one commit, and come back', async () => {
  await fill('a/1', 'a/2', 'a/3', 'b/1');
  await vault.secrets.delete('a/3');
  const before = await state();
  const { revision } = vault;
  const list = { ...all, folder: 'a' };
  expect(await refusal(vault.several.delete({ list, except: [], total: 3 }))).toEqual({
    code: 'conflict',
    expected: 3,
    found: 2,
  });
  const { secrets, undo } = await vault.several.delete({ list, except: ['a/2'], total: 2 });
  expect([secrets, vault.revision]).toEqual([1, revision + 1]);
  expect(await paths()).toEqual(['a/2', 'b/1']);
  await vault.undo.take(undo);
  expect(await state()).toEqual(before);
});

test('all that a search finds, and all that is deleted', async () => {
  await fill('mail/work', 'mail/home', 'bank');
  const found = { list: { ...all, query: 'mail' }, except: [], total: 2 };
  expect(await vault.several.delete(found)).toMatchObject({ secrets: 2 });
  expect(await paths()).toEqual(['bank']);
  const gone = { list: { ...all, deleted: true }, except: [], total: 2 };
  const { undo } = await vault.several.undelete(gone);
  expect(await paths()).toEqual(['bank', 'mail/home', 'mail/work']);
  await vault.undo.take(undo);
  expect(await paths()).toEqual(['bank']);
});

test('one that is gone meanwhile is left out, and only the last is taken back', async () => {
  await fill('a', 'b');
  const first = await vault.several.delete({ paths: ['a', 'nowhere'] });
  expect(first.secrets).toBe(1);
  const second = await vault.several.delete({ paths: ['b'] });
  expect((await vault.undo.take(first.undo)).secrets).toBe(0);
  expect((await vault.undo.take(second.undo)).secrets).toBe(1);
  expect(await paths()).toEqual(['b']);
});

test('a folder gets another name with everything in it, also into itself and out of it', async () => {
  await fill('a/x', 'a/b/x', 'a/b/b/x', 'ab/x', 'a/gone');
  await vault.secrets.delete('a/gone');
  const before = await state();
  const { revision } = vault;
  const { secrets, undo } = await vault.several.moveFolder('a', 'n/m');
  expect([secrets, vault.revision]).toEqual([4, revision + 1]);
  expect(await paths()).toEqual(['ab/x', 'n/m/b/b/x', 'n/m/b/x', 'n/m/x']);
  await vault.secrets.undelete('n/m/gone');
  await vault.secrets.delete('n/m/gone');
  await vault.undo.take(undo);
  expect(await state()).toEqual(before);

  const inwards = await vault.several.moveFolder('a', 'a/b');
  expect(await paths()).toEqual(['a/b/b/b/x', 'a/b/b/x', 'a/b/x', 'ab/x']);
  await vault.undo.take(inwards.undo);
  expect(await state()).toEqual(before);
  await vault.secrets.delete('a/x');
  await vault.secrets.forget('a/x');
  await vault.several.moveFolder('a/b', 'a');
  expect(await paths()).toEqual(['a/b/x', 'a/x', 'ab/x']);
});

test('a folder that is none, or that would get a bad name, is refused', async () => {
  await fill('a/x', 'b/x');
  expect(await refusal(vault.several.moveFolder('nowhere', 'c'))).toMatchObject({ code: 'not-found' });
  expect(await refusal(vault.several.moveFolder('a', 'c/../d'))).toMatchObject({ code: 'bad-path' });
  expect(await refusal(vault.several.moveFolder('a', 'b'))).toMatchObject({ code: 'exists', name: 'b/x' });
  expect(await paths()).toEqual(['a/x', 'b/x']);
});

test('whatever is done, taking it back leaves all as it was', async () => {
  const name = fc.constantFrom('a', 'b', 'c');
  const place = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('/'));
  const some = fc.record({ paths: fc.array(place, { maxLength: 4 }) });
  const step = fc.oneof(
    fc.record({ what: fc.constant('move' as const), chosen: some, to: fc.oneof(place, fc.constant('')) }),
    fc.record({ what: fc.constant('tag' as const), chosen: some, to: name }),
    fc.record({ what: fc.constantFrom('delete' as const, 'undelete' as const), chosen: some, to: name }),
    fc.record({ what: fc.constant('folder' as const), chosen: some, to: place }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(place, { maxLength: 6 }),
      fc.array(step, { maxLength: 5 }),
      async (has, steps) => {
        const own = await createVault({ kind: 'memory' }, { passphrase: '', kdf });
        vault = own;
        await fill(...has);
        for (const { what, chosen, to } of steps) {
          const before = await state();
          const { several } = own;
          const doing = {
            move: () => several.move(chosen, to),
            tag: () => several.tag(chosen, [to], ['old']),
            delete: () => several.delete(chosen),
            undelete: () => several.undelete(chosen),
            folder: () => several.moveFolder(chosen.paths[0] ?? 'a', to),
          };
          const done = await doing[what]().catch(() => undefined);
          if (done === undefined) expect(await state()).toEqual(before);
          else if (done.secrets > 0) {
            expect((await vault.undo.take(done.undo)).secrets).toBe(done.secrets);
            expect(await state()).toEqual(before);
            await doing[what]();
          }
        }
        await own.lock();
      },
    ),
    { numRuns: process.env['HOLDFAST_LONG'] === '1' ? 500 : 25 },
  );
});

test('favourites: several in one commit, those that are none yet alone, taken back by one', async () => {
  await fill('a/x', 'b/y', 'c');
  await vault.several.favourite({ paths: ['c'] }, true);
  const { revision } = vault;
  const { secrets, undo } = await vault.several.favourite({ list: all, except: [], total: 3 }, true);
  expect(secrets).toBe(2);
  expect(vault.revision).toBe(revision + 1);
  const starred = async () =>
    (await vault.secrets.list('')).filter((info) => isFavourite(info)).map(({ path }) => path);
  expect(await starred()).toEqual(['a/x', 'b/y', 'c']);
  await vault.undo.take(undo);
  expect(await starred()).toEqual(['c']);
  expect((await vault.secrets.info('a/x')).newest).toBe(1);
  // A new version, and a move, leave it a favourite.
  await vault.secrets.put('c', value('other'));
  await vault.several.move({ paths: ['c'] }, 'b');
  expect(await starred()).toEqual(['b/c']);
  const facet = { is: 'favourite' as const };
  await vault.several.delete({ list: { ...all, facet }, except: [], total: 1 });
  expect(await paths()).toEqual(['a/x', 'b/y']);
});
