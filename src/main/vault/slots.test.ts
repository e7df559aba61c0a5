import { expect, test } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import type { PassphraseSlot } from '../keyslots/slot.ts';
import { parametersOf, unwrapAny, wrapPassphrase } from './slots.ts';

const vaultId = 'a1'.repeat(16);
const params = { memoryKiB: 8192, passes: 2, lanes: 3 };
const rootKey = new Uint8Array(32).fill(7);
const wrap = async (passphrase: string): Promise<PassphraseSlot> =>
  (await wrapPassphrase(passphrase, { rootKey, vaultId, params, label: passphrase, now: new Date(0) })).slot;

async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'opened',
    (error) => failureOf(error) ?? error,
  );
}

test('each passphrase of a vault opens it, by its own slot', async () => {
  const slots = [await wrap('one'), await wrap('two')];
  for (const [at, passphrase] of ['one', 'two'].entries()) {
    const opened = await unwrapAny(slots, passphrase, vaultId);
    expect(opened.slot).toBe(slots[at]);
    expect(opened.rootKey).toEqual(rootKey);
  }
  expect(await failure(unwrapAny(slots, 'three', vaultId))).toEqual({ code: 'wrong-passphrase' });
});

test('a slot says what the next one is to cost', async () => {
  expect(parametersOf(await wrap('one'))).toEqual(params);
});

test('nothing is tried where there are more passphrases than a vault has, or one that asks for too much', async () => {
  const slot = await wrap('one');
  expect(await failure(unwrapAny(Array(8).fill(slot), 'one', vaultId))).toBe('opened');
  expect(await failure(unwrapAny(Array(9).fill(slot), 'one', vaultId))).toMatchObject({
    code: 'kdf-refused',
  });
  const dear = { ...slot, kdf: { ...slot.kdf, passes: 101 } };
  expect(await failure(unwrapAny([slot, dear], 'one', vaultId))).toMatchObject({ code: 'kdf-refused' });
});
