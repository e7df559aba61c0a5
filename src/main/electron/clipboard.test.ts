import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { unwipedAfter } from '../crypto/testing/secrets.ts';
import { ClipboardGuard, keyedDigest } from './clipboard.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function begin() {
  const board = { text: '', image: false, clears: 0 };
  const cleared = vi.fn();
  const digest = await keyedDigest();
  const guard = new ClipboardGuard(
    () => ({
      read: async () => board.text,
      write: async (text) => {
        board.text = text;
      },
      isEmpty: async () => board.text === '' && !board.image,
      clear: async (bytes) => {
        // What is written over it must be as long as it was.
        expect(bytes).toBe(Buffer.byteLength(board.text));
        board.text = '';
        board.clears += 1;
      },
      picture: async () => undefined,
    }),
    cleared,
  );
  return {
    board,
    cleared,
    guard,
    copy: (value: string, seconds: number) => guard.copy(value, seconds, digest),
  };
}

test('a value is taken off after its time, not before', async () => {
  const { board, cleared, copy } = await begin();
  await copy('s3cret', 30);
  await vi.advanceTimersByTimeAsync(29_999);
  expect(board.text).toBe('s3cret');
  await vi.advanceTimersByTimeAsync(1);
  expect(board.text).toBe('');
  expect(cleared).toHaveBeenCalledOnce();
});

test('what somebody else has copied since is left alone', async () => {
  const { board, cleared, copy } = await begin();
  await copy('s3cret', 30);
  board.text = 'notes';
  await vi.advanceTimersByTimeAsync(60_000);
  expect(board.text).toBe('notes');
  expect(cleared).toHaveBeenCalledOnce();
});

test('an image that somebody else has copied since is left alone', async () => {
  const { board, copy } = await begin();
  await copy('s3cret', 30);
  Object.assign(board, { text: '', image: true });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(board.clears).toBe(0);
});

test('where nothing can be read, nothing is what is cleared', async () => {
  const { board, copy } = await begin();
  await copy('s3cret', 30);
  board.text = '';
  await vi.advanceTimersByTimeAsync(60_000);
  expect(board.clears).toBe(1);
});

test('a second copy starts the time anew', async () => {
  const { board, copy } = await begin();
  await copy('first', 30);
  await vi.advanceTimersByTimeAsync(20_000);
  await copy('second', 30);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(board.text).toBe('second');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(board.text).toBe('');
});

test('a copy that comes while the last one is taken off stays', async () => {
  const { board, guard, copy } = await begin();
  await copy('first', 30);
  const clearing = guard.clear();
  await Promise.all([clearing, copy('second', 30)]);
  expect(board.text).toBe('second');
});

test('0 seconds: it stays until lock or quit', async () => {
  const { board, guard, cleared, copy } = await begin();
  await copy('s3cret', 0);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(board.text).toBe('s3cret');
  await guard.clear();
  await guard.clear();
  expect(board.text).toBe('');
  expect(cleared).toHaveBeenCalledOnce();
});

test('what we did not write is never cleared', async () => {
  const { board, guard, cleared } = await begin();
  board.text = 'notes';
  await guard.clear();
  expect(board.text).toBe('notes');
  expect(cleared).not.toHaveBeenCalled();
});

test('the key under which copied values are told apart does not stay in memory', async () => {
  expect(await unwipedAfter(keyedDigest)).toEqual([]);
});
