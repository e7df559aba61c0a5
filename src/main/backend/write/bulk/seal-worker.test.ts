import { expect, it, vi } from 'vitest';
import { Keyring, newObjectId } from '../../format/keyring.ts';
import { PlainTexts } from './plain.ts';
import type { SealedParts, Unsealed } from './seal-task.ts';

const thread = vi.hoisted(() => ({
  workerData: undefined as unknown,
  parentPort: { on: vi.fn(), postMessage: vi.fn() },
}));
vi.mock('node:worker_threads', () => thread);

it('overwrites what it was given in plain before it answers', async () => {
  const keys = Keyring.make('0123456789abcdef0123456789abcdef', 1);
  thread.workerData = keys.task('version', 1);
  await import('./seal-worker.ts');
  const [, hear] = thread.parentPort.on.mock.lastCall ?? [];
  const plain = new PlainTexts();
  const id = newObjectId();
  plain.add(id, '{"fields":[]}');
  const unsealed: Unsealed = { ...plain.take(), paths: [] };
  expect(unsealed.plain.some((byte) => byte !== 0)).toBe(true);
  thread.parentPort.postMessage.mockImplementation(() =>
    expect(unsealed.plain.every((byte) => byte === 0)).toBe(true),
  );
  hear(unsealed);
  const [{ bytes }] = thread.parentPort.postMessage.mock.lastCall as [SealedParts];
  expect(keys.open('version', { id, term: 1 }, bytes)).toEqual({ fields: [] });
});
