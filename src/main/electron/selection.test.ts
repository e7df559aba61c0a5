import { expect, test } from 'vitest';
import { keyedDigest } from './clipboard.ts';
import { SelectionGuard } from './selection.ts';

async function begin() {
  const board = { text: '', cleared: 0 };
  const time = { now: 0 };
  const digest = await keyedDigest();
  const guard = new SelectionGuard(
    () => ({
      read: async () => board.text,
      clear: async (bytes) => {
        expect(bytes).toBe(Buffer.byteLength(board.text));
        board.cleared = bytes;
        board.text = '';
      },
    }),
    () => time.now,
  );
  return { board, guard, time, mark: () => guard.marked(digest) };
}

test('what was marked in our window is taken off, however long ago', async () => {
  const { board, guard, time, mark } = await begin();
  board.text = 's3cret é';
  await mark();
  time.now = 3_600_000;
  await guard.clear();
  expect(board).toEqual({ text: '', cleared: 9 });
});

test('what another program marked since is left alone', async () => {
  const { board, guard, time, mark } = await begin();
  board.text = 's3cret';
  await mark();
  time.now = 1_000;
  board.text = 'notes';
  await guard.clear();
  expect(board.text).toBe('notes');
});

test('what the system got only after we heard of it is taken off too', async () => {
  const { board, guard, time, mark } = await begin();
  board.text = 'notes';
  await mark();
  board.text = 's3cret';
  time.now = 999;
  await guard.clear();
  expect(board.text).toBe('');
});

test('where nothing was marked in our window, or it was taken off already, nothing is touched', async () => {
  const { board, guard, mark } = await begin();
  board.text = 'notes';
  await guard.clear();
  expect(board.text).toBe('notes');
  await mark();
  await guard.clear();
  board.text = 'notes';
  await guard.clear();
  expect(board.text).toBe('notes');
});

test('a system without such a selection is not asked', async () => {
  const guard = new SelectionGuard(
    () => undefined,
    () => 0,
  );
  await guard.marked(() => expect.unreachable());
  await guard.clear();
});
