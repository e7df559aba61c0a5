import { expect, it } from 'vitest';
import type { Change } from '../../changes.ts';
import { type Harness, readAll, refusal, value } from '../harness.ts';

/** What an import wrote is known by its run, and taken back secret by secret. */
export function importStatements(harness: () => Harness): void {
  const backend = () => harness().backend;
  const store = (path: string, text: string, more: object = {}): Change => ({
    op: 'store',
    path,
    fields: value(text),
    ...more,
  });
  const back = (path: string, run = 'one'): Change => ({ op: 'unimport', path, run });
  const conflict = expect.objectContaining({ code: 'conflict' });

  it('import: what was not there goes, and its number with it', async () => {
    await backend().write([store('other', '1')]);
    const before = await readAll(backend());
    await backend().write([
      store('a', '1', { run: 'one', tags: ['t'], custom: [['k', 'v']] }),
      store('a', '2', { run: 'one' }),
      { op: 'metadata', path: 'a', patch: { maxVersions: 20 }, run: 'one' },
      { op: 'delete', path: 'a', run: 'one' },
    ]);
    await harness().reopen();
    await backend().write([back('a')]);
    await harness().reopen();
    expect(await backend().loadInfo('a')).toBeUndefined();
    expect(await readAll(backend())).toEqual(before);
    expect((await backend().verify()).damaged).toEqual([]);
  });

  it('import: what was there is as it was: fields, tags, metadata, rules; the number stays used', async () => {
    await backend().write([
      store('a', '1', { tags: ['mine'], custom: [['k', 'v']] }),
      { op: 'metadata', path: 'a', patch: { maxVersions: 3 } },
      store('gone', '1'),
      { op: 'delete', path: 'gone' },
    ]);
    await backend().write([
      store('a', '2', { run: 'one', tags: ['theirs'], custom: [['k', 'w']], keepOlder: true }),
      { op: 'metadata', path: 'a', patch: { maxVersions: 20, set: [['more', 'x']] }, run: 'one' },
      store('gone', '2', { run: 'one', keepOlder: true }),
    ]);
    await harness().reopen();
    await backend().write([back('a'), back('gone')]);
    await harness().reopen();
    expect(await backend().loadSecret('a')).toMatchObject({ version: 1, fields: value('1') });
    const { tags, custom, maxVersions, versions, newest } = (await backend().loadInfo('a')) ?? {};
    expect({ tags, custom, maxVersions, newest }).toEqual({
      tags: ['mine'],
      custom: [['k', 'v']],
      maxVersions: 3,
      newest: 2,
    });
    expect(versions?.at(-1)).toMatchObject({ version: 2, destroyed: true });
    expect((await backend().loadInfo('gone'))?.current).toBe(0);
    await backend().write([{ op: 'undelete', path: 'gone' }]);
    expect((await backend().loadSecret('gone'))?.fields).toEqual(value('1'));
  });

  const later: [what: string, changes: Change[], path?: string][] = [
    ['stored', [store('a', '2')]],
    ['deleted', [{ op: 'delete', path: 'a' }]],
    [
      'deleted and undeleted',
      [
        { op: 'delete', path: 'a' },
        { op: 'undelete', path: 'a' },
      ],
    ],
    ['given a tag', [{ op: 'metadata', path: 'a', patch: { tags: ['x'] } }]],
    ['moved', [{ op: 'move', from: 'a', to: 'b' }], 'b'],
    ['imported again', [store('a', '2', { run: 'two' })]],
  ];
  it.each(later)('import: what was %s since is not taken back', async (_, changes, path = 'a') => {
    await backend().write([store('a', '1', { run: 'one' }), store('c', '1', { run: 'one' })]);
    await backend().write(changes);
    const before = await readAll(backend());
    expect(await refusal(backend().write([back('c'), back(path)]))).toEqual(conflict);
    await harness().reopen();
    expect(await readAll(backend())).toEqual(before);
    await backend().write([back('c')]);
    expect(await backend().loadInfo('c')).toBeUndefined();
  });

  it('import: another run, or a secret that no import wrote, is refused', async () => {
    await backend().write([store('a', '1', { run: 'one' }), store('b', '1')]);
    for (const change of [back('a', 'two'), back('b'), back('none')])
      expect(await refusal(backend().write([change]))).toEqual(conflict);
  });
}
