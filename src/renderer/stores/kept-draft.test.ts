import { beforeEach, expect, test, vi } from 'vitest';

const calls: [string, unknown][] = [];
let kept: unknown;
vi.mock('../api.ts', () => ({
  api: {
    drafts: {
      keep: async (input: unknown) => calls.push(['keep', input]),
      discard: async () => calls.push(['discard', undefined]),
      load: async () => ({ ok: true, value: kept }),
    },
    secrets: {
      edit: async () => ({
        ok: true,
        value: { version: 3, tags: [], fields: [{ name: 'a', type: 'text', value: 'stored' }] },
      }),
    },
  },
}));

const editor = await import('./editor.ts');
const { keepDrafts, offerDraft } = await import('./kept-draft.ts');
const { resetAll } = await import('./reset.ts');
const { answer, useDialog } = await import('./dialog.ts');

beforeEach(() => {
  vi.useFakeTimers();
  resetAll();
  calls.length = 0;
  kept = undefined;
});

const password = (value: string) => {
  const { draft } = editor.useEditor.getState();
  const field = draft?.fields.find(({ name }) => name === 'password');
  editor.changeField(field?.key ?? -1, { value });
};
const type = async (value: string) => {
  password(value);
  await vi.advanceTimersByTimeAsync(600);
};

test('keeps what is typed, once it rests, and discards it when the form is left', async () => {
  const end = keepDrafts();
  editor.startNew('work');
  await vi.advanceTimersByTimeAsync(600);
  expect(calls).toEqual([]);
  password('h');
  password('hu');
  await type('hunter2');
  expect(calls).toHaveLength(1);
  expect(calls[0]).toMatchObject(['keep', { path: 'work/', expect: 0 }]);
  expect(JSON.stringify(calls[0])).toContain('hunter2');
  editor.stopEditing();
  expect(calls[1]).toEqual(['discard', undefined]);
  end();
});

test('a tag that is still being typed is kept too', async () => {
  const end = keepDrafts();
  editor.startNew('work');
  editor.change({ typedTags: 'bank' });
  await vi.advanceTimersByTimeAsync(600);
  expect(calls[0]).toMatchObject(['keep', { tags: ['bank'] }]);
  end();
});

test('a lock leaves what was kept, and keeps nothing more', async () => {
  keepDrafts();
  editor.startNew('');
  await type('one');
  password('two');
  resetAll();
  await vi.advanceTimersByTimeAsync(600);
  expect(calls.map(([what]) => what)).toEqual(['keep']);
});

test('offers it back: with what the secret holds as the ground, so that it counts as unsaved', async () => {
  kept = {
    from: 'p',
    expect: 2,
    path: 'p',
    fields: [{ name: 'a', type: 'text', value: 'typed' }],
    tags: ['t'],
  };
  const offered = offerDraft();
  await vi.advanceTimersByTimeAsync(1);
  expect(useDialog.getState().question?.text).toContain('p');
  answer(true);
  await offered;
  const { draft, opened, path, expect: version } = editor.useEditor.getState();
  expect(draft?.fields.map(({ value }) => value)).toEqual(['typed', '']);
  expect(opened?.fields.map(({ value }) => value)).toEqual(['stored', '']);
  // The version it was typed on: a secret that has moved on since is a conflict, told as one.
  expect([path, version, editor.isDirty()]).toEqual(['p', 2, true]);
});

test('nothing kept, nothing asked', async () => {
  await offerDraft();
  expect(useDialog.getState().question).toBeUndefined();
});
