import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { fileAt } from '../../shared/place.ts';
import { behindWindow } from './app.ts';

vi.stubGlobal('window', globalThis);
const app = behindWindow();
const actions = await import('../stores/actions.ts');
const { useDetail } = await import('../stores/detail.ts');
const editor = await import('../stores/editor.ts');
const { keepDrafts } = await import('../stores/kept-draft.ts');
const { useListing } = await import('../stores/listing.ts');
const { rowAt } = await import('../stores/paged.ts');
const { resetAll } = await import('../stores/reset.ts');
const { undoing } = await import('../stores/undo.ts');
const { refresh } = await import('../stores/view.ts');

const fields = (value: string) => [
  { name: 'user', type: 'text' as const, value: 'ann' },
  { name: 'password', type: 'secret' as const, value },
];
const { session } = app;
const revision = () => session.vault.revision;
// A message that main sends is heard a turn later.
const quiet = async () => {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
};

let end: () => void = () => undefined;
beforeEach(async () => {
  end();
  resetAll();
  await session.leave();
  await session.create(fileAt('memory'), 'horse');
  for (const name of ['a', 'b', 'c']) await session.vault.secrets.put(`prod/${name}`, fields('1'));
  const ends = [actions.follow(), keepDrafts()];
  end = () => {
    for (const one of ends) one();
  };
  await refresh();
  await quiet();
});
afterAll(async () => {
  end();
  expect(app.faults).toEqual([]);
  await app.close();
});

/** The calls and the commits that `work` costs, with whatever main's events lead to. */
async function cost(work: () => Promise<unknown>) {
  await quiet();
  app.calls.length = 0;
  const before = revision();
  await work();
  await quiet();
  return { calls: [...app.calls], commits: revision() - before };
}

const type = (value: string) => {
  const password = editor.useEditor.getState().draft?.fields.find(({ name }) => name === 'password');
  editor.changeField(password?.key ?? 0, { value });
};
const shown = () => useDetail.getState().secret;
const underCursor = () => rowAt(useListing.getState(), useListing.getState().cursor)?.path;

describe('one save is three calls at most, and one commit', () => {
  test('an edit', async () => {
    await actions.open('prod/b');
    await actions.editSecret('prod/b');
    type('2');
    const { calls, commits } = await cost(() => actions.saveSecret());
    expect(calls).toEqual(['secrets.put', 'drafts.discard', 'secrets.view']);
    expect(commits).toBe(1);
    expect(shown()).toMatchObject({ path: 'prod/b', version: 2 });
    expect(underCursor()).toBe('prod/b');
  });

  test('a new name and an edit', async () => {
    await actions.open('prod/b');
    await actions.editSecret('prod/b');
    editor.change({ folder: 'prod', title: 'z' });
    type('2');
    const { calls, commits } = await cost(() => actions.saveSecret());
    expect(calls).toEqual(['secrets.put', 'drafts.discard', 'secrets.view']);
    expect(commits).toBe(1);
    expect(shown()).toMatchObject({ path: 'prod/z', version: 2 });
    expect(underCursor()).toBe('prod/z');
    expect((await session.vault.secrets.get('prod/z')).fields).toEqual(fields('2'));
    await expect(session.vault.secrets.get('prod/b')).rejects.toMatchObject({
      failure: { code: 'not-found' },
    });
  });

  test('a new name alone, which makes no version', async () => {
    await actions.editSecret('prod/b');
    editor.change({ folder: 'prod', title: 'z' });
    const { calls, commits } = await cost(() => actions.saveSecret());
    expect(calls).toEqual(['secrets.move', 'drafts.discard', 'secrets.view']);
    expect(commits).toBe(1);
    expect(shown()).toMatchObject({ path: 'prod/z', version: 1 });
  });

  test('a new secret', async () => {
    await actions.addSecret();
    editor.startNew('prod');
    editor.change({ folder: 'prod', title: 'new' });
    type('n');
    const { calls, commits } = await cost(() => actions.saveSecret());
    expect(calls).toEqual(['secrets.put', 'drafts.discard', 'secrets.view']);
    expect(commits).toBe(1);
    expect(underCursor()).toBe('prod/new');
  });

  test('a deletion, and its way back', async () => {
    await actions.open('prod/b');
    const deleted = await cost(() => actions.remove('prod/b'));
    expect(deleted).toEqual({ calls: ['secrets.delete', 'secrets.view'], commits: 1 });
    expect(useListing.getState().total).toBe(2);
    const undone = await cost(async () => undoing()?.());
    expect(undone).toEqual({ calls: ['several.undo', 'secrets.view'], commits: 1 });
    expect(useListing.getState().total).toBe(3);
  });
});

test('of a new name and an edit that lost a race neither is done, and the form keeps both', async () => {
  await actions.editSecret('prod/b');
  editor.change({ folder: 'prod', title: 'z' });
  type('mine');
  await session.vault.secrets.put('prod/b', fields('theirs'));
  const before = revision();
  expect(await actions.saveSecret()).toBe(false);
  expect(revision()).toBe(before);
  expect(editor.useEditor.getState()).toMatchObject({
    path: 'prod/b',
    failure: { code: 'conflict', found: 2 },
    draft: { folder: 'prod', title: 'z' },
  });
  expect((await session.vault.secrets.get('prod/b')).fields).toEqual(fields('theirs'));
  await expect(session.vault.secrets.get('prod/z')).rejects.toMatchObject({ failure: { code: 'not-found' } });
  expect(await actions.saveSecret(true)).toBe(true);
  expect((await session.vault.secrets.get('prod/z')).fields).toEqual(fields('mine'));
});

test('where something lies at the new name, nothing is written', async () => {
  await actions.editSecret('prod/b');
  editor.change({ folder: 'prod', title: 'c' });
  type('mine');
  const before = revision();
  expect(await actions.saveSecret()).toBe(false);
  expect(editor.useEditor.getState().failure).toMatchObject({ code: 'exists', name: 'prod/c' });
  expect(revision()).toBe(before);
});

test('what another program writes during a save is shown after it', async () => {
  await actions.editSecret('prod/b');
  type('2');
  const saved = actions.saveSecret();
  await session.vault.secrets.put('prod/d', fields('theirs'));
  session.noteWrite();
  await saved;
  await quiet();
  expect(useListing.getState().total).toBe(4);
  await session.vault.secrets.put('prod/e', fields('theirs'));
  session.noteWrite();
  await quiet();
  await vi.waitFor(() => expect(useListing.getState().total).toBe(5));
});

test('a version is opened only when a value is asked for that the index does not say', async () => {
  const { secrets } = session.vault;
  await secrets.put('prod/a', fields('2'));
  const opened = vi.spyOn(secrets, 'get');
  await actions.open('prod/a');
  expect(shown()?.fields).toEqual([
    { name: 'user', type: 'text', value: 'ann' },
    { name: 'password', type: 'secret' },
  ]);
  await actions.open('prod/a', 2);
  await refresh();
  expect(opened).not.toHaveBeenCalled();
  await actions.reveal('password');
  expect(opened).toHaveBeenCalledExactlyOnceWith('prod/a', 2);
  expect(useDetail.getState().revealed.get('password')).toBe('2');
  await actions.open('prod/a', 1);
  expect(opened).toHaveBeenCalledTimes(2);
  expect(shown()?.fields).toHaveLength(2);
});

test('a secret is found anywhere among many by one call, with the rows around it', async () => {
  const { secrets } = session.vault;
  const path = (i: number) => `p${String(i).padStart(6, '0')}`;
  await secrets.apply(
    Array.from({ length: 2_000 }, (_, i) => ({ op: 'store' as const, path: path(i), fields: fields('x') })),
  );
  const { calls } = await cost(() => actions.show(path(1_777), false));
  expect(calls).toEqual(['secrets.browse', 'secrets.view']);
  // By title the three of before come first.
  expect(useListing.getState().cursor).toBe(1_780);
  expect([...useListing.getState().pages.keys()]).toEqual([16, 17, 18]);
  expect(underCursor()).toBe(path(1_777));
});

test('what expires leaves the list, though nothing was written', async () => {
  const { secrets } = session.vault;
  await secrets.updateMetadata('prod/a', { deleteVersionAfter: 50 });
  await secrets.put('prod/a', fields('brief'));
  await refresh();
  await vi.waitFor(() => expect(useListing.getState().total).toBe(2));
});

test('a refresh that another one overtakes leaves the cursor on its way to a secret', async () => {
  const found = refresh('prod/c');
  await Promise.all([found, refresh()]);
  expect(underCursor()).toBe('prod/c');
});
