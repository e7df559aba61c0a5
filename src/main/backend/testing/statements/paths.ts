import { expect, it } from 'vitest';
import type { PathFault } from '../../../../shared/failure-reasons.ts';
import { type Harness, refusal, value } from '../harness.ts';
import {
  deleteSecret,
  destroySecret,
  moveSecret,
  storeSecret,
  undeleteSecret,
  updateMetadata,
} from '../write.ts';

const badPaths: readonly (readonly [string, PathFault])[] = [
  ['', 'empty'],
  ['x'.repeat(513), 'too-long'],
  ['/a', 'empty-segment'],
  ['a/', 'empty-segment'],
  ['a//b', 'empty-segment'],
  ['/', 'empty-segment'],
  ['.', 'dot-segment'],
  ['..', 'dot-segment'],
  ['a/../b', 'dot-segment'],
  ['a/.', 'dot-segment'],
  ['a\0b', 'control-character'],
  ['a\nb', 'control-character'],
  ['a\u007fb', 'control-character'],
  ['a\u0085b', 'control-character'],
  ['a\u202eb', 'control-character'],
  ['\u2066a', 'control-character'],
  ['a\u061cb', 'control-character'],
  ['a\ud800b', 'not-text'],
];

/** Statements 13 to 17: paths and lists. */
export function pathStatements(harness: () => Harness): void {
  const backend = () => harness().backend;
  const store = async (...paths: string[]) => {
    for (const path of paths) await storeSecret(backend(), path, value(path));
  };
  const list = async (folder: string) => (await backend().listSecrets(folder)).map((info) => info.path);

  it('13: a bad path is refused before anything is written', async () => {
    await store('good');
    const revision = backend().revision();
    for (const [path, reason] of badPaths) {
      for (const call of [
        () => storeSecret(backend(), path, value('x')),
        () => moveSecret(backend(), 'good', path),
        () =>
          backend().write([
            { op: 'store', path: 'first', fields: value('x') },
            { op: 'store', path, fields: value('x') },
          ]),
      ]) {
        expect(await refusal(call), JSON.stringify(path)).toMatchObject({ code: 'bad-path', reason });
      }
    }
    expect(backend().revision()).toBe(revision);
    expect(await list('')).toEqual(['good']);
  });

  it('13: 512 characters, dots inside a segment and unusual letters are fine; case matters', async () => {
    const paths = [
      'x'.repeat(512),
      '...',
      'a/.b/c.',
      'Prod',
      'prod',
      '__proto__',
      'constructor/toString',
      'a b',
      'a\\b',
    ];
    await store(...paths);
    await harness().reopen();
    for (const path of paths) expect((await backend().loadSecret(path))?.fields).toEqual(value(path));
  });

  it('13: two spellings of one NFC are one path', async () => {
    await store('caf\u00e9');
    expect(await storeSecret(backend(), 'cafe\u0301', value('second'))).toBe(2);
    await harness().reopen();
    expect(await list('')).toEqual(['caf\u00e9']);
    expect(await backend().loadSecret('cafe\u0301')).toMatchObject({ path: 'caf\u00e9', version: 2 });
    await store('e\u0301/x');
    expect(await list('\u00e9')).toEqual(await list('e\u0301'));
    expect(await list('\u00e9')).toEqual(['\u00e9/x']);
  });

  it('14: a/b and a/b/c both hold secrets, and one outlives the other', async () => {
    await store('a/b', 'a/b/c');
    await deleteSecret(backend(), 'a/b');
    expect((await backend().loadSecret('a/b/c'))?.fields).toEqual(value('a/b/c'));
    expect((await backend().loadSecret('a/b'))?.version).toBe(0);
    await destroySecret(backend(), 'a/b/c', [1]);
    await undeleteSecret(backend(), 'a/b', [1]);
    expect((await backend().loadSecret('a/b'))?.fields).toEqual(value('a/b'));
    await backend().write([{ op: 'forget', path: 'a/b' }]);
    expect(await backend().loadInfo('a/b')).toBeUndefined();
    expect(await backend().loadInfo('a/b/c')).toBeDefined();
  });

  it('15: a list is what lies under a folder, in code point order', async () => {
    await store('prod/dbx', 'prod/db/z', 'prod/db', 'prod/db/a/deep', 'other', 'prod/db-2/x');
    expect(await list('prod/db')).toEqual(['prod/db/a/deep', 'prod/db/z']);
    expect(await list('prod/db/')).toEqual(['prod/db/a/deep', 'prod/db/z']);
    expect(await list('prod')).toEqual(['prod/db', 'prod/db-2/x', 'prod/db/a/deep', 'prod/db/z', 'prod/dbx']);
    expect(await list('pro')).toEqual([]);
    expect(await list('')).toEqual(['other', ...(await list('prod'))]);
    expect(await list('Prod')).toEqual([]);
  });

  it('15: code points decide, not UTF-16 units', async () => {
    const order = ['Z', 'a', 'é', '\ufb01', '\uff5e', '\u{1f600}', '\u{10ffff}'];
    await store(...order.toReversed());
    await harness().reopen();
    expect(await list('')).toEqual(order);
    expect((await backend().loadAllSecrets()).map((found) => found.path)).toEqual(order);
  });

  it('16: soft-deleted secrets are listed as deleted, destroyed ones not at all', async () => {
    await store('deleted', 'destroyed', 'half', 'live');
    await store('half');
    await deleteSecret(backend(), 'deleted');
    await destroySecret(backend(), 'destroyed', [1]);
    await destroySecret(backend(), 'half', [2]);
    await harness().reopen();
    const listed = (await backend().listSecrets('')).map((info) => [info.path, info.current]);
    expect(listed).toEqual([
      ['deleted', 0],
      ['half', 1],
      ['live', 1],
    ]);
    expect(await storeSecret(backend(), 'destroyed', value('again'))).toBe(2);
    expect(await list('')).toContain('destroyed');
  });

  it('17: a list made while writing sees all of a transaction or none', async () => {
    const paths = Array.from({ length: 300 }, (_, n) => `bulk/${n}`);
    const writing = backend().write(paths.map((path) => ({ op: 'store', path, fields: value('x') })));
    const seen = new Set<number>();
    let done = false;
    void writing.finally(() => (done = true));
    do {
      seen.add((await list('bulk')).length);
      await new Promise(setImmediate);
    } while (!done);
    await writing;
    seen.add((await list('bulk')).length);
    expect([0, 300]).toEqual(expect.arrayContaining([...seen]));
    expect(seen).toContain(300);
  });

  it('move takes a secret with all its versions, onto a free path only', async () => {
    await store('from', 'from', 'taken');
    await updateMetadata(backend(), 'from', { tags: ['t'] });
    const before = await backend().loadInfo('from');
    expect(await refusal(moveSecret(backend(), 'from', 'taken'))).toMatchObject({ code: 'exists' });
    expect(await refusal(moveSecret(backend(), 'none', 'free'))).toMatchObject({ code: 'not-found' });
    await moveSecret(backend(), 'from', 'to/here');
    await harness().reopen();
    expect(await backend().loadInfo('from')).toBeUndefined();
    expect(await backend().loadInfo('to/here')).toMatchObject({
      ...before,
      path: 'to/here',
      updated: expect.any(Number),
      events: [...(before?.events ?? []), { at: expect.any(Number), moved: ['from', 'to/here'] }],
    });
    expect((await backend().loadSecret('to/here', 1))?.fields).toEqual(value('from'));
    expect(await storeSecret(backend(), 'from', value('new'))).toBe(1);
  });
}
